/**
 * `npm run bench [-- NAME ...] [--write]`: measures, prints tables, and ends with one line of JSON per bench. Figures of one
 * run compare with each other, not with those of another machine. `--write` puts the tables into docs/benchmarks.md.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { charts } from "./charts/charts.ts";
import { context } from "./context/context.ts";
import { withResults } from "./page.ts";
import { reply } from "./reply/reply.ts";
import { soak } from "./soak/soak.ts";
import { startup } from "./startup/startup.ts";
import { store } from "./store/store.ts";
import { tools } from "./tools/tools.ts";

interface Bench {
  name: string;
  /** Prints tables by `say`; resolves with what the JSON line holds. */
  run(say: (text: string) => void): Promise<unknown>;
}

/** Every bench there is. Adding one: a file and a line here. */
const benches: readonly Bench[] = [charts, context, reply, startup, store, tools, soak];

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
for (const bench of benches) {
  if (asked.length > 0 && !asked.includes(bench.name)) continue;
  const said: string[] = [];
  const found = await bench.run((text) => {
    said.push(text);
    process.stdout.write(`${text}\n`);
  });
  process.stdout.write(`${JSON.stringify({ bench: bench.name, node: process.version, ...(found as object) })}\n`);
  if (args.includes("--write")) writeFileSync(page, withResults(readFileSync(page, "utf8"), bench.name, said));
}
