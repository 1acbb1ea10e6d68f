import type { CallContext, Table, ToolDescriptor } from "./tools.ts";

export interface Picture {
  png: Buffer;
  alt: string;
  title: string;
}

/** `table`: stored as a dataset like any other result. `picture`: posted into the thread. `text`: for the model. */
export interface ThreadToolResult {
  text: string;
  table?: Table;
  picture?: Picture;
}

/** A tool that needs the thread itself and so runs in the bot. Throws errors whose message is for the model. */
export interface ThreadTool {
  descriptor: ToolDescriptor;
  run(args: unknown, at: { thread: string; context: CallContext }, signal: AbortSignal): Promise<ThreadToolResult>;
}

export interface DrawRequest {
  chart: string;
  rows: Record<string, string | number | null>[];
  columns: { x?: string; category?: string; value?: string; previous?: string };
  look: {
    language: "ko" | "en";
    theme: "light" | "dark";
    zone: string;
    unit: "usd" | "krw" | "count";
    title?: string;
    subtitle?: string;
    source?: string;
    asOf?: string;
    provisionalFrom?: string;
    change?: { previousTotal: number; label: string };
    /** The whole period, `to` exclusive (ISO instants): hours without events stay on the axis. */
    window?: { from: string; to: string };
  };
}

/** The charts, as the bot sees them. Errors carry `code` "no_data" | "unknown_chart" | "bad_columns" | "too_many_rows" | "timeout" | "failed". */
export interface Draw {
  warm(): Promise<void>;
  draw(request: DrawRequest, signal?: AbortSignal): Promise<Picture>;
  catalog: readonly { name: string; title: { ko: string; en: string }; description: string }[];
  close(): Promise<void>;
}
