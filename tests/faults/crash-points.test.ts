import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Stack, startStack } from "../e2e/support/stack.ts";
import { changeUnderFire } from "./support/change-under-fire.ts";
import { expectInvariants, isChange, requests } from "./support/oracle.ts";

/** The two sides of the call to AWS. `npm run faults` goes through every write there is. */
const DELICATE = [
  ["row 2: kill -9 with the claim committed and nothing sent", "after commit insert audit 3", 0],
  ["row 2: kill -9 with AWS's answer not yet written", "before update approvals 3", 1],
] as const;
const HOOK = join(import.meta.dirname, "support", "crash-hook.ts");
const hook = (env: Record<string, string>) => ({ NODE_OPTIONS: `--import ${HOOK}`, ...env });

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.close());

const reboots = async () => (await requests(stack)).filter(isChange).length;
const INSTANCES = ["order-api-1", "order-api-2", "order-api-3"];
let turn = 0;

/** Gives how many requests AWS got. */
async function dieAt(point: string, log?: string): Promise<number> {
  // Ten requests an hour are allowed in a channel.
  stack.moveClock(61 * 60_000);
  const before = await reboots();
  const instance = INSTANCES[turn++ % INSTANCES.length]!;
  const { place, deaths, card } = await changeUnderFire(
    stack,
    instance,
    hook(log ? { CRASH_LOG: log } : { CRASH_AT: point }),
  );
  expect(deaths, `died ${point}`).toBe(log ? 0 : 1);
  const sent = (await reboots()) - before;
  if (card.startsWith("✅")) expect(sent, point).toBe(1);
  else {
    expect(card, point).toMatch(/결과를 알 수 없/);
    expect(sent, point).toBeLessThanOrEqual(1);
  }
  await expectInvariants(stack, { places: [place], ends: 2 });
  return sent;
}

it.each(DELICATE)("%s: unknown, said once, and not sent again", async (_, point, sent) => {
  expect(await dieAt(point)).toBe(sent);
});

it.runIf(process.env.FAULTS === "all")(
  "row 1: kill -9 before and after every write from the question to the verified outcome",
  { timeout: 3_600_000 },
  async () => {
    const log = join(stack.dataDir, "writes.log");
    await dieAt("", log);
    const writes = readFileSync(log, "utf8").trim().split("\n");
    expect(writes.length).toBeGreaterThan(40);
    const failures: string[] = [];
    for (const point of writes.flatMap((write) => [`before ${write}`, `after ${write}`])) {
      await dieAt(point).catch((error: Error) => failures.push(`${point}: ${error.message}`));
      process.stderr.write(`died ${point}${failures.at(-1)?.startsWith(`${point}:`) ? `: ${failures.at(-1)}` : ""}\n`);
    }
    expect(failures).toEqual([]);
  },
);
