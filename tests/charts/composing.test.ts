import { expect, test } from "vitest";
import { element, group, textLine } from "../../charts/svg.ts";
import { placedTexts, testMeasure, textFaults } from "./composing.ts";

const measure = testMeasure();
const style = { size: 13, fill: "#000" };

test("the checks of layout see texts where they are, in groups too, and find what is wrong with them", () => {
  const svg = element(
    "svg",
    {},
    textLine(40, 40, "서비스", { ...style, halo: "#fff" }) +
      group(100, 100, group(10, 5, textLine(0, 0, 'a <b> & "c"', style)) + textLine(700, 0, "out", style)) +
      textLine(60, 45, "on it", { ...style, anchor: "end" }),
  );
  expect(placedTexts(svg, measure).map(({ text, left }) => [text, Math.round(left)])).toEqual([
    ["서비스", 40],
    ['a <b> & "c"', 110],
    ["out", 800],
    ["on it", 35],
  ]);
  expect(textFaults(svg, measure)).toEqual(["outside: out", "overlap: 서비스 | on it"]);
});
