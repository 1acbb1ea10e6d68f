export type Language = "ko" | "en";
export type ThemeName = "light" | "dark";
/** What the values are measured in. `count`: things that happened; `percent`: 0 to 100; `number`: anything else. */
export type Unit = "usd" | "krw" | "count" | "percent" | "milliseconds" | "seconds" | "bytes" | "number";
export type Cell = string | number | null;

/** Which column of the rows plays which part. Every chart lists the ones it reads in the catalog. */
export interface Columns {
  x?: string;
  category?: string;
  value?: string;
  previous?: string;
  /** Ends of the interval around a forecast. */
  low?: string;
  high?: string;
  /** How many of `value` are errors. */
  errors?: string;
  severity?: string;
}

/** A column of the chart `table`, which takes any number of them instead of parts. */
export interface Field {
  column: string;
  /** In the asker's language. */
  label: string;
  kind: "text" | "time" | "number" | "money" | "percent";
}

/** What lies on the picture besides its rows; each chart says whether it draws it. Times as in rows. */
export interface Overlay {
  /** Deploys, changes: moments told by name. */
  marks?: { at: string; label: string }[];
  /** Incidents: `to` null where it still goes on. */
  bands?: { from: string; to: string | null; label: string }[];
  /** A budget or the threshold of an alarm, in the unit of the values. */
  line?: { value: number; label?: string };
}

export interface DrawLook {
  language: Language;
  theme: ThemeName;
  /** IANA name; times of events and "as of" are told in it. An unknown name falls back to UTC and says UTC. */
  zone: string;
  unit: Unit;
  title?: string;
  subtitle?: string;
  /** Stands after the chart's own subtitle, where none is given: account, metric. */
  scope?: string;
  source?: string;
  /** ISO instant the data was fetched at. */
  asOf?: string;
  /** ISO day from which figures may still change; those bars are hatched and the footer says so. */
  provisionalFrom?: string;
  change?: { previousTotal: number; label: string };
  /** Dollars are told in won at this rate; `asOf` is the day of the rate. */
  currency?: { code: "KRW"; rate: number; asOf?: string };
  /** What x and value are called, in the asker's language; used where an axis does not explain itself. */
  names?: { x?: string; value?: string };
  /** ISO days or instants, end exclusive: the period asked about, where it is wider than what the rows cover. */
  window?: { from: string; to: string };
}

export interface DrawRequest {
  /** A name of the catalog, or "auto" to choose by the shape of the rows. */
  chart: string;
  rows: Record<string, Cell>[];
  columns: Columns;
  /** For the chart `table` only. */
  fields?: Field[];
  overlay?: Overlay;
  look: DrawLook;
}

export interface Picture {
  /** Opaque, `width` x `height` pixels: twice the logical size of the SVG. */
  png: Buffer;
  svg: string;
  /** What the picture says, in the asker's language. */
  alt: string;
  title: string;
  width: number;
  height: number;
}

/** What travels to the worker: the mapped columns only, one array each, strings already capped. */
export interface Job {
  chart: string;
  columns: Columns;
  cells: Partial<Record<keyof Columns, Cell[]>>;
  fields: { field: Field; cells: Cell[] }[];
  overlay: Overlay;
  rowCount: number;
  look: DrawLook;
}

/** What the worker sends back. */
export interface Composed {
  svg: string;
  alt: string;
  title: string;
  /** Of the SVG, in its units; without a width, it is the card's usual one. */
  height: number;
  width?: number;
  /** The SVG with its fonts embedded, where a diagram's request wants one. */
  standalone?: string;
}
