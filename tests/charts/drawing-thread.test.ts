import { afterAll, expect, test } from "vitest";
import { createDrawingThread } from "../../charts/drawing-thread.ts";
import type { Job } from "../../charts/request.ts";
import { korean } from "./sample.ts";

const thread = createDrawingThread({
  entry: new URL("./fixtures/fragile-worker.ts", import.meta.url),
  fontDir: "",
  timeoutMs: 3_000,
});
afterAll(() => thread.close());

const job = (chart: string): Job => ({
  chart,
  columns: {},
  cells: {},
  fields: [],
  overlay: {},
  rowCount: 0,
  look: korean,
});

test.each([
  ["exits", "failed", "The drawing thread stopped in the middle of this chart. Ask for the chart again."],
  ["throws", "failed", "The drawing thread stopped in the middle of this chart. Ask for the chart again."],
  ["spins", "timeout", "The chart took over 3 s and was stopped. Draw fewer rows."],
])("a worker that %s fails its own chart with a sentence, and the next one is drawn", async (how, code, message) => {
  const outcomes = await Promise.allSettled([
    thread.run(job("before")),
    thread.run(job(how)),
    thread.run(job("after")),
  ]);
  expect(outcomes).toEqual([
    { status: "fulfilled", value: { svg: "<svg/>", alt: "before", title: "before" } },
    { status: "rejected", reason: expect.objectContaining({ name: "DrawError", code, message }) },
    { status: "fulfilled", value: { svg: "<svg/>", alt: "after", title: "after" } },
  ]);
});

test("after closing, a chart is refused with a sentence", async () => {
  const closed = createDrawingThread({
    entry: new URL("./fixtures/fragile-worker.ts", import.meta.url),
    fontDir: "",
    timeoutMs: 1_000,
  });
  await closed.close();
  await expect(closed.run(job("late"))).rejects.toMatchObject({ code: "failed", message: "Charts are shut down." });
});
