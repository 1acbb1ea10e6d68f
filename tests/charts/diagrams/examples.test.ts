import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { exampleDiagrams } from "../../../charts/diagrams/examples.ts";
import { DIAGRAM_KINDS } from "../../../charts/diagrams/request.ts";
import { bundledFonts, installFonts } from "../../../charts/fonts.ts";
import { rasterize } from "../../../charts/png.ts";
import { testMeasure } from "../composing.ts";
import { eachOnce } from "../each-once.ts";
import { createDiagrams, diagramFaults, iconSquares } from "./composing.ts";

const fonts = installFonts(bundledFonts());
afterAll(() => fonts.remove());
const compose = eachOnce(createDiagrams());
const measure = testMeasure();

test("there is an example of every kind", () => {
  expect(exampleDiagrams("ko").map(({ kind }) => kind)).toEqual(DIAGRAM_KINDS);
});

describe.each(["ko", "en"] as const)("in %s", (language) => {
  test.each(exampleDiagrams(language))("$kind: the picture, with every text in its place", async (request) => {
    const composed = await compose(request);
    expect(diagramFaults(composed, measure)).toEqual([]);
    await expect(composed.svg).toMatchFileSnapshot(`__snapshots__/${request.kind}.${language}.svg`);
  });

  test.each(exampleDiagrams(language, "dark"))("$kind: in the dark theme too", async (request) => {
    const composed = await compose(request);
    expect(diagramFaults(composed, measure)).toEqual([]);
    expect(composed.svg).toContain('fill="#1F2329"');
    expect(composed.svg).not.toContain('fill="#FFFFFF"/><rect x="0.5"');
  });

  test("the alt texts say what the pictures say", async () => {
    const alts: string[] = [];
    for (const request of exampleDiagrams(language)) {
      const { alt } = await compose(request);
      expect(alt.length, request.kind).toBeLessThanOrEqual(2_000);
      alts.push(`${request.kind}\n${alt}\n`);
    }
    await expect(alts.join("\n")).toMatchFileSnapshot(`__snapshots__/alt-texts.${language}.txt`);
  });

  test("labels read at the width of a thread, and no picture is more than twice as long as it is wide or high", async () => {
    for (const request of exampleDiagrams(language)) {
      const { svg, width, height } = await compose(request);
      const label = Math.min(
        ...[...svg.matchAll(/font-size="(\d+)" font-weight="600"/g)].map(([, size]) => Number(size)),
      );
      expect((label * 600) / width, request.kind).toBeGreaterThan(6.5);
      expect(Math.max(width / height, height / width), request.kind).toBeLessThanOrEqual(2.01);
    }
  });
});

test("a PNG has the picture's size and Hangul in it, not boxes", async () => {
  const [, flow] = exampleDiagrams("ko");
  const { svg, width, height } = await compose(flow!);
  const png = await rasterize(svg);
  expect(await sharp(png).metadata()).toMatchObject({ width: width * 2, height: height * 2, format: "png" });
  const boxes = await rasterize(svg.replaceAll(/[가-힣]/g, "\u{378}"));
  expect(png.equals(boxes)).toBe(false);
});

test("AWS's icons are drawn as they are, those in dark ink on a light tile on a dark card", async () => {
  const [light] = exampleDiagrams("ko");
  const [dark] = exampleDiagrams("ko", "dark");
  const [bright, night] = [await compose(light!), await compose(dark!)];
  expect(iconSquares(bright.svg)).toHaveLength(11);
  // A stretch of the drawing of EC2, and of the users' ink.
  expect(bright.svg).toContain('<path fill="#ed7100" d="M0 0h64v64H0z"/>');
  expect(night.svg).toContain('<path fill="#242f3e"');
  expect(night.svg.match(/rx="7" fill="#F3F5F8"/g)).toHaveLength(1);
  expect(bright.svg).not.toContain("#F3F5F8");
});
