/**
 * `npm run evidence -- <number of the answer> [--data DIR]`: what an answer rests on, for whoever doubts it. The number is
 * the one a reply quotes. Prints the question, each call with its arguments and its result, and each figure with the
 * result and the value it was matched with.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { dataDirOf } from "../config.ts";
import type { RunRow } from "../ports/runs.ts";
import type { Claim, TurnRecord } from "../ports/turn.ts";
import { DATABASE_FILE, openForReading } from "../store/database.ts";
import { createRunStore } from "../store/runs.ts";
import { becomeOwnerOf } from "./as-owner.ts";

function main(args: string[]): string {
  const { values, positionals } = parseArgs({ args, options: { data: { type: "string" } }, allowPositionals: true });
  const [runId] = positionals;
  const dataDir = values.data ?? dataDirOf(process.env);
  becomeOwnerOf(dataDir);
  if (!runId) throw new Error("Name the answer by the number it quotes: npm run evidence -- t-24d7d58d36");
  if (!existsSync(join(dataDir, DATABASE_FILE)))
    throw new Error(`There is no bot data in ${dataDir}. Name its folder with --data DIR, or set DATA_DIR.`);
  const db = openForReading(dataDir);
  try {
    const run = createRunStore(db).get(runId);
    if (!run) throw new Error(`No answer has the number ${runId}.`);
    return describe(run);
  } finally {
    db.close();
  }
}

function describe({ runId, input, state, record }: RunRow): string {
  const head = [
    `${runId} · ${state}`,
    `Question: ${input.text}`,
    `Asked by ${input.asker.name}, times in ${input.zone}`,
  ];
  if (!record) return [...head, "The answer is not complete yet."].join("\n");
  return [...head, "", ...calls(record), "", ...claims(record.evidence.claims), "", ...sums(record)].join("\n");
}

function calls({ toolCalls, evidence }: TurnRecord): string[] {
  if (toolCalls.length === 0) return ["No tool was called."];
  return toolCalls.map((call) => {
    const source = evidence.datasets.find(({ handle }) => handle === call.dataset)?.source;
    const result = call.error ? `failed: ${call.error}` : call.dataset ? `${call.dataset}, ${call.rows} rows` : "done";
    return `${call.name} ${JSON.stringify(call.args)}\n  -> ${result}${source ? ` from ${source.service}` : ""}, ${call.ms} ms`;
  });
}

function claims(all: Claim[]): string[] {
  if (all.length === 0) return ["The answer holds no figure, time or name."];
  const proven = all.filter((claim) => claim.proven).length;
  return [
    `${proven} of ${all.length} figures, times and names are proven:`,
    ...all.map(({ text, proven: ok, origin }) => {
      if (!ok) return `  ? ${text}: in no result`;
      if (!origin) return `  = ${text}: said in the thread`;
      const other = origin.with ? `, against ${origin.with.handle}: ${origin.with.how}` : "";
      return `  = ${text}: ${origin.handle}: ${origin.how}${other}`;
    }),
  ];
}

function sums({ model, tokens, usd, ceRequests, ms }: TurnRecord): string[] {
  const read = tokens.input + tokens.cacheRead + tokens.cacheWrite;
  const share = read === 0 ? "" : `, ${Math.round((tokens.cacheRead / read) * 100)} % of the input from cache`;
  const price = usd === null ? "price unknown" : `USD ${usd.toFixed(4)}`;
  return [
    `${model}: ${read} tokens in, ${tokens.output} out${share}, ${price}`,
    `${ceRequests} Cost Explorer requests, ${(ms / 1000).toFixed(1)} s`,
  ];
}

try {
  process.stdout.write(`${main(process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
