import type { Column, Language } from "../../ports/tools.ts";
import { words } from "../text/words.ts";

/**
 * How a value was found in a result, in the reader's language. `how` is what the agent's grounding wrote down
 * ("usd by service=EC2", "row 3, usd"); what has another form is given as it stands.
 */
export function claimWords(how: string, columns: Column[], language: Language): string {
  const say = words(language).proof.how;
  const label = (name: string) => columns.find((column) => column.name === name)?.label[language] ?? name;
  const part = (text: string): string => {
    const fixed = say.fixed[text];
    if (fixed) return fixed;
    const row = /^row (\d+), (.+)$/s.exec(text);
    if (row) return say.row(row[1]!, label(row[2]!));
    const meanOfRows = /^mean (.+) of (\d+) rows$/s.exec(text);
    if (meanOfRows) return say.meanOfRows(label(meanOfRows[1]!), meanOfRows[2]!);
    const mean = /^mean (.+)$/s.exec(text);
    if (mean) return say.mean(part(mean[1]!));
    const allBut = /^all but (.+)$/s.exec(text);
    if (allBut) return say.allBut(part(allBut[1]!));
    const largest = /^the (\d+) largest (.+)$/s.exec(text);
    if (largest) return say.largest(largest[1]!, part(largest[2]!));
    const first = /^the first (\d+) (.+)$/s.exec(text);
    if (first) return say.first(first[1]!, part(first[2]!));
    const distinct = /^distinct (.+)$/s.exec(text);
    if (distinct) return say.distinct(label(distinct[1]!));
    const by = /^(.+?) by ([^=]+)=(.*)$/s.exec(text);
    if (by) return say.by(measure(by[1]!), label(by[2]!), by[3]!);
    const family = /^(.+?) by ([^=]+)$/s.exec(text);
    if (family) return say.byColumn(measure(family[1]!), label(family[2]!));
    return label(text);
  };
  const measure = (name: string) => say.fixed[name] ?? label(name);
  const whole = columns.find(({ name, type }) => name === how && (type === "money" || type === "number"));
  return whole ? say.total(whole.label[language]) : part(how);
}
