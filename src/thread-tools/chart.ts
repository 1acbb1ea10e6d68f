import { z } from "zod";
import type { Datasets } from "../ports/datasets.ts";
import type { Draw, Picture, ThreadTool } from "../ports/thread-tool.ts";
import { chartColumns } from "./chart-columns.ts";
import { chartLook, type PeriodWords } from "./chart-look.ts";
import { chartRows } from "./chart-rows.ts";
import { describeTool, readArgs } from "./describe-tool.ts";

export interface ChartDeps {
  datasets: Pick<Datasets, "list" | "read">;
  draw: Pick<Draw, "draw" | "catalog">;
  periodWords: PeriodWords;
}

/** A dataset as a picture in the thread; sums are made here, from all its rows. */
export function chart({ datasets, draw, periodWords }: ChartDeps): ThreadTool {
  const kinds = draw.catalog.map((entry) => entry.name);
  const column = (what: string) => z.string().optional().describe(`Column for ${what}; chosen by type when left out.`);
  const input = z.strictObject({
    dataset: z.string().describe('Handle of a result of this thread, as "d1".'),
    chart: z
      .enum(["auto", ...kinds])
      .default("auto")
      .describe(draw.catalog.map((entry) => `${entry.name}: ${entry.description}`).join(" ")),
    x: column("the time axis"),
    category: column("stacks or bars"),
    value: column("the amount"),
    previous: z.string().optional().describe("Column with the amounts of the period before, where there is one."),
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
      const found = datasets.read(at.thread, asked.dataset);
      if (!found) {
        const handles = datasets.list(at.thread).map((info) => info.handle);
        const there = handles.length > 0 ? `there are: ${handles.join(", ")}` : "there are none yet; call a tool first";
        throw new Error(`There is no dataset "${asked.dataset}" in this thread; ${there}.`);
      }
      const { info, rows } = found;
      const nothing = {
        text: `There is nothing to draw: ${info.handle} has no rows with a value. Say so in a sentence.`,
      };
      if (rows.length === 0) return nothing;
      const drawn = chartColumns(info.columns, asked, asked.chart);
      const look = chartLook(info, drawn, at.context, asked.title, periodWords);
      let picture: Picture;
      try {
        picture = await draw.draw({ chart: asked.chart, ...chartRows(info.columns, rows, drawn), look }, signal);
      } catch (error) {
        if ((error as { code?: unknown }).code === "no_data") return nothing;
        throw error;
      }
      const part = info.truncated
        ? ` It shows only the stored part of the result (${info.truncated.shown} rows: ${info.truncated.why}); say so.`
        : "";
      return {
        text: `Posted in the thread as a picture. It shows: ${picture.alt}${part}`,
        picture: { png: picture.png, alt: picture.alt, title: picture.title },
      };
    },
  };
}
