export type Language = "ko" | "en";
export type ThemeName = "light" | "dark";
export type Unit = "usd" | "krw" | "count";
export type Cell = string | number | null;

/** Which column of the rows plays which part. Every chart lists the ones it reads in the catalog. */
export interface Columns {
  x?: string;
  category?: string;
  value?: string;
  previous?: string;
}

export interface DrawLook {
  language: Language;
  theme: ThemeName;
  /** IANA name; times of events and "as of" are told in it. An unknown name falls back to UTC and says UTC. */
  zone: string;
  unit: Unit;
  title?: string;
  subtitle?: string;
  source?: string;
  /** ISO instant the data was fetched at. */
  asOf?: string;
  /** ISO day from which figures may still change; those bars are hatched and the footer says so. */
  provisionalFrom?: string;
  change?: { previousTotal: number; label: string };
  /** ISO days or instants, end exclusive: the period asked about, where it is wider than what the rows cover. */
  window?: { from: string; to: string };
}

export interface DrawRequest {
  /** A name of the catalog, or "auto" to choose by the shape of the rows. */
  chart: string;
  rows: Record<string, Cell>[];
  columns: Columns;
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
  rowCount: number;
  look: DrawLook;
}

/** What the worker sends back. */
export interface Composed {
  svg: string;
  alt: string;
  title: string;
}
