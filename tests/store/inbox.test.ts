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
const store = () => createInboxStore(openDatabase(":memory:"));

describe("the inbox", () => {
  it("stores the same event once, also under a new envelope", () => {
    const inbox = store();
    expect([inbox.add(entry(1), 0), inbox.add(entry(1), 0)]).toEqual([true, false]);
  });

  it("takes one of the two events that a mention arrives as", () => {
    const inbox = store();
    expect([inbox.add(entry(1, "C1:1", "C1:100"), 0), inbox.add(entry(2, "C1:1", "C1:100"), 0)]).toEqual([true, false]);
  });

  it("gives a thread's rows one after the other and threads side by side", () => {
    const inbox = store();
    for (const e of [entry(1, "A"), entry(2, "A"), entry(3, "B")]) inbox.add(e, 0);
    const first = inbox.claim();
    const second = inbox.claim();
    expect([first?.eventId, second?.eventId, inbox.claim()]).toEqual(["Ev1", "Ev3", null]);
    inbox.finish(first!.id, "done", 1);
    expect(inbox.claim()?.eventId).toBe("Ev2");
  });

  it("queues again what a dead process left running, and counts the attempts", () => {
    const inbox = store();
    inbox.add(entry(1), 0);
    inbox.claim();
    expect(inbox.claim()).toBeNull();
    expect(inbox.requeueRunning()).toBe(1);
    expect(inbox.claim()).toMatchObject({ eventId: "Ev1", attempts: 2, work: { kind: "slack", body: { n: 1 } } });
  });

  it("knows that a thread is busy until its rows are finished", () => {
    const inbox = store();
    inbox.add(entry(1, "A"), 0);
    const row = inbox.claim();
    expect([inbox.isBusy("A"), inbox.isBusy("B")]).toEqual([true, false]);
    inbox.finish(row!.id, "done", 1);
    expect(inbox.isBusy("A")).toBe(false);
  });
});
