import { describe, expect, it } from "vitest";
import type { InboxEntry } from "../../src/ports/inbox.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createInboxStore } from "../../src/store/inbox.ts";

const entry = (n: number, thread = "C1:1", requestKey: string | null = `C1:${n}`): InboxEntry => ({
  eventId: `Ev${n}`,
  requestKey,
  thread,
  work: { kind: "slack", body: { n } },
});
const store = () => {
  const db = openDatabase(":memory:");
  return createInboxStore(db, db);
};

describe("the inbox", () => {
  it("stores the same event once, also under a new envelope", () => {
    const inbox = store();
    expect([inbox.add([entry(1), entry(2), entry(1)], 0), inbox.add([entry(1)], 0)]).toEqual([
      [true, true, false],
      [false],
    ]);
  });

  it("row 47: keeps no secret that somebody pasted, also where they corrected what they wrote", () => {
    const inbox = store();
    const body = (text: string) => ({ event: { text, blocks: [{ text }] } });
    inbox.add([{ ...entry(1), work: { kind: "slack", body: body("why is AKIAIOSFODNN7EXAMPLE refused?") } }], 0);
    inbox.reword("C1:1", () => ({ kind: "slack", body: body("DB_PASSWORD=hunter2 is refused") }));
    const told = "DB_PASSWORD=[redacted:secret:";
    expect(JSON.stringify(inbox.claim()?.work).split(told)).toHaveLength(3);
    inbox.add(
      [{ ...entry(2, "C2:1"), work: { kind: "slack", body: body("why is AKIAIOSFODNN7EXAMPLE refused?") } }],
      0,
    );
    expect(JSON.stringify(inbox.claim()?.work)).not.toContain("AKIA");
  });

  it("takes one of the two events that a mention arrives as", () => {
    const inbox = store();
    expect(inbox.add([entry(1, "C1:1", "C1:100"), entry(2, "C1:1", "C1:100")], 0)).toEqual([true, false]);
  });

  it("gives a thread's rows one after the other and threads side by side", () => {
    const inbox = store();
    for (const e of [entry(1, "A"), entry(2, "A"), entry(3, "B")]) inbox.add([e], 0);
    const first = inbox.claim();
    const second = inbox.claim();
    expect([first?.eventId, second?.eventId, inbox.claim()]).toEqual(["Ev1", "Ev3", null]);
    inbox.finish(first!.id, "done", 1);
    expect(inbox.claim()?.eventId).toBe("Ev2");
  });

  it("queues again what a dead process left running, and counts the attempts", () => {
    const inbox = store();
    inbox.add([entry(1)], 0);
    inbox.claim();
    expect(inbox.claim()).toBeNull();
    expect(inbox.requeueRunning()).toBe(1);
    expect(inbox.claim()).toMatchObject({ eventId: "Ev1", attempts: 2, work: { kind: "slack", body: { n: 1 } } });
  });

  it("knows how many are before a row, in its thread and in all, until they are finished", () => {
    const inbox = store();
    for (const e of [entry(1, "A"), entry(2, "B"), entry(3, "A"), entry(4, "A")]) inbox.add([e], 0);
    const row = inbox.claim();
    expect([inbox.ahead("Ev4"), inbox.ahead("Ev2"), inbox.ahead("Ev9")]).toEqual([
      { inThread: 2, inAll: 2 },
      { inThread: 0, inAll: 0 },
      { inThread: 0, inAll: 0 },
    ]);
    expect(inbox.waiting()).toBe(3);
    inbox.finish(row!.id, "done", 1);
    expect(inbox.ahead("Ev4")).toEqual({ inThread: 1, inAll: 2 });
  });

  it("changes or takes back what is queued, and nothing that is begun", () => {
    const inbox = store();
    for (const e of [entry(1, "A"), entry(2, "A"), entry(3, "A")]) inbox.add([{ ...e, requestKey: e.eventId }], 0);
    inbox.claim();
    const change = () => ({ kind: "slack" as const, body: { n: 99 } });
    expect([inbox.reword("Ev1", change), inbox.reword("Ev2", change), inbox.reword("Ev9", change)]).toEqual([
      "running",
      "queued",
      "unknown",
    ]);
    expect([inbox.withdraw("Ev1", 1), inbox.withdraw("Ev3", 1), inbox.withdraw("Ev3", 1)]).toEqual([
      "running",
      "queued",
      "done",
    ]);
    inbox.finish(1, "done", 1);
    expect(inbox.claim()).toMatchObject({ eventId: "Ev2", work: { kind: "slack", body: { n: 99 } } });
    inbox.finish(2, "done", 1);
    expect(inbox.claim()).toBeNull();
  });
});
