import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createRedactor } from "../../../../redaction/redact.ts";
import { type CopyParts, openTrailCopy, type TrailCopy } from "../../../../tools/cloudtrail/copy/trail-copy.ts";
import { createField } from "../../../../tools/format/field.ts";
import { createLog } from "../../../../tools/log.ts";
import { startTrailWire, type TrailWire, type WireEvent } from "../../support/trail-wire.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const NOW = Date.parse("2026-11-21T03:00:00Z");
/** What the copy may claim at NOW. */
const SETTLED = NOW - 20 * MINUTE;
const scope = { accountId: "417205938164", region: "us-east-1" };
const account = { id: scope.accountId, name: "prod", regions: ["us-east-1"], readRole: null, actRole: null };
const redactor = createRedactor("a key of this test");

let wire: TrailWire;
let dir: string;
let copies: TrailCopy[];
let now: number;

beforeAll(async () => {
  wire = await startTrailWire();
});
afterAll(() => wire.stop());
beforeEach(() => {
  [wire.asked, wire.instead] = [[], []];
  wire.events = every(6 * 3_600_000, 300);
  dir = mkdtempSync(join(tmpdir(), "trail-copy-"));
  copies = [];
  now = NOW;
});
afterEach(() => {
  for (const copy of copies) copy.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Events at this distance, newest first, the first a minute before SETTLED. */
const every = (ms: number, count: number): WireEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `e-${index}`,
    ms: SETTLED - MINUTE - index * ms,
    name: index % 3 === 0 ? "StopInstances" : "DescribeInstances",
    user: index % 2 === 0 ? "minsu.park" : "hana.choi",
    readOnly: index % 3 !== 0,
  }));

function open(parts: Partial<CopyParts> = {}): TrailCopy {
  const copy = openTrailCopy({
    dataDir: dir,
    clock: { now: () => now },
    aws: wire.hurriedAws(),
    field: createField(redactor),
    log: createLog("silent", redactor),
    waits: { start: 1, retry: 1, roll: 3_600_000 },
    ...parts,
  });
  copies.push(copy);
  return copy;
}

const read = (copy: TrailCopy, days: number, filter = {}) =>
  copy.read(scope, { fromMs: now - days * DAY, toMs: now }, filter);
const wake = (copy: TrailCopy) => copy.wake(account, scope.accountId, [scope.region]);

async function filled(copy: TrailCopy, days = 89): Promise<void> {
  wake(copy);
  await vi.waitFor(() => expect(read(copy, days).kind).toBe("covers"), { timeout: 5_000, interval: 5 });
}

const idsOf = (answer: ReturnType<TrailCopy["read"]>) =>
  answer.kind === "covers" ? answer.events.map(({ id }) => id) : answer.kind;

test("covers the retained days with every event once, newest first, up to what is surely there", async () => {
  const copy = open();
  expect(read(copy, 7)).toEqual({ kind: "partial", coveredFrom: null, full: false });
  await filled(copy);
  const answer = read(copy, 7);
  expect(answer).toMatchObject({ kind: "covers", toMs: SETTLED });
  expect(idsOf(answer)).toEqual(wire.events.filter(({ ms }) => ms >= NOW - 7 * DAY).map(({ id }) => id));
  expect(idsOf(read(copy, 89))).toEqual(wire.events.slice(0, 89 * 4).map(({ id }) => id));
  expect(wire.asked.length).toBe(6);
});

test("answers every filter as the events themselves do", async () => {
  const copy = open();
  await filled(copy);
  const ids = (wanted: (event: WireEvent) => boolean) =>
    wire.events.filter((event) => event.ms >= NOW - 30 * DAY && wanted(event)).map(({ id }) => id);
  const asked = (filter: object) => idsOf(read(copy, 30, filter));
  expect(asked({ user: "Hana.Choi" })).toEqual(ids(({ user }) => user === "hana.choi"));
  expect(asked({ events: ["StopInstances"] })).toEqual(ids(({ name }) => name === "StopInstances"));
  expect(asked({ writes_only: true, user: "minsu.park" })).toEqual(
    ids(({ readOnly, user }) => !readOnly && user === "minsu.park"),
  );
  expect(asked({ reads_only: true })).toEqual(ids(({ readOnly }) => readOnly === true));
  expect(asked({ errors_only: true })).toEqual([]);
  expect(asked({ ip: "203.0.113.1" })).toEqual([]);
});

test("goes on where it was when the process ended, reading only the last second again", async () => {
  const first = open();
  let stopped = 0;
  wire.instead = [
    () => null,
    () => null,
    () => {
      first.close();
      stopped = wire.asked.length;
      return null;
    },
  ];
  wake(first);
  await vi.waitFor(() => expect(stopped).toBe(3), { timeout: 5_000 });
  const second = open();
  const before = read(second, 89);
  expect(before).toEqual({ kind: "partial", coveredFrom: wire.events[99]!.ms + 1_000, full: false });
  await filled(second);
  expect(wire.asked[3]).toMatchObject({ EndTime: (wire.events[99]!.ms + 1_000) / 1_000 });
  // 201 events are left: the oldest second of the page before may have held more of them.
  expect(wire.asked.length).toBe(3 + 5);
  expect(idsOf(read(second, 89))).toEqual(wire.events.map(({ id }) => id));
});

test("fills the days it was off first, and finds events that came late", async () => {
  const copy = open();
  await filled(copy);
  now = NOW + 2 * DAY;
  const late = { id: "late", ms: SETTLED - 30 * MINUTE, name: "StopInstances", user: "hana.choi" };
  const fresh = { id: "fresh", ms: NOW + DAY, name: "StopInstances", user: "hana.choi" };
  wire.events.push(late, fresh);
  expect(read(copy, 7)).toMatchObject({ kind: "covers", toMs: SETTLED });
  wake(copy);
  await vi.waitFor(() => expect(read(copy, 7)).toMatchObject({ toMs: now - 20 * MINUTE }), { timeout: 5_000 });
  expect(idsOf(read(copy, 7)).slice(0, 3)).toEqual(["fresh", "e-0", "late"]);
});

test("once filled it is kept up without being asked", async () => {
  const copy = open({ waits: { start: 1, retry: 1, roll: 20 } });
  await filled(copy);
  const asked = wire.asked.length;
  wire.events.push({ id: "fresh", ms: NOW, name: "StopInstances", user: "hana.choi" });
  now = NOW + DAY;
  await vi.waitFor(() => expect(read(copy, 7)).toMatchObject({ toMs: now - 20 * MINUTE }), { timeout: 5_000 });
  expect(idsOf(read(copy, 7))[0]).toBe("fresh");
  expect(wire.asked.length).toBeGreaterThan(asked);
});

test("claims nothing past the present when the clock was moved back", async () => {
  const copy = open();
  await filled(copy);
  now = NOW - 3 * DAY;
  const answer = read(copy, 2);
  expect(answer).toMatchObject({ kind: "covers", toMs: now - 20 * MINUTE });
  expect(idsOf(answer)).toEqual(
    wire.events.filter(({ ms }) => ms >= now - 2 * DAY && ms < now - 20 * MINUTE).map(({ id }) => id),
  );
  now = NOW;
  expect(read(copy, 7)).toMatchObject({ kind: "covers", toMs: NOW - 3 * DAY - 20 * MINUTE });
});

test("keeps the newest events when there is room for no more, and says so", async () => {
  const copy = open({ limits: { rows: 170, bytes: 1e9 } });
  wake(copy);
  const full = { kind: "partial", coveredFrom: wire.events[149]!.ms + 1_000, full: true };
  await vi.waitFor(() => expect(read(copy, 89)).toEqual(full), { timeout: 5_000 });
  expect(read(copy, 30).kind).toBe("covers");
  const asked = wire.asked.length;
  now += 30 * DAY;
  wire.events.push(...every(DAY, 30).map((event) => ({ ...event, id: `new-${event.id}`, ms: event.ms + 30 * DAY })));
  wake(copy);
  await vi.waitFor(() => expect(read(copy, 20)).toMatchObject({ toMs: now - 20 * MINUTE }), { timeout: 5_000 });
  expect(read(copy, 89)).toMatchObject({ kind: "partial", full: true });
  expect(wire.asked.length).toBeLessThan(asked + 4);
});

test("a full disk leaves what is there usable and is told for the rest", async () => {
  const copy = open({ limits: { rows: 1e6, bytes: 90_000 } });
  wake(copy);
  await vi.waitFor(() => expect(read(copy, 89)).toEqual({ kind: "broken", problem: "disk_full" }), { timeout: 5_000 });
  expect(idsOf(read(copy, 3))).toEqual(wire.events.filter(({ ms }) => ms >= NOW - 3 * DAY).map(({ id }) => id));
});

test("a folder that cannot be written is told; a damaged file is begun anew", async () => {
  expect(read(open({ dataDir: join(dir, "nowhere") }), 7)).toEqual({ kind: "broken", problem: "unreadable" });
  writeFileSync(join(dir, "trail.sqlite"), "this was a database once, and is none any more ".repeat(200));
  const copy = open();
  await filled(copy);
  expect(idsOf(read(copy, 89))).toEqual(wire.events.map(({ id }) => id));
});

test("no secret reaches the file", async () => {
  const secret = "AKIAIOSFODNN7EXAMPLE";
  wire.events[0] = { ...wire.events[0]!, request: { userName: secret, password: "hunter2hunter2", groupId: "sg-1" } };
  const copy = open();
  await filled(copy);
  const [newest] = (read(copy, 1) as { events: { values: string }[] }).events;
  expect(newest!.values).toMatch(/^userName=\[redacted:aws-key:[0-9a-f]{4}\], groupId=sg-1$/);
  copy.close();
  const bytes = readFileSync(join(dir, "trail.sqlite"), "latin1");
  expect(bytes).toContain("sg-1");
  expect([bytes.includes(secret), bytes.includes("hunter2")]).toEqual([false, false]);
});

test("throttling, an empty page and a token that repeats itself only delay it", async () => {
  const again = (_: unknown, usual: object) => ({ ...(usual as { Events: object[] }), NextToken: "50" });
  wire.instead = [
    () => ({ error: "ThrottlingException" }),
    () => ({ error: "ThrottlingException" }),
    () => ({ error: "ThrottlingException" }),
    () => ({ Events: [], NextToken: "0" }),
    () => null,
    again,
  ];
  const copy = open();
  await filled(copy);
  expect(idsOf(read(copy, 89))).toEqual(wire.events.map(({ id }) => id));
});

test("a refusal ends the filling until somebody asks again", async () => {
  wire.instead = [() => ({ error: "AccessDeniedException" })];
  const copy = open();
  wake(copy);
  await vi.waitFor(() => expect(wire.asked.length).toBe(1), { timeout: 5_000 });
  await new Promise((later) => setTimeout(later, 50));
  expect(wire.asked.length).toBe(1);
  await filled(copy);
});

test("is off without a folder, and not asked where it could know nothing", async () => {
  const off = open({ dataDir: null });
  wake(off);
  expect(read(off, 7)).toEqual({ kind: "none" });
  expect(open().read(scope, { fromMs: now - 10 * MINUTE, toMs: now }, {})).toEqual({ kind: "none" });
  expect(wire.asked).toEqual([]);
});
