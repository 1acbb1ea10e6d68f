import type { z } from "zod";
import { DrawError } from "./errors.ts";
import type { Look } from "./look.ts";
import type { Plot } from "./plot.ts";
import type { Cell, Columns, Overlay } from "./request.ts";

/** A row after column mapping: the parts a request named, and only those; for a table its cells in order. */
export type MappedRow = Partial<Record<keyof Columns, Cell>> & { fields?: Cell[] };

/** What a chart puts on the card; header, footer and background are the card's. */
export interface Drawing {
  /** SVG of everything between header and footer, in card coordinates. */
  body: string;
}

export interface Kpi {
  value: string;
  /** Second line: a coloured change and what it is against. */
  delta?: { text: string; tone: "alert" | "good" | "quiet"; against: string } | undefined;
}

/** A chart of certain rows: everything known before a pixel is placed. */
export interface Plan {
  /** Titles used where the request gives none. */
  title: string;
  subtitle: string;
  kpi: Kpi | undefined;
  /** Remarks for the footer, such as what hatching means. */
  remarks: string[];
  alt: string;
  /** Of the card, where the rows need another than the usual. */
  height?: number | undefined;
  width?: number | undefined;
  draw(plot: Plot): Promise<Drawing>;
}

export interface ChartDefinition<Row, Facts> {
  name: string;
  title: { ko: string; en: string };
  /** One or two sentences for the model that chooses. */
  description: string;
  /** What each part of `columns` means; a part not listed is not read. */
  columns: Partial<Record<keyof Columns, { required: boolean; means: string }>>;
  /** What of an overlay it draws; the rest is ignored. */
  overlay?: readonly (keyof Overlay)[];
  row: z.ZodType<Row, unknown>;
  /** Computes what the picture and the alt text both say. Throws a `DrawError` where there is nothing to draw. */
  facts(rows: Row[], look: Look): Facts;
  header(facts: Facts, look: Look): Pick<Plan, "title" | "subtitle" | "kpi" | "remarks" | "height">;
  altText(facts: Facts, look: Look): string;
  spec(facts: Facts, look: Look, plot: Plot): Promise<Drawing>;
}

/** A definition with its types of rows and facts closed over, so that all charts fit into one list. */
export interface Chart
  extends Pick<ChartDefinition<never, never>, "name" | "title" | "description" | "columns" | "overlay"> {
  plan(rows: MappedRow[], columns: Columns, look: Look): Plan;
}

export function defineChart<Row, Facts>(definition: ChartDefinition<Row, Facts>): Chart {
  const { name, title, description, columns, overlay = [] } = definition;
  return {
    name,
    title,
    description,
    columns,
    overlay,
    plan(rows, mapping, look) {
      const facts = definition.facts(parseRows(definition.row, rows, mapping), look);
      return {
        ...definition.header(facts, look),
        alt: definition.altText(facts, look),
        draw: (plot) => definition.spec(facts, look, plot),
      };
    },
  };
}

function parseRows<Row>(schema: z.ZodType<Row, unknown>, rows: MappedRow[], mapping: Columns): Row[] {
  return rows.map((row, index) => {
    const parsed = schema.safeParse(row);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    const part = issue?.path[0] as keyof Columns | undefined;
    const column = part ? (mapping[part] ?? part) : "?";
    throw new DrawError(
      "bad_columns",
      `Row ${index + 1}, column "${column}": ${issue?.message}. Name another column, or fix the rows with data_query.`,
    );
  });
}
