import { type Moment, parseMoment } from "./cells.ts";
import type { Overlay } from "./request.ts";

/** An overlay with its times read; what has none, or no figure, is left out. Marks in order of time. */
export interface ReadOverlay {
  marks: { at: Moment; label: string }[];
  bands: { from: Moment; to: Moment | undefined; label: string }[];
  line: { value: number; label: string } | undefined;
}

const LARGEST = 1e13;

export function readOverlay({ marks = [], bands = [], line }: Overlay, rate: number): ReadOverlay {
  const fits = line !== undefined && Number.isFinite(line.value) && Math.abs(line.value) <= LARGEST;
  return {
    marks: marks
      .flatMap(({ at, label }) => {
        const moment = parseMoment(at);
        return moment ? [{ at: moment, label }] : [];
      })
      .sort((a, b) => a.at.ms - b.at.ms),
    bands: bands.flatMap(({ from, to, label }) => {
      const start = parseMoment(from);
      const end = to === null ? undefined : parseMoment(to);
      return start && (to === null || (end && end.ms > start.ms)) ? [{ from: start, to: end, label }] : [];
    }),
    line: fits ? { value: line.value * rate, label: line.label ?? "" } : undefined,
  };
}
