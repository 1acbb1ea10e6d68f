/**
 * `npm run bench [-- NAME ...] [--write]`: measures, prints tables, says which goals are met, and ends with
 * one line of JSON per bench. Figures of one run compare with each other, not with those of another machine. `--write` puts
 * the tables into docs/benchmarks.md.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { charts } from "./charts/charts.ts";
import { context } from "./context/context.ts";
import { type Goal, goalTable, isMet } from "./goal.ts";
import { overhead } from "./overhead/overhead.ts";
import { withResults } from "./page.ts";
import { reply } from "./reply/reply.ts";
import { soak } from "./soak/soak.ts";
import { startup } from "./startup/startup.ts";
import { store } from "./store/store.ts";
import { tools } from "./tools/tools.ts";

interface Bench {
  name: string;
  /** Prints tables by `say`; resolves with what the JSON line holds. */
  run(say: (text: string) => void): Promise<{ goals: Goal[]; [more: string]: unknown }>;
}

/** Every bench there is. Adding one: a file and a line here. */
const benches: readonly Bench[] = [charts, context, startup, reply, overhead, tools, store, soak];

const args = process.argv.slice(2);
const asked = args.filter((arg) => arg !== "--write");
const unknown = asked.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench "${unknown[0]}"; there are: ${benches.map(({ name }) => name).join(", ")}.\n`,
  );
  process.exit(1);
}
const page = join(import.meta.dirname, "..", "docs", "benchmarks.md");
const all: Goal[] = [];
for (const bench of benches) {
  if (asked.length > 0 && !asked.includes(bench.name)) continue;
  const began = performance.now();
  const said: string[] = [];
  const say = (text: string) => {
    said.push(text);
    process.stdout.write(`${text}\n`);
  };
  const found = await bench.run(say);
  say(`\n${goalTable(found.goals)}`);
  const seconds = Math.round((performance.now() - began) / 1_000);
  process.stdout.write(`${JSON.stringify({ bench: bench.name, node: process.version, seconds, ...found })}\n\n`);
  if (args.includes("--write")) writeFileSync(page, withResults(readFileSync(page, "utf8"), bench.name, said));
  all.push(...found.goals);
}
const met = all.filter(isMet).length;
process.stdout.write(`${met} of ${all.length} goals are met, after ${Math.round(process.uptime() / 60)} minutes.\n`);
