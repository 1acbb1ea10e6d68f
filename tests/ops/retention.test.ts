import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { createRetention } from "../../src/ops/retention.ts";
import { costs, datasetsIn, folder } from "../datasets/support.ts";
import { testClock } from "../store/support.ts";
import { recordLog } from "../toolhost/support/record-log.ts";

const DAY = 24 * 60 * 60_000;

it("drops results, idle threads with their files, and envelopes, each after its days, and leaves an open thread alone", async () => {
  const clock = testClock();
  const seen: unknown[] = [];
  const dir = folder();
  const datasets = datasetsIn(dir);
  for (const thread of ["old", "open"]) await datasets.add(thread, "toolu_1", "cost_query", {}, costs());
  const swept: number[][] = [];
  const sweep = createRetention({
    threads: {
      starter: () => null,
      isOpen: (thread) => thread === "open",
      forget: (thread) => void seen.push(["forget", thread]),
      idleSince: (before) => (before === clock.now() - 90 * DAY ? ["old", "open"] : []),
      expire: (thread) => void seen.push(["expire", thread]),
      expireInbox: (before) => (before === clock.now() - 90 * DAY ? 3 : 0),
    },
    datasets: { ...datasets, sweep: (ms, bytes) => swept.push([ms / DAY, bytes]) },
    keep: { datasets_days: 30, datasets_mb: 5_000, transcripts_days: 90 },
    clock,
    log: recordLog().log,
  });
  sweep();
  expect([seen, swept]).toEqual([[["expire", "old"]], [[30, 5_000_000_000]]]);
  const files = readdirSync(dir).map((name) => name.replace(/-(?:wal|shm)$/, ""));
  expect([new Set(files).size, datasets.list("old"), datasets.list("open").length]).toEqual([1, [], 1]);
});
