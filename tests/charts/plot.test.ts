import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { closedLoader, createPlot } from "../../charts/plot.ts";
import { themes } from "../../charts/theme.ts";
import { testMeasure } from "./composing.ts";

const folder = mkdtempSync(join(tmpdir(), "opsthread-plot-"));
const secret = join(folder, "secret.csv");
writeFileSync(secret, "name\nsecret-of-this-machine\n");
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ["a path", secret],
  ["a file URL", pathToFileURL(secret).href],
])("loads nothing from %s", async (_, url) => {
  await expect(closedLoader().load(url)).rejects.toThrow("Charts load no data: rows come with the request.");
  const plot = createPlot(testMeasure());
  const spec = { data: { url, format: { type: "csv" } }, mark: "text", encoding: { text: { field: "name" } } };
  const drawn = await plot(spec, { width: 100, height: 100 }, themes.light).then(
    ({ svg }) => svg,
    (error: Error) => error.message,
  );
  expect(drawn).not.toContain("secret-of-this-machine");
});

test("vega cuts texts by the measured width and writes no group opacity", async () => {
  const plot = createPlot(testMeasure());
  const spec = {
    data: { values: [{ name: "Amazon Elastic Compute Cloud" }] },
    layer: [
      { mark: { type: "text", limit: 120, fontSize: 13 }, encoding: { text: { field: "name" } } },
      { mark: { type: "point", opacity: 0.7 } },
    ],
  };
  const { svg } = await plot(spec, { width: 300, height: 100 }, themes.light);
  expect(svg).toContain(">Amazon Elastic Co…<");
  expect(svg).toContain('fill-opacity="0.7" stroke-opacity="0.7"');
  expect(svg).not.toContain(" opacity=");
});
