import type { Kpi } from "../define-chart.ts";

/** The width Slack shows a picture in a thread at; texts of a wider one shrink with it. */
const SHOWN_AT = 600;
/** Smallest letters, in pixels as shown, that a label may have. */
const LEAST_LETTERS = 7.5;

/** Sizes of letters in all diagrams. */
export const LABEL = { size: 15, weight: 600 } as const;
export const SUBLABEL = { size: 13 } as const;
export const EDGE_LABEL = { size: 13 } as const;

/** Widest body whose labels still read in a thread. */
export const WIDEST = Math.floor((SHOWN_AT * LABEL.size) / LEAST_LETTERS) - 56;
/** Narrowest card: a title needs its room too. */
export const LEAST_WIDTH = 640;
/** No picture is more than so many times wider than high, or higher than wide. */
export const ASPECT = 2;

/** What a kind of diagram puts on the card; its origin is the upper left corner of its own drawing. */
export interface DiagramDrawing {
  body: string;
  width: number;
  height: number;
  /** Titles used where the request gives none. */
  title: string;
  subtitle: string;
  kpi?: Kpi;
  alt: string;
  /** For the footer: what was folded. */
  remarks: string[];
}
