import type { Measure, MeasureStyle } from "../text/measure.ts";

/** Where a line may end without a space: after these, so that identifiers break at their joints. */
const JOINTS = /(?<=[-_./:@,·])/u;

/**
 * A label in at most `most` lines of `room`: broken at spaces, then at the joints of identifiers, then anywhere, into
 * lines of about the same length; what is left over ends in an ellipsis. At least one line.
 */
export function textLines(text: string, room: number, most: number, style: MeasureStyle, measure: Measure): string[] {
  const lines = brokenAt(text, room, most, style, measure, true);
  if (lines.length < 2 || lines.join("").length < text.replaceAll(/\s/gu, "").length) return lines;
  // The narrowest room that needs no more lines makes them even: no last line of one letter.
  let best = lines;
  let [least, enough] = [room / lines.length, room];
  while (enough - least > 4) {
    const middle = (least + enough) / 2;
    const tried = brokenAt(text, middle, lines.length + 1, style, measure, false);
    const fits = tried.length <= lines.length && widest(tried, style, measure) <= middle;
    if (fits) [best, enough] = [tried, middle];
    else least = middle;
  }
  return best;
}

function brokenAt(
  text: string,
  room: number,
  most: number,
  style: MeasureStyle,
  measure: Measure,
  anywhere: boolean,
): string[] {
  if (measure.width(text, style) <= room) return [text];
  const lines: string[] = [];
  let rest = text;
  while (rest !== "" && lines.length < most - 1) {
    const line = firstLine(rest, room, style, measure, anywhere);
    lines.push(line.trimEnd());
    rest = rest.slice(line.length).trimStart();
  }
  if (rest !== "") lines.push(measure.fit(rest, room, style));
  return lines.filter((line) => line !== "");
}

/** Where nothing may be broken anywhere and nothing fits, all of it: a line too wide. */
function firstLine(text: string, room: number, style: MeasureStyle, measure: Measure, anywhere: boolean): string {
  if (measure.width(text, style) <= room) return text;
  for (const pieces of [text.split(/(?<=\s)/u), text.split(JOINTS), ...(anywhere ? [Array.from(text)] : [])]) {
    let line = "";
    for (const piece of pieces) {
      if (measure.width((line + piece).trimEnd(), style) > room) break;
      line += piece;
    }
    // A line of a few letters is worse than a broken word.
    if (line !== "" && measure.width(line, style) >= room * 0.35) return line;
  }
  return anywhere ? (Array.from(text)[0] ?? "") : text;
}

export function widest(lines: readonly string[], style: MeasureStyle, measure: Measure): number {
  return Math.max(0, ...lines.map((line) => measure.width(line, style)));
}
