import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { lastChangeFact } from "../../../tools/actions/facts.ts";
import { type ChangeSite, lastChangeOf } from "../../../tools/actions/last-change.ts";
import { createInFlight } from "../../../tools/in-flight.ts";
import { startTrailWire, type TrailWire, type WireEvent } from "../support/trail-wire.ts";

const NOW = Date.parse("2026-11-21T03:00:00Z");
const DAY = 86_400_000;

let wire: TrailWire;
beforeAll(async () => {
  wire = await startTrailWire();
});
afterAll(() => wire.stop());
beforeEach(() => {
  wire.instead = [];
});

const days = (count: number, of: Partial<WireEvent>): WireEvent[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ id: `${of.name}-${n}`, ms: NOW - (n + 1) * (DAY / 2), name: "", user: "minsu.park" },
    ...of,
  }));

async function told(events: WireEvent[], signal = new AbortController().signal): Promise<string> {
  wire.events = events;
  const call = {
    aws: wire.hurriedAws(),
    inFlight: createInFlight(),
    context: { now: NOW, zone: "Asia/Seoul" },
    signal,
  };
  const account = { id: "417205938164", name: "prod", regions: ["us-east-1"], readRole: null, actRole: null };
  const site = { account, region: "us-east-1", call } as unknown as ChangeSite;
  const change = await lastChangeOf("i-0a1b2c3d4e5f60718", site);
  return lastChangeFact(change, { ...site.call, field: String } as never).value.en;
}

test("the newest change is told, past what only reads and what failed", async () => {
  const stop = days(1, { name: "StopInstances", ms: NOW - 9 * DAY });
  const failed = days(1, { name: "StartInstances", error: "Client.UnauthorizedOperation" });
  expect(await told([...days(10, { name: "DescribeInstances", readOnly: true }), ...failed, ...stop])).toBe(
    "2026-11-12 12:00 +09:00, minsu.park, StopInstances",
  );
  expect(await told(failed)).toBe("none in the last 90 days");
});

test("where more is recorded than is read, nothing is claimed of what is older", async () => {
  const reads = days(101, { name: "DescribeInstances", readOnly: true });
  const older = days(1, { name: "StopInstances", ms: NOW - 80 * DAY });
  expect(await told([...reads, ...older])).toBe("none since 2026-10-02 12:00 +09:00 (not read further back)");
});

test("what could not be read is no absence, and who stopped the question is not answered", async () => {
  wire.instead = [() => ({ error: "AccessDeniedException" })];
  expect(await told(days(1, { name: "StopInstances" }))).toBe("not checked (could not be read)");
  await expect(told([], AbortSignal.abort(new Error("stopped")))).rejects.toThrow("stopped");
});
