import type { DatasetInfo } from "../../../ports/datasets.ts";
import { attachedText } from "../compose/attached.ts";
import { type AttachedAsk, readAttachedAsk } from "../read-attached-ask.ts";
import type { Turn } from "../transcript.ts";
import type { Utterance } from "../utterance.ts";
import { call, fetched, type Script, scripted, sqlText } from "./script.ts";
import type { Playbook } from "./working.ts";

/** What `datasets` calls the rows of a file that a person attached. */
const FILE_TOOL = "attached_file";
const NAMES_FILE =
  /\b(?:files?|attach(?:ed|ment)s?|csv|tsv|json|spreadsheet|this log|(?:these|those) (?:lines|rows))\b|파일|첨부|올린|이 로그|이 표/i;
/** What is asked of AWS and not of a file, unless the file is named. */
const OF_AWS = ["cost", "trail", "guardduty", "login", "chart", "resource", "verb"] as const;

/**
 * A question about a file that was attached to this thread, answered from its rows by SQL; null where it is about
 * something else. `attachedNow`: the file came with this message.
 */
export function attachedPlaybook(
  said: Utterance,
  turns: Turn[],
  { datasets, attachedNow }: { datasets: DatasetInfo[]; attachedNow: boolean },
): Playbook | null {
  const file = datasets.findLast(({ tool }) => tool === FILE_TOOL);
  if (!file) return null;
  const goesOn = asksOf(turns.at(-2), file.handle) && !OF_AWS.some((concept) => said.has(concept));
  const wantsFile = said.has("chart") || /\b(?:as|to) (?:a )?csv\b|csv로/i.test(said.text);
  if (!(attachedNow || NAMES_FILE.test(said.text) || goesOn) || wantsFile) return null;
  const words = turns.at(-1)?.text ?? said.text;
  return scripted("data_query", function* (working): Script {
    const sample = working.read(file.handle);
    if (!sample || sample.rows.length === 0) return working.words.attached.empty;
    const ask = readAttachedAsk(words, said, sample);
    const done = yield queriesOf(ask, file.handle).map((sql) => call("data_query", { sql }));
    const results = [];
    for (const one of done) {
      const got = fetched(working, one);
      if ("trouble" in got) return got.trouble;
      results.push(got.result);
    }
    return attachedText(working, ask, file, results);
  });
}

const asksOf = (turn: Turn | undefined, handle: string): boolean =>
  turn?.calls.some(
    ({ name, input }) => name === "data_query" && new RegExp(`\\bFROM ${handle}\\b`).test(String(input.sql)),
  ) ?? false;

/** A count is told with how many rows there are, and with what it is made of. */
function queriesOf(ask: AttachedAsk, handle: string): string[] {
  const { where, by, measure, top, span } = ask;
  const filter = where.length > 0 ? ` WHERE ${where.map(({ sql }) => `(${sql})`).join(" AND ")}` : "";
  const times = span ? `, min(${span}) AS first, max(${span}) AS last` : "";
  const value = measure ? `, ${measure.of}(${measure.sql}) AS value` : "";
  const whole = `SELECT count(*) AS matches, (SELECT count(*) FROM ${handle}) AS all_rows${value}${times} FROM ${handle}${filter}`;
  if (ask.rank) return [whole, `SELECT * FROM ${handle}${filter} ORDER BY ${ask.rank.sql} DESC LIMIT ${top}`];
  if (!by) return [whole];
  const amount = measure ? `${measure.of}(${measure.sql})` : "count(*)";
  const group = `SELECT ${by.sql} AS ${sqlText(by.name)}, ${amount} AS ${sqlText(measure?.name ?? "count")}`;
  return [whole, `${group} FROM ${handle}${filter} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${top}`];
}
