import { describe, expect, test } from "vitest";
import { catalog } from "../../charts/catalog.ts";
import { exampleRequests } from "../../charts/examples.ts";
import { createTestComposer, testMeasure, textFaults } from "./composing.ts";
import { eachOnce } from "./each-once.ts";

const compose = eachOnce(createTestComposer());
const measure = testMeasure();

test("there is an example of every chart, in the catalog's order", () => {
  expect(exampleRequests("ko").map(({ chart }) => chart)).toEqual(catalog.map(({ name }) => name));
});

describe.each(["ko", "en"] as const)("in %s", (language) => {
  test.each(exampleRequests(language))("$chart: the picture, with every text in its place", async (request) => {
    const { svg } = await compose(request);
    expect(textFaults(svg, measure)).toEqual([]);
    await expect(svg).toMatchFileSnapshot(`__snapshots__/examples/${request.chart}.${language}.svg`);
  });

  test("the alt texts say what the pictures say", async () => {
    const alts: string[] = [];
    for (const request of exampleRequests(language)) {
      const { alt } = await compose(request);
      expect(alt.length, request.chart).toBeLessThanOrEqual(2_000);
      alts.push(`${request.chart}\n${alt}\n`);
    }
    await expect(alts.join("\n")).toMatchFileSnapshot(`__snapshots__/examples/alt-texts.${language}.txt`);
  });

  test.each(exampleRequests(language, "dark"))("$chart: in the dark theme too", async (request) => {
    const { svg } = await compose(request);
    expect(textFaults(svg, measure)).toEqual([]);
    expect(svg).not.toContain('fill="#FFFFFF"/>');
  });
});

test("names are plain, descriptions short, and every part is explained", () => {
  for (const { name, description, columns, title } of catalog) {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(description.length, name).toBeLessThan(260);
    expect(title.ko).toMatch(/[가-힣]/);
    for (const part of Object.values(columns)) expect(part.means.length).not.toBe("");
  }
});
