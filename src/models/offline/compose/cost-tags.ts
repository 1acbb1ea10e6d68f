import type { DatasetInfo } from "../../../ports/datasets.ts";
import { money, share } from "../format/figures.ts";
import { code, plain, table } from "../format/markdown.ts";
import { number, type Result, sum, text } from "../format/result.ts";
import { dayName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { caveats, named, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";
import { scopeText } from "./cost.ts";
import { chargeParts, inConsole, param } from "./cost-notes.ts";
import { MOST_ROWS } from "./rows.ts";

/** How cost without the tag is called in results. */
const UNTAGGED = "(none)";

/** The part without the tag first, or the whole where it is net; then all values of the tag. */
export function untaggedText(working: Working, { rows }: Result, asked: DatasetInfo, key: string): string {
  const { words, reader, slots } = working;
  const period = named(words, asked, reader);
  const without = slots.without?.length ? words.spending.besides(slots.without.map(plain).join(words.and)) : "";
  const scope = `${scopeText(working)}${without}`;
  const total = sum(rows, "usd");
  if (total === 0) return paragraphs(words.cost.none(period, scope), searched(words, "Cost Explorer", asked, reader));
  const column = Object.keys(rows[0] ?? {})[0] ?? "";
  const untagged = rows.find((row) => row[column] === UNTAGGED);
  const name = (value: string) => (value === UNTAGGED ? words.spending.noTag : plain(value));
  const line = (label: string, usd: number) => [label, money(usd), share(usd / total)];
  const usd = number(untagged?.usd);
  const provisional = param(asked, "provisional_days", "from");
  const net = slots.credits === true;
  return paragraphs(
    net
      ? words.spending.netByTag(period, scope, code(key), money(total))
      : words.spending.untagged(period, scope, code(key), money(usd), share(usd / total)),
    table(
      [
        { label: words.group(`tag_${key}`) },
        { label: words.cost.cost, right: true },
        { label: words.cost.share, right: true },
      ],
      [
        ...rows.slice(0, MOST_ROWS).map((row) => line(name(text(row[column])), number(row.usd))),
        line(`**${words.cost.sum}**`, total),
      ],
    ),
    sentences(
      rows.length > MOST_ROWS && words.top(MOST_ROWS),
      net ? words.spending.netBasis : words.spending.untaggedBasis,
      net && chargeParts(working, asked),
      typeof provisional === "string" && words.cost.provisional(dayName(provisional.slice(0, 10), reader)),
      caveats(words, asked),
      inConsole(working, asked),
    ),
    pictureTrouble(working),
  );
}
