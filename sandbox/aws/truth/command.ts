/** `npm run truth -- <id> [--seed S] [--now ISO]`, or `--all`: what is right, as JSON. */
import { parseArgs } from "node:util";
import { CANON } from "../world/seed.ts";
import { factsOf } from "./facts.ts";
import { questions } from "./questions.ts";
import { sheetOf } from "./sheet.ts";

function run(args: string[]): string {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { all: { type: "boolean" }, seed: { type: "string", default: CANON }, now: { type: "string" } },
  });
  const now = values.now ? Date.parse(values.now) : Date.now();
  if (Number.isNaN(now)) throw new Error(`--now is no time: ${values.now}. Write it like 2026-11-21T12:30:00+09:00.`);
  const wanted = values.all ? questions : questions.filter(({ id }) => positionals.includes(id));
  const known = questions.map(({ id }) => id);
  const strange = positionals.filter((id) => !known.includes(id));
  if (strange.length > 0 || wanted.length === 0)
    throw new Error(
      `Name a question or --all. Questions: ${known.join(", ")}. Unknown: ${strange.join(", ") || "none"}.`,
    );
  const facts = factsOf(values.seed, now);
  const sheets = wanted.map((question) => sheetOf(question, facts));
  return JSON.stringify(sheets.length === 1 && !values.all ? sheets[0] : sheets, null, 2);
}

try {
  process.stdout.write(`${run(process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
