import type { Look } from "../look.ts";
import { element, textLine } from "../svg.ts";

export interface Change {
  step: number;
  /** Where in its step, 0 to 1. */
  within: number;
  /** In the asker's zone. */
  when: string;
  label: string;
  /** Stands after the time: who did it. */
  who: string;
  suspect: boolean;
}

/** Height above the plot in which the numbered pins stand. */
export const PIN_LANE = 26;

const WIDTH = 236;
const PITCH = 38;
const RADIUS = 8.5;
const NUMBER = { size: 10.5, weight: 700, numeric: true, anchor: "middle" } as const;
const HEAD = { size: 12 } as const;
const LABEL = { size: 12.5, weight: 600 } as const;
const WHEN = { size: 11.5, numeric: true } as const;

/** The changes by number: what on the first line, when on the second. */
export function changeList(
  changes: readonly Change[],
  left_out: number,
  at: { right: number; top: number },
  look: Look,
): { svg: string; left: number } {
  const { theme, measure } = look;
  const left = at.right - WIDTH;
  const head = { ...HEAD, fill: theme.inkQuiet };
  const more = left_out > 0 ? look.say({ ko: `외 ${left_out}건`, en: `and ${left_out} more` }) : "";
  let svg =
    textLine(left, at.top + 14, look.say({ ko: "변경 (CloudTrail 등)", en: "Changes" }), head) +
    (more === "" ? "" : textLine(at.right, at.top + 14, more, { ...head, anchor: "end" })) +
    element("rect", { x: left, y: at.top + 24, width: WIDTH, height: 1, fill: theme.border });
  if (changes.length === 0) {
    svg += textLine(left, at.top + 48, look.say({ ko: "기간 안에 변경 없음", en: "No changes in this period" }), {
      size: 13,
      fill: theme.inkSoft,
    });
  }
  const pitch = Math.min(PITCH, 300 / Math.max(1, changes.length));
  changes.forEach((change, i) => {
    const middle = at.top + 28 + pitch * (i + 0.5);
    if (change.suspect) {
      svg += element("rect", {
        x: left - 8,
        y: middle - pitch / 2 + 2,
        width: WIDTH + 16,
        height: pitch - 4,
        rx: 6,
        fill: theme.alertTint,
      });
    }
    const textLeft = left + 2 * RADIUS + 8;
    const room = at.right - textLeft;
    const second = change.who === "" ? change.when : `${change.when} · ${change.who}`;
    svg +=
      pin(left + RADIUS, middle, String(i + 1), change.suspect, look) +
      textLine(textLeft, middle - 2.5, measure.fit(change.label, room, LABEL), {
        ...LABEL,
        fill: change.suspect ? theme.alert : theme.ink,
      }) +
      textLine(textLeft, middle + 12.5, measure.fit(second, room, WHEN), { ...WHEN, fill: theme.inkSoft });
  });
  return { svg, left };
}

/** A dash down to the axis for every change, and a pin with its number (or a dot where it is not listed). */
export function changePins(
  listed: readonly Change[],
  all: readonly Change[],
  axis: { left: number; right: number; top: number; bottom: number; x(step: number, within: number): number },
  look: Look,
): string {
  const { theme } = look;
  const place = ({ step, within }: Change): number =>
    Math.min(Math.max(axis.x(step, within), axis.left + RADIUS), axis.right - RADIUS);
  let dashes = "";
  for (const change of all) {
    const x = axis.x(change.step, change.within).toFixed(2);
    const color = change.suspect ? theme.alert : theme.inkQuiet;
    const dash = {
      stroke: color,
      "stroke-width": 1,
      "stroke-dasharray": "2 3",
      "stroke-opacity": change.suspect ? 1 : 0.6,
    };
    dashes += element("path", { d: `M${x},${axis.top}V${axis.bottom.toFixed(2)}`, ...dash });
    if (!listed.includes(change)) dashes += element("circle", { cx: place(change), cy: axis.top, r: 2.5, fill: color });
  }
  const xs = apart(listed.map(place), 2 * RADIUS + 1, axis.left + RADIUS, axis.right - RADIUS);
  const pins = listed.map((change, i) => pin(xs[i]!, axis.top, String(i + 1), change.suspect, look));
  return dashes + pins.join("");
}

function pin(x: number, y: number, number: string, suspect: boolean, look: Look): string {
  const { theme } = look;
  return (
    element("circle", { cx: x, cy: y, r: RADIUS, fill: suspect ? theme.alert : theme.inkSoft }) +
    textLine(x, y + 3.8, number, { ...NUMBER, fill: theme.background })
  );
}

/** Places in order, moved to the right and then back so that none touch. */
function apart(wanted: readonly number[], pitch: number, left: number, right: number): number[] {
  const places = [...wanted];
  for (let i = 1; i < places.length; i++) places[i] = Math.max(places[i]!, places[i - 1]! + pitch);
  if (places.length > 0) places[places.length - 1] = Math.min(places.at(-1)!, right);
  for (let i = places.length - 2; i >= 0; i--) places[i] = Math.max(left, Math.min(places[i]!, places[i + 1]! - pitch));
  return places;
}
