import { expect, test } from "vitest";
import { inkOn } from "../../charts/parts/ink-on.ts";
import { type Theme, themes } from "../../charts/theme.ts";

type Triple = [number, number, number];

/** Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB. */
const SIGHTS: Record<string, [Triple, Triple, Triple]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(color: string): Triple {
  return [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as Triple;
}

/** Ottosson 2020. */
function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** The smallest distance of any two colours, over all kinds of sight. */
function smallestDistance(colors: readonly string[]): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (const matrix of Object.values(SIGHTS)) {
    const seen = colors.map((color) => {
      const rgb = linear(color);
      const changed = matrix.map((row) => row.reduce((sum, weight, i) => sum + weight * rgb[i]!, 0));
      return oklab(changed.map((channel) => Math.min(1, Math.max(0, channel))) as Triple);
    });
    seen.forEach((a, i) => {
      for (const b of seen.slice(i + 1))
        smallest = Math.min(smallest, Math.hypot(...a.map((value, k) => value - b[k]!)));
    });
  }
  return smallest;
}

function contrast(a: string, b: string): number {
  const luminance = (color: string): number => {
    const [r, g, blue] = linear(color);
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

test("the measure finds what is known: Okabe and Ito's eight colours and Tableau's ten", () => {
  const okabeIto = ["#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"];
  expect(smallestDistance(okabeIto)).toBeLessThan(0.1);
  expect(
    smallestDistance([
      "#4C78A8",
      "#F58518",
      "#E45756",
      "#72B7B2",
      "#54A24B",
      "#EECA3B",
      "#B279A2",
      "#FF9DA6",
      "#9D755D",
      "#BAB0AC",
    ]),
  ).toBeLessThan(0.02);
  expect(smallestDistance(["#FF0000", "#FF0000"])).toBe(0);
});

const each = Object.entries(themes) as [string, Theme][];

test.each(each)("%s: people of any sight tell the colours of stacks, lines and severities apart", (_, theme) => {
  expect(smallestDistance(theme.palette)).toBeGreaterThanOrEqual(0.056);
  expect(smallestDistance(theme.lines)).toBeGreaterThanOrEqual(0.056);
  expect(smallestDistance(Object.values(theme.severity))).toBeGreaterThanOrEqual(0.056);
  expect(smallestDistance(theme.ramp)).toBeGreaterThanOrEqual(0.056);
  expect(smallestDistance([theme.alert, theme.good])).toBeGreaterThanOrEqual(0.056);
});

test.each(each)("%s: texts read on their ground, thin lines are seen", (_, theme) => {
  for (const ink of [theme.ink, theme.inkSoft, theme.inkQuiet, theme.alert, theme.good]) {
    expect(contrast(ink, theme.background), ink).toBeGreaterThanOrEqual(4.5);
  }
  for (const ink of [theme.ink, theme.alert, theme.inkSoft]) {
    expect(contrast(ink, theme.alertTint), ink).toBeGreaterThanOrEqual(4);
  }
  for (const line of theme.lines) expect(contrast(line, theme.background), line).toBeGreaterThanOrEqual(3);
  for (const ground of [...theme.palette, ...theme.heat, ...Object.values(theme.severity)]) {
    expect(contrast(inkOn(ground), ground), ground).toBeGreaterThanOrEqual(3);
  }
});
