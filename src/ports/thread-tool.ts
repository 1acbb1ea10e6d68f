import type { CallContext, Table, ToolDescriptor } from "./tools.ts";
import type { Ask } from "./turn.ts";

export interface Picture {
  png: Buffer;
  alt: string;
  title: string;
}

/** A file of text for people, posted into the thread. */
export interface TextFile {
  name: string;
  title: string;
  content: string;
}

/**
 * `table`: stored as a dataset like any other result. `picture`, `file`: posted into the thread. `text`: for the model.
 * `choices`: the question ends the turn, and the call stays open until the person says something.
 */
export interface ThreadToolResult {
  text: string;
  table?: Table;
  picture?: Picture;
  file?: TextFile;
  choices?: { question: string; options: Ask[] };
}

/** A tool that needs the thread itself and so runs in the bot. Throws errors whose message is for the model. */
export interface ThreadTool {
  descriptor: ToolDescriptor;
  /** Its result is a question to the person: no step that is shown, and the call stays open until they answer. */
  asks?: true;
  run(
    args: unknown,
    at: {
      thread: string;
      context: CallContext;
      /** In a turn: names of the tools whose results its model had before it, see `readsOf`. */
      reads?: readonly string[];
    },
    signal: AbortSignal,
  ): Promise<ThreadToolResult>;
}

/** Which part of a picture a column plays; every chart says which ones it reads. */
export type ChartPart = "x" | "category" | "value" | "previous" | "low" | "high" | "errors" | "severity";

export interface DrawRequest {
  chart: string;
  rows: Record<string, string | number | null>[];
  columns: Partial<Record<ChartPart, string>>;
  /** For a table: the columns to show, in their order. */
  fields?: { column: string; label: string; kind: "text" | "time" | "number" | "money" | "percent" }[];
  /** What lies on the picture besides its rows: deploys, incidents, a budget or threshold in the unit of the values. */
  overlay?: {
    marks?: { at: string; label: string }[];
    bands?: { from: string; to: string | null; label: string }[];
    line?: { value: number; label?: string };
  };
  look: {
    language: "ko" | "en";
    theme: "light" | "dark";
    zone: string;
    unit: "usd" | "krw" | "count" | "percent" | "milliseconds" | "seconds" | "bytes" | "number";
    title?: string;
    subtitle?: string;
    /** Stands after the chart's own subtitle, where none is given. */
    scope?: string;
    source?: string;
    asOf?: string;
    provisionalFrom?: string;
    change?: { previousTotal: number; label: string };
    /** Dollars are told in won at this rate of that day. */
    currency?: { code: "KRW"; rate: number; asOf?: string };
    /** What x and value are called, where an axis or a title has to say it. */
    names?: { x?: string; value?: string };
    /** The whole period, `to` exclusive (ISO instants): hours without events stay on the axis. */
    window?: { from: string; to: string };
  };
}

/** Checked by the charts: every id resolves, parents form trees. Flow shapes, kinds of event and AWS types are in `type`. */
export interface DiagramRequest {
  kind: "architecture" | "flowchart" | "mindmap" | "timeline";
  nodes: {
    id: string;
    label: string;
    type?: string;
    parent?: string;
    sublabel?: string;
    badge?: string;
    /** ISO instants of an event on a timeline. */
    at?: string;
    to?: string;
  }[];
  edges?: { from: string; to: string; label?: string; dashed?: boolean }[];
  groups?: { id: string; label: string; type?: string; parent?: string }[];
  look: Pick<DrawRequest["look"], "language" | "theme" | "zone" | "title" | "subtitle" | "scope" | "source" | "asOf">;
  /** Also an SVG that is a file of its own. */
  standalone?: boolean;
}

/**
 * The charts and diagrams, as the bot sees them. Errors carry `code` "no_data" | "unknown_chart" | "bad_columns" |
 * "bad_diagram" | "too_many_rows" | "timeout" | "failed".
 */
export interface Draw {
  warm(): Promise<void>;
  draw(request: DrawRequest, signal?: AbortSignal): Promise<Picture>;
  diagram(request: DiagramRequest, signal?: AbortSignal): Promise<Picture & { standalone?: string }>;
  catalog: readonly {
    name: string;
    title: { ko: string; en: string };
    description: string;
    columns: Partial<Record<ChartPart, { required: boolean; means: string }>>;
    overlay: readonly ("marks" | "bands" | "line")[];
  }[];
  close(): Promise<void>;
}
