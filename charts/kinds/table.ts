import { z } from "zod";
import { BODY, cardHeight } from "../card.ts";
import { isPlainNumber, parseMoment } from "../cells.ts";
import { defineChart } from "../define-chart.ts";
import { DrawError } from "../errors.ts";
import { createFormat } from "../format.ts";
import type { Look } from "../look.ts";
import type { Cell, Field } from "../request.ts";
import { element, textLine } from "../svg.ts";
import { fitNames } from "../text/fit-names.ts";
import { clockTime, DAY_MS, isoMinute, shortDay } from "../time/write-date.ts";

interface Column {
  head: string;
  figures: boolean;
  /** Gives way only where no other can. */
  rigid: boolean;
  /** As drawn, one per row shown. */
  texts: string[];
  width: number;
}

interface Facts {
  fields: Field[];
  rows: Cell[][];
  count: number;
}

const MOST_ROWS = 24;
const PITCH = 27;
const HEAD_HEIGHT = 32;
const GAP = { usual: 20, tight: 12 } as const;
/** From this many columns on the gaps are tight. */
const MANY = 8;
const NARROWEST = 54;
const TEXT = { size: 13 } as const;
const FIGURE = { size: 13, numeric: true } as const;
const HEAD = { size: 12 } as const;
const FIRST = { size: 13, weight: 600 } as const;

export const table = defineChart({
  name: "table",
  title: { ko: "표", en: "Table" },
  description:
    "Rows as a picture of a table, up to 12 columns and 24 rows in their order; figures aligned. For results too wide for " +
    "a message.",
  columns: {},
  row: z.object({ fields: z.array(z.union([z.string(), z.number()]).nullable()).optional() }),

  facts(rows, look): Facts {
    if (look.fields.length === 0)
      throw new DrawError("bad_columns", "The chart table needs fields: the columns to show.");
    return { fields: look.fields, rows: rows.slice(0, MOST_ROWS).map(({ fields = [] }) => fields), count: rows.length };
  },

  header(facts, look) {
    const { count, rows, fields } = facts;
    const more = count - rows.length;
    return {
      title: look.say({ ko: "결과 표", en: "Result" }),
      subtitle: look.say({
        ko: `${count}행 · ${fields.length}열`,
        en: `${count} ${count === 1 ? "row" : "rows"} · ${fields.length} ${fields.length === 1 ? "column" : "columns"}`,
      }),
      kpi: undefined,
      remarks: more > 0 ? [look.say({ ko: `외 ${more}행`, en: `${more} more rows` })] : [],
      height: cardHeight(BODY.top + HEAD_HEIGHT + PITCH * rows.length + 6),
    };
  },

  altText(facts, look) {
    const { fields, rows, count } = facts;
    const heads = fields.map(({ label }) => look.readable(label)).join(" | ");
    const lines = rows
      .slice(0, 8)
      .map((row) => fields.map((field, i) => cellText(row[i] ?? null, field, look, look.readable)).join(" | "));
    const rest = count - lines.length;
    const more = rest > 0 ? [look.say({ ko: `외 ${rest}행`, en: `${rest} more rows` })] : [];
    return `${heads}. ${[...lines, ...more].join("; ")}`;
  },

  async spec(facts, look) {
    const { theme, measure } = look;
    const columns = layOut(facts, look);
    let svg = "";
    const top = BODY.top + HEAD_HEIGHT;
    facts.rows.forEach((_, row) => {
      if (row % 2 === 1) {
        const band = {
          x: BODY.left - 8,
          y: top + PITCH * row,
          width: BODY.right - BODY.left + 16,
          height: PITCH,
          rx: 4,
        };
        svg += element("rect", { ...band, fill: theme.grid, "fill-opacity": 0.5 });
      }
    });
    let left = BODY.left;
    columns.forEach((column, place) => {
      const right = left + column.width;
      const anchor = column.figures ? ({ anchor: "end" } as const) : {};
      const x = column.figures ? right : left;
      svg += textLine(x, BODY.top + 18, measure.fit(column.head, column.width, HEAD), {
        ...HEAD,
        ...anchor,
        fill: theme.inkQuiet,
      });
      const style = column.figures ? FIGURE : place === 0 ? FIRST : TEXT;
      const texts = fitNames(column.texts, column.width, style, measure);
      texts.forEach((text, row) => {
        if (text === "") return;
        const fill = text === EMPTY ? theme.inkQuiet : column.figures || place === 0 ? theme.ink : theme.inkSoft;
        svg += textLine(x, top + PITCH * (row + 0.5) + 4.5, text, { ...style, ...anchor, fill });
      });
      left = right + gapOf(columns);
    });
    const line = {
      x: BODY.left,
      y: BODY.top + HEAD_HEIGHT - 4,
      width: BODY.right - BODY.left,
      height: 1,
      fill: theme.border,
    };
    return { body: element("rect", line) + svg };
  },
});

const EMPTY = "–";

/** Columns as wide as they need; where that is too much, the widest texts give way first; what is left is spread. */
function layOut({ fields, rows }: Facts, look: Look): Column[] {
  const { measure } = look;
  const columns = fields.map((field, i): Column => {
    const texts = rows.map((row) => cellText(row[i] ?? null, field, look, look.drawable));
    const figures = field.kind === "number" || field.kind === "money" || field.kind === "percent";
    const style = figures ? FIGURE : i === 0 ? FIRST : TEXT;
    const head = look.drawable(field.label);
    return {
      head,
      figures,
      rigid: figures || field.kind === "time",
      texts,
      width: Math.max(measure.width(head, HEAD), ...texts.map((text) => measure.width(text, style))),
    };
  });
  const room = BODY.right - BODY.left - gapOf(columns) * (columns.length - 1);
  const least = Math.min(NARROWEST, room / columns.length);
  const used = (): number => columns.reduce((sum, { width }) => sum + width, 0);
  while (used() > room) {
    const texts = columns.filter(({ rigid, width }) => !rigid && width > least);
    const widest = (texts.length > 0 ? texts : columns).reduce((most, column) =>
      column.width > most.width ? column : most,
    );
    widest.width = Math.max(widest.width - Math.max(1, (used() - room) / 4), Math.min(least, widest.width - 1));
  }
  const spare = (room - used()) / columns.length;
  for (const column of columns) column.width += Math.min(spare, 90);
  return columns;
}

const gapOf = (columns: readonly unknown[]): number => (columns.length >= MANY ? GAP.tight : GAP.usual);

/** Of another year than the table is of: "Dec 13" would be the wrong one. */
function isOtherYear(wall: number, { given, zone }: Look): boolean {
  const asOf = Date.parse(given.asOf ?? "");
  return !Number.isNaN(asOf) && new Date(zone.toWall(asOf)).getUTCFullYear() !== new Date(wall).getUTCFullYear();
}

function cellText(cell: Cell, field: Field, look: Look, show: (text: string) => string): string {
  if (cell === null || cell === "") return EMPTY;
  const figure = typeof cell === "number" ? cell : isPlainNumber(cell) ? Number(cell) : Number.NaN;
  if (field.kind === "time") {
    const moment = parseMoment(cell);
    if (!moment) return show(String(cell));
    const wall = moment.wholeDay ? moment.ms : look.zone.toWall(moment.ms);
    const isDay = moment.wholeDay && wall % DAY_MS === 0;
    if (isOtherYear(wall, look)) return isoMinute(wall).slice(0, isDay ? 10 : 16);
    return `${shortDay(wall, look.language)}${isDay ? "" : ` ${clockTime(wall)}`}`;
  }
  if (field.kind === "text" || !Number.isFinite(figure)) return show(String(cell));
  if (field.kind === "money") return (look.money ? look.format : createFormat("usd", look.language)).amount(figure);
  if (field.kind === "percent") return look.format.percent(figure / 100);
  return createFormat("number", look.language).amount(figure);
}
