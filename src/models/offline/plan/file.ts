import { plain } from "../format/markdown.ts";
import type { Call } from "../transcript.ts";
import { isSheet } from "./chart.ts";
import { called, offers, type Playbook, type Step, type Working } from "./working.ts";

const TOOL = "csv_file";

/** Posts a result of an earlier turn as a file. */
export function filePlaybook(dataset: { handle: string }): Playbook {
  return (working) => {
    const { words } = working;
    const result = working.read(dataset.handle);
    if (!offers(working, TOOL)) return { text: words.noTool(words.tools[TOOL]!) };
    if (!result || result.info.rowCount === 0) return { text: words.file.nothing };
    const [done] = called(working, TOOL);
    if (!done) return { calls: [{ name: TOOL, input: { dataset: dataset.handle } }] };
    return {
      text: done.result?.failed
        ? words.file.failed(plain(done.result.text))
        : words.file.posted(String(result.info.rowCount)),
    };
  };
}

/** Where a file was asked for together with the answer: the rows behind it follow before it is given. */
export function withFile(working: Working, step: Step): Step {
  const { words } = working;
  if ("calls" in step || !working.manner.csv || !offers(working, TOOL)) return step;
  const handle = tableOf(working.calls, working.read);
  const result = working.read(handle);
  if (!handle || !result || result.info.rowCount === 0) return step;
  const [done] = called(working, TOOL);
  if (!done) return { calls: [{ name: TOOL, input: { dataset: handle } }] };
  const said = done.result?.failed
    ? words.file.failed(plain(done.result.text))
    : words.file.whole(String(result.info.rowCount));
  return { text: step.text.includes(said) ? step.text : `${step.text}\n\n${said}` };
}

/** The table of an answer, as its CSV button has it: what was computed last, else the facts on one thing, else what was fetched first. */
export function tableOf(calls: Call[], read: Working["read"]): string | null {
  const rows = calls.filter(({ name, result }) => name !== "chart" && result?.handle);
  const isTable = ({ name, result }: Call) => name === "data_query" && (read(result?.handle)?.info.rowCount ?? 0) > 1;
  const isFacts = ({ result }: Call) => isSheet(read(result?.handle));
  return (rows.findLast(isTable) ?? rows.findLast(isFacts) ?? rows[0])?.result?.handle ?? null;
}
