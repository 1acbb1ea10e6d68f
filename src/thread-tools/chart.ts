import { z } from "zod";
import type { Datasets } from "../ports/datasets.ts";
import type { Theme } from "../ports/themes.ts";
import type { Draw, DrawRequest, Picture, ThreadTool } from "../ports/thread-tool.ts";
import type { Column, Language } from "../ports/tools.ts";
import { chartColumns } from "./chart-columns.ts";
import { chartLook, type PeriodWords, type TeamCurrency } from "./chart-look.ts";
import { chartOverlay } from "./chart-overlay.ts";
import { chartRows, tableRows } from "./chart-rows.ts";
import { describeTool, readArgs } from "./describe-tool.ts";

export interface ChartDeps {
  datasets: Pick<Datasets, "list" | "read">;
  draw: Pick<Draw, "draw" | "catalog">;
  periodWords: PeriodWords;
  /** Dollars are told in this currency. */
  currency?: TeamCurrency | undefined;
  /** What the person who asked this turn has chosen; light where nothing is known. */
  theme?: ((runId: string) => Theme) | undefined;
}

/** A dataset as a picture in the thread; sums are made here, from all its rows. */
export function chart({ datasets, draw, periodWords, currency, theme }: ChartDeps): ThreadTool {
  const kinds = draw.catalog.map((entry) => entry.name);
  const column = (what: string) => z.string().optional().describe(`Column for ${what}.`);
  const handle = (what: string) => z.string().optional().describe(`Handle of a result with ${what}.`);
  const input = z.strictObject({
    dataset: z.string().describe('Handle of a result of this thread, as "d1".'),
    chart: z
      .enum(["auto", ...kinds])
      .default("auto")
      .describe(draw.catalog.map((entry) => `${entry.name}: ${entry.description}`).join(" ")),
    x: column("the time axis; a figure for scatter. Columns are chosen by type when left out"),
    category: column("stacks, bars, lines or colours"),
    value: column("the amount"),
    previous: column("the amounts of the period before"),
    low: column("the lower end of a forecast"),
    high: column("the upper end"),
    errors: column("how many of the value are errors"),
    severity: column("Critical to Low"),
    series: z
      .array(z.string())
      .max(8)
      .optional()
      .describe("Columns of figures as a line each, instead of value and category."),
    fields: z.array(z.string()).max(12).optional().describe("Columns of a table, in order; all when left out."),
    marks: handle("events (deploys, changes) to mark on the axis of time"),
    bands: handle("incidents: two times, from and to, to shade"),
    line: z
      .number()
      .optional()
      .describe("A budget or an alarm's threshold, drawn as a line; in the unit of the value (USD)."),
    title: z.string().max(120).optional().describe("In the asker's language; a plain one is made when left out."),
  });

  return {
    descriptor: describeTool({
      name: "chart",
      title: { ko: "차트 그리기", en: "Draw a chart" },
      description: [
        "Draw a result of this thread as a picture and post it into the thread.",
        "Use for costs over time, events over time, and comparisons of more than three items, or when a picture is asked for.",
        "Rows are summed by code; small categories are folded.",
      ].join(" "),
      input,
    }),
    async run(args, at, signal) {
      const asked = readArgs("chart", input, args);
      const read = (handle: string) => {
        const found = datasets.read(at.thread, handle);
        if (found) return found;
        const handles = datasets.list(at.thread).map((info) => info.handle);
        const there = handles.length > 0 ? `there are: ${handles.join(", ")}` : "there are none yet; call a tool first";
        throw new Error(`There is no dataset "${handle}" in this thread; ${there}.`);
      };
      const { info, rows } = read(asked.dataset);
      const nothing = {
        text: `There is nothing to draw: ${info.handle} has no rows with a value. Say so in a sentence.`,
      };
      if (rows.length === 0) return nothing;
      const reads = draw.catalog.find((entry) => entry.name === asked.chart)?.columns;
      const drawn = chartColumns(info.columns, asked, asked.chart, reads);
      const overlay = chartOverlay(asked, read);
      const chosen = theme?.(at.context.runId) ?? "light";
      const look = chartLook(info, drawn, at.context, asked, { periodWords, currency, theme: chosen });
      const request: DrawRequest = {
        chart: asked.chart,
        ...(drawn.fields.length > 0
          ? {
              rows: tableRows(info.columns, rows, drawn.fields),
              columns: {},
              fields: drawn.fields.map((field) => fieldOf(field, at.context.language)),
            }
          : chartRows(info.columns, rows, drawn, asked.chart)),
        ...(overlay ? { overlay } : {}),
        look,
      };
      let picture: Picture;
      try {
        picture = await draw.draw(request, signal);
      } catch (error) {
        if ((error as { code?: unknown }).code === "no_data") return nothing;
        throw error;
      }
      const part = info.truncated
        ? ` It shows only the stored part of the result (${info.truncated.shown} rows: ${info.truncated.why.en}); say so.`
        : "";
      return {
        text: `Posted in the thread as a picture. It shows: ${picture.alt}${part}`,
        picture: { png: picture.png, alt: picture.alt, title: picture.title },
      };
    },
  };
}

function fieldOf({ name, label, type }: Column, language: Language): NonNullable<DrawRequest["fields"]>[number] {
  const kind =
    type === "money" || type === "percent" || type === "number"
      ? type
      : type === "time" || type === "day"
        ? "time"
        : "text";
  return { column: name, label: label[language], kind };
}
