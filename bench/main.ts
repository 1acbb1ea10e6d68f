/**
 * `npm run bench [-- NAME ...]`: measures, prints tables, and ends with one line of JSON per bench. Figures of one run
 * compare with each other, not with those of another machine.
 */
import { charts } from "./charts/charts.ts";
import { context } from "./context/context.ts";
import { reply } from "./reply/reply.ts";
import { store } from "./store/store.ts";
import { tools } from "./tools/tools.ts";

interface Bench {
  name: string;
  /** Prints tables by `say`; resolves with what the JSON line holds. */
  run(say: (text: string) => void): Promise<unknown>;
}

/** Every bench there is. Adding one: a file and a line here. */
const benches: readonly Bench[] = [charts, context, reply, tools, store];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench "${unknown[0]}"; there are: ${benches.map(({ name }) => name).join(", ")}.\n`,
  );
  process.exit(1);
}
for (const bench of benches) {
  if (asked.length > 0 && !asked.includes(bench.name)) continue;
  const found = await bench.run((text) => void process.stdout.write(`${text}\n`));
  process.stdout.write(`${JSON.stringify({ bench: bench.name, node: process.version, ...(found as object) })}\n`);
}
