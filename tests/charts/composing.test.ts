import { expect, test } from "vitest";
import { element, group, textLine } from "../../charts/svg.ts";
import { placedTexts, testMeasure, textFaults } from "./composing.ts";

const measure = testMeasure();
const style = { size: 13, fill: "#000" };

test("the checks of layout see texts where they are, in groups too, and find what is wrong with them", () => {
  const svg = element(
    "svg",
    { width: 800, height: 450 },
    element("rect", { x: 300, y: 200, width: 30, height: 20, fill: "#eee" }) +
      element("path", { transform: "translate(400,200)", d: "M0,0h30v20h-30Z", fill: "#eee" }) +
      element("path", {
        transform: "translate(500,200)",
        d: "M3,0L27,0C28,0,30,1,30,3L30,20L0,20L0,3C0,1,1,0,3,0Z",
        fill: "#eee",
      }) +
      [315, 415, 515]
        .map((x, i) => textLine(x, 214, ["too wide", "fits", "W W W W"][i]!, { ...style, anchor: "middle" }))
        .join("") +
      textLine(40, 40, "서비스", { ...style, halo: "#fff" }) +
      group(100, 100, group(10, 5, textLine(0, 0, 'a <b> & "c"', style)) + textLine(700, 0, "out", style)) +
      textLine(60, 45, "on it", { ...style, anchor: "end" }),
  );
  expect(
    placedTexts(svg, measure)
      .map(({ text, left }) => [text, Math.round(left)])
      .slice(3),
  ).toEqual([
    ["서비스", 40],
    ['a <b> & "c"', 110],
    ["out", 800],
    ["on it", 35],
  ]);
  expect(textFaults(svg, measure)).toEqual([
    "outside: out",
    "overlap: 서비스 | on it",
    "sticks out of its box: too wide",
    "sticks out of its box: W W W W",
  ]);
});
