import type { Look } from "../../look.ts";
import type { Lane, TimelineEvent } from "./events.ts";

export const EVENT_LABEL = { size: 14, weight: 600 } as const;
export const EVENT_TIME = { size: 13, numeric: true } as const;
export const ITEM = { height: 42, pitch: 54, marker: 8 } as const;
const GAP = 14;
const LONGEST = 300;
const BAR_PADDING = 10;

export interface PlacedEvent {
  event: TimelineEvent;
  /** Of the marker, or the bar's two ends. */
  x: number;
  end: number;
  isBar: boolean;
  top: number;
  middle: number;
  bottom: number;
  label: string;
  /** When, and what more there is to say. */
  detail: string;
  /** Where the text begins, or ends with `anchor` "end". */
  textX: number;
  anchor: "start" | "end";
  left: number;
  right: number;
}

export interface PlacedLane extends Lane {
  top: number;
  bottom: number;
}

/** Events of each lane in as few rows as keep their texts apart, earlier ones higher. */
export function placeEvents(
  events: TimelineEvent[],
  lanes: Lane[],
  plot: { left: number; right: number; top: number },
  x: (instant: number) => number,
  look: Look,
): { events: PlacedEvent[]; lanes: PlacedLane[]; bottom: number } {
  const placed: PlacedEvent[] = [];
  let top = plot.top;
  const bands = lanes.map((lane): PlacedLane => {
    const rows: PlacedEvent[][] = [];
    for (const event of events.filter((candidate) => candidate.lane === lane.id)) {
      const across = extent(event, plot, x, look);
      const free = rows.findIndex((row) =>
        row.every((other) => other.right + GAP <= across.left || across.right + GAP <= other.left),
      );
      const row = free < 0 ? rows.length : free;
      const rowTop = top + 8 + row * ITEM.pitch + (ITEM.pitch - ITEM.height) / 2;
      const it = { ...across, top: rowTop, middle: rowTop + ITEM.height / 2, bottom: rowTop + ITEM.height };
      rows[row] = [...(rows[row] ?? []), it];
      placed.push(it);
    }
    const bottom = top + 16 + rows.length * ITEM.pitch;
    const band = { ...lane, top, bottom };
    top = bottom + 6;
    return band;
  });
  return { events: placed, lanes: bands, bottom: top - 6 };
}

function extent(
  event: TimelineEvent,
  plot: { left: number; right: number },
  x: (instant: number) => number,
  look: Look,
): Omit<PlacedEvent, "top" | "middle" | "bottom"> {
  const { measure } = look;
  const [start, end] = [x(event.from), x(event.to)];
  const isBar = event.to > event.from && end - start >= 6;
  const texts = (room: number) => {
    const label = measure.fit(event.label, room, EVENT_LABEL);
    const detail = measure.fit([event.when, event.sublabel].filter(Boolean).join(" · "), room, EVENT_TIME);
    return { label, detail, width: Math.max(measure.width(label, EVENT_LABEL), measure.width(detail, EVENT_TIME)) };
  };
  const whole = texts(LONGEST);
  const at = { event, x: start, end: isBar ? end : start, isBar };
  if (isBar && whole.width + 2 * BAR_PADDING <= end - start) {
    return { ...at, ...whole, textX: start + BAR_PADDING, anchor: "start", left: start, right: end };
  }
  const aside = isBar ? 8 : ITEM.marker + 7;
  const [rightRoom, leftRoom] = [plot.right - at.end - aside, start - plot.left - aside];
  if (whole.width <= rightRoom || rightRoom >= leftRoom) {
    const { label, detail, width } = texts(Math.min(LONGEST, rightRoom));
    const textX = at.end + aside;
    return { ...at, label, detail, textX, anchor: "start", left: start - ITEM.marker, right: textX + width };
  }
  const { label, detail, width } = texts(Math.min(LONGEST, leftRoom));
  const textX = start - aside;
  return { ...at, label, detail, textX, anchor: "end", left: textX - width, right: at.end + ITEM.marker };
}
