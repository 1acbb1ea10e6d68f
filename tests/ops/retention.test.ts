import { expect, it } from "vitest";
import { createRetention } from "../../src/ops/retention.ts";
import { testClock } from "../store/support.ts";
import { recordLog } from "../toolhost/support/record-log.ts";

const DAY = 24 * 60 * 60_000;

it("drops results, idle threads and envelopes, each after its days, and leaves an open thread alone", () => {
  const clock = testClock();
  const seen: unknown[] = [];
  const sweep = createRetention({
    threads: {
      starter: () => null,
      isOpen: (thread) => thread === "open",
      forget: (thread) => void seen.push(["forget", thread]),
      idleSince: (before) => (before === clock.now() - 90 * DAY ? ["old", "open"] : []),
      expire: (thread) => void seen.push(["expire", thread]),
      expireInbox: (before) => (before === clock.now() - 90 * DAY ? 3 : 0),
    },
    datasets: { sweep: (ms) => ms / DAY, forget: (thread) => void seen.push(["file", thread]) },
    keep: { datasets_days: 30, transcripts_days: 90 },
    clock,
    log: recordLog().log,
  });
  sweep();
  expect(seen).toEqual([
    ["file", "old"],
    ["expire", "old"],
  ]);
});
