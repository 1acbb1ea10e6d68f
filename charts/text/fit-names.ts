import type { Measure, MeasureStyle } from "./measure.ts";

/**
 * Names cut to `room`, still told apart: where two would be cut to the same text, those are cut in the middle, since
 * what differs ("…-prod", "…-dev") then stands at the end.
 */
export function fitNames(names: string[], room: number, style: MeasureStyle, measure: Measure): string[] {
  const cut = names.map((name) => measure.fit(name, room, style));
  return names.map((name, i) => {
    const clash = cut.some((other, j) => j !== i && other === cut[i] && names[j] !== name);
    return clash ? fitMiddle(name, room, style, measure) : cut[i]!;
  });
}

/** The end gets the smaller half of the room. */
function fitMiddle(name: string, room: number, style: MeasureStyle, measure: Measure): string {
  const chars = Array.from(name);
  let end = "";
  for (let at = chars.length - 1; at >= 0; at--) {
    const longer = chars[at]! + end;
    if (measure.width(longer, style) > room * 0.45) break;
    end = longer;
  }
  const beginning = measure.fit(name, room - measure.width(end, style), style);
  const whole = beginning + end.trimStart();
  return beginning !== "" && measure.width(whole, style) <= room ? whole : measure.fit(name, room, style);
}
