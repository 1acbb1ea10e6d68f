import { existsSync } from "node:fs";
import { dirname } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDraw, DrawError } from "../../charts/draw.ts";
import { exampleRequests } from "../../charts/examples.ts";
import { costRequest, english, eventRows } from "./sample.ts";

const draw = createDraw();
beforeAll(() => draw.warm());
afterAll(() => draw.close());

interface Region {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A PNG decoded once, to be looked at in several places. */
async function decoded(png: Buffer) {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  const { width, channels } = info;
  const at = (x: number, y: number) => (y * width + x) * channels;
  const deviationOf = (channel: number, { left, top, width, height }: Region): number => {
    let [sum, squares] = [0, 0];
    for (let y = top; y < top + height; y += 1)
      for (let x = left; x < left + width; x += 1) {
        const value = data[at(x, y) + channel]!;
        sum += value;
        squares += value * value;
      }
    const count = width * height;
    return Math.sqrt((squares - sum ** 2 / count) / (count - 1));
  };
  return {
    /** The largest standard deviation of a channel: nothing varies where nothing is drawn. */
    deviation: (region: Region) =>
      Math.max(...Array.from({ length: channels }, (_, channel) => deviationOf(channel, region))),
    pixel: (x: number, y: number) => [...data.subarray(at(x, y), at(x, y) + channels)],
  };
}

test("a picture is an opaque PNG of 1600 by 900 with something drawn in every part", async () => {
  for (const theme of ["light", "dark"] as const) {
    const picture = await draw.draw(costRequest({ theme, title: "서비스별 일일 비용" }));
    const { width, height, format, hasAlpha } = await sharp(picture.png).metadata();
    expect({ width, height, format, hasAlpha }).toEqual({ width: 1600, height: 900, format: "png", hasAlpha: false });
    expect({ width: picture.width, height: picture.height, title: picture.title }).toEqual({
      width: 1600,
      height: 900,
      title: "서비스별 일일 비용",
    });
    const parts = {
      title: [56, 40],
      kpi: [1300, 40],
      bars: [150, 500],
      table: [1100, 300],
      footer: [56, 840],
    } as const;
    const seen = await decoded(picture.png);
    for (const [left, top] of Object.values(parts))
      expect(seen.deviation({ left, top, width: 240, height: 50 })).toBeGreaterThan(5);
    expect(seen.pixel(8, 8)).toEqual(theme === "light" ? [255, 255, 255] : [31, 35, 41]);
  }
});

test("many at once all arrive, each its own", async () => {
  const titles = Array.from({ length: 6 }, (_, i) => `Chart ${i}`);
  const pictures = await Promise.all(
    titles.map((title, i) =>
      draw.draw(
        i % 2 === 0
          ? costRequest({ title })
          : {
              chart: "auto",
              rows: eventRows(),
              columns: { x: "time", category: "kind" },
              look: { ...english, unit: "count", title },
            },
      ),
    ),
  );
  expect(pictures.map((picture) => picture.title)).toEqual(titles);
});

test("an aborted drawing rejects with the signal's reason at once, before and during", async () => {
  const reason = new Error("the turn was cancelled");
  await expect(draw.draw(costRequest(), AbortSignal.abort(reason))).rejects.toBe(reason);
  const controller = new AbortController();
  const drawing = draw.draw(costRequest(), controller.signal);
  controller.abort(reason);
  await expect(drawing).rejects.toBe(reason);
  expect((await draw.draw(costRequest())).png.length).toBeGreaterThan(10_000);
});

test("too many rows are refused with what to do", async () => {
  const rows = Array.from({ length: 50_001 }, () => ({ day: "2026-10-01", service: "S3", usd: 1 }));
  const error = await draw.draw(costRequest({}, rows)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DrawError);
  expect(error).toMatchObject({
    code: "too_many_rows",
    message: "A chart takes at most 50000 rows: aggregate them with data_query first.",
  });
  const most = await draw.draw(costRequest({}, rows.slice(1)));
  expect(most.alt).toContain("합계 $50,000");
});

test("a chart over its time is stopped", async () => {
  const hasty = createDraw({ timeoutMs: 1 });
  await expect(hasty.draw(costRequest())).rejects.toMatchObject({ code: "timeout" });
  await hasty.close();
});

test.each(exampleRequests("ko"))(
  "$chart: the PNG decodes, has its size, and is drawn in all its regions",
  async (request) => {
    const { png, width, height } = await draw.draw(request);
    const meta = await sharp(png).metadata();
    expect([meta.format, meta.width, meta.height, meta.hasAlpha]).toEqual(["png", width, height, false]);
    expect(width).toBe(1600);
    const body = { top: 170, height: height - 170 - 90 };
    const regions = {
      title: { left: 50, top: 40, width: 400, height: 100 },
      left: { left: 56, width: 700, ...body },
      right: { left: 1000, width: 544, ...body },
      source: { left: 50, top: height - 64, width: 300, height: 50 },
      asOf: { left: 1200, top: height - 64, width: 350, height: 50 },
    };
    const seen = await decoded(png);
    for (const [name, region] of Object.entries(regions)) expect(seen.deviation(region), name).toBeGreaterThan(5);
  },
);

test("the catalog tells a model what there is", () => {
  expect(draw.catalog.map(({ name, columns, overlay }) => [name, Object.keys(columns), overlay])).toEqual([
    ["cost_per_day", ["x", "value", "category"], []],
    ["bars", ["category", "value", "previous", "x"], []],
    ["waterfall", ["category", "value", "previous"], []],
    ["forecast", ["x", "value", "low", "high", "previous"], ["line"]],
    ["cost_and_changes", ["x", "value"], ["marks"]],
    ["event_timeline", ["x", "category", "value"], []],
    ["finding_heatmap", ["x", "category", "severity", "value"], []],
    ["severity_bars", ["severity", "category", "value"], []],
    ["log_volume", ["x", "value", "errors"], []],
    ["metric_lines", ["x", "value", "category"], ["marks", "bands", "line"]],
    ["percentile_lines", ["x", "value", "category"], ["marks", "bands", "line"]],
    ["donut", ["category", "value"], []],
    ["scatter", ["x", "value", "category"], []],
    ["table", [], []],
    ["sparklines", ["x", "category", "value"], []],
  ]);
});

test("closing leaves no folder behind", async () => {
  const other = createDraw();
  const file = process.env.FONTCONFIG_FILE ?? "";
  expect(existsSync(file)).toBe(true);
  await other.close();
  expect(existsSync(dirname(file))).toBe(false);
  expect(process.env.FONTCONFIG_FILE).toBeUndefined();
});
