import { text } from "../format/result.ts";
import { call } from "./script.ts";
import { offers, type Playbook, type Working } from "./working.ts";

const MOST = 5;
const LONGEST_LABEL = 75;
/** Names that are taken for a name wherever they stand in a question. */
const PLAIN_NAME = /^(?=.*[-_.\d])[\w.-]+$/;

/** "Draw its surroundings" after several instances: asked back, each to press as the question about that one. */
export const graphWhichPlaybook =
  (ids: readonly string[]): Playbook =>
  (working) => {
    const { lookups } = working.words;
    const question = lookups.whichToDraw(ids.length, Math.min(ids.length, MOST));
    if (!offers(working, "ask_choice")) return { text: `**${question}**` };
    const names = namesOf(working);
    const isOnly = (name: string) => ids.filter((id) => names.get(id) === name).length === 1;
    const options = ids.slice(0, MOST).map((id) => {
      const name = names.get(id);
      const label = name ? `${name.slice(0, LONGEST_LABEL - id.length - 3)} (${id})` : id;
      return { label, ask: lookups.drawAround(name && PLAIN_NAME.test(name) && isOnly(name) ? name : id) };
    });
    return { calls: [call("ask_choice", { question, options })] };
  };

/** Name tags by id, as the thread's results have them. */
function namesOf({ datasets, read }: Working): Map<string, string> {
  const rows = datasets
    .filter(({ tool }) => tool === "inventory_find_instances")
    .flatMap(({ handle }) => read(handle)?.rows ?? []);
  return new Map(rows.flatMap((row) => (text(row.name) ? [[text(row.instance_id), text(row.name)] as const] : [])));
}
