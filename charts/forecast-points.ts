import type { Expectation, Reached } from "./expectation.ts";
import type { Look } from "./look.ts";
import { type Box, overlaps, textBox } from "./parts/box.ts";
import type { TimeFrame } from "./parts/time-frame.ts";
import { element, textLine } from "./svg.ts";
import { shortDay } from "./time/write-date.ts";

/** What a forecast is drawn from. */
export interface ForecastFacts extends Expectation {
  budget: { value: number; label: string } | undefined;
}

export const END_LABEL = { size: 14, weight: 700, numeric: true } as const;
const NOTE = { size: 12, weight: 600, numeric: true } as const;

interface Labelled {
  svg: string;
  taken: Box;
}

/** A ring where the forecast begins; its label below to the right, else above to the left, else none. */
export function todayPoint(
  { actual, expected }: ForecastFacts,
  frame: TimeFrame,
  end: Box,
  look: Look,
): { svg: string; taken?: Box } {
  const today = actual.at(-1);
  if (!today || expected.length === 0) return { svg: "" };
  const { theme, measure } = look;
  const text = `${shortDay(today.day, look.language)} ${look.format.amount(today.value)}`;
  const [x, y] = [frame.x(today.day), frame.y(today.value)];
  const width = measure.width(text, NOTE);
  const places = [
    { left: x + 10, baseline: y + 20 },
    { left: x - width - 8, baseline: y - 12 },
    { left: x - width / 2, baseline: y - 14 },
  ];
  const free = places.find(({ left, baseline }) => {
    const box = textBox(left, baseline, width, NOTE.size);
    const inside = box.left >= frame.left - 4 && box.right <= frame.right + 4 && box.bottom < frame.bottom;
    return inside && !overlaps(box, end);
  });
  const ring = element("circle", {
    cx: x,
    cy: y,
    r: 5,
    fill: theme.background,
    stroke: theme.lines[0]!,
    "stroke-width": 3,
  });
  if (!free) return { svg: ring };
  return {
    svg: ring + textLine(free.left, free.baseline, text, { ...NOTE, fill: theme.ink, halo: theme.background }),
    taken: textBox(free.left, free.baseline, width, NOTE.size),
  };
}

/** A dot where the forecast ends, red above the budget, with its figure to the right. */
export function endPoint(facts: ForecastFacts, text: string, frame: TimeFrame, look: Look): Labelled {
  const end = endOf(facts);
  const over = facts.budget !== undefined && end.value > facts.budget.value;
  const fill = over ? look.theme.alert : look.theme.lines[0]!;
  const [x, y] = [frame.x(end.day), frame.y(end.value)];
  const baseline = Math.min(Math.max(y + 5, frame.top + 10), frame.bottom - 2);
  const ink = over ? look.theme.alert : look.theme.ink;
  return {
    svg:
      element("circle", { cx: x, cy: y, r: 5, fill }) + textLine(x + 12, baseline, text, { ...END_LABEL, fill: ink }),
    taken: textBox(x + 12, baseline, look.measure.width(text, END_LABEL), END_LABEL.size),
  };
}

/** The last day that is known or expected. */
export const endOf = ({ expected, actual }: ForecastFacts): Reached => (expected.at(-1) ?? actual.at(-1))!;
