import { z } from "zod";
import { BODY } from "../card.ts";
import { Amount, Category } from "../cells.ts";
import { type Drawing, defineChart } from "../define-chart.ts";
import { DrawError } from "../errors.ts";
import type { Look } from "../look.ts";
import { givenChange, spokenChange } from "../parts/change.ts";
import { inkOn } from "../parts/ink-on.ts";
import { legendTable } from "../parts/legend-table.ts";
import type { Plot } from "../plot.ts";
import { foldSeries, type Series } from "../series.ts";
import { bySeverity, type SeverityLevel, severityLevels, severityName } from "../severity.ts";
import { group, textLine } from "../svg.ts";

interface Part extends Series {
  level: SeverityLevel | undefined;
}

interface Facts {
  parts: Part[];
  count: number;
  total: number;
  /** Categories below zero: they have no share. */
  negative: { count: number; total: number };
}

const NAMED_PARTS = 5;
const SIZE = 264;
const RING = 54;
const TABLE_WIDTH = 380;
/** Least share that holds its figure inside the ring. */
const LABELLED = 0.06;
const SHARE = { size: 12, weight: 600, numeric: true } as const;

export const donut = defineChart({
  name: "donut",
  title: { ko: "비중", en: "Shares" },
  description:
    "Shares of a whole as a ring of at most six parts, the rest folded, with a table of amounts and shares. Only where " +
    "shares are what is asked for; compare amounts with bars.",
  columns: {
    category: { required: true, means: "what each part is" },
    value: { required: false, means: "amount, not below zero; rows are counted without it" },
  },
  row: z.object({ category: Category, value: Amount.optional() }),

  facts(rows): Facts {
    const levels = severityLevels(new Set(rows.map((row) => row.category)));
    const known = rows.flatMap(({ category, value = 1 }) =>
      value === null ? [] : [{ category: levels?.get(category) ?? category, step: 0, value }],
    );
    const all = foldSeries(known, 1, Number.POSITIVE_INFINITY);
    const below = all.filter(({ total }) => total < 0);
    const positive = new Set(all.flatMap(({ name, total }) => (total > 0 ? [name] : [])));
    if (positive.size === 0) {
      throw new DrawError(
        "no_data",
        "There are no shares to draw, nothing is above zero: say so in a sentence instead.",
      );
    }
    const series = foldSeries(
      known.filter(({ category }) => positive.has(category)),
      1,
      NAMED_PARTS,
    );
    const parts = series.map((s): Part => ({ ...s, level: levels ? (s.name as SeverityLevel) : undefined }));
    if (levels) parts.sort((a, b) => bySeverity(a.level!, b.level!));
    const sum = (of: Series[]): number => of.reduce((total, s) => total + s.total, 0);
    return { parts, count: positive.size, total: sum(series), negative: { count: below.length, total: sum(below) } };
  },

  header(facts, look) {
    const { count, total, negative } = facts;
    const what = look.money ? { ko: "비용 비중", en: "Share of cost" } : { ko: "비중", en: "Share" };
    const left = look.format.amount(negative.total);
    return {
      title: look.say({ ko: `${look.dimension}별 ${what.ko}`, en: `${what.en} by ${look.dimension.toLowerCase()}` }),
      subtitle: look.say({ ko: `${count}개 항목`, en: count === 1 ? "1 item" : `${count} items` }),
      kpi: { value: look.format.amount(total), delta: givenChange(total, look) },
      remarks:
        negative.count > 0
          ? [
              look.say({
                ko: `0 미만 ${negative.count}개 제외 (${left})`,
                en: `Without ${negative.count} below zero (${left})`,
              }),
            ]
          : [],
    };
  },

  altText(facts, look) {
    const total = look.format.exact(facts.total);
    const listed = facts.parts.map((part) => {
      const share = look.format.percent(part.total / facts.total);
      return `${partName(part, look, look.readable)} ${look.format.exact(part.total)} (${share})`;
    });
    const whole = look.say({ ko: `합계 ${total}`, en: `Total ${total}` }) + spokenChange(facts.total, look);
    return `${whole}. ${listed.join(", ")}`;
  },

  spec: draw,
});

async function draw(facts: Facts, look: Look, plot: Plot): Promise<Drawing> {
  const { theme, format, measure } = look;
  const { parts, total } = facts;
  const rest = theme.palette.at(-1)!;
  const colors = parts.map((part, rank) =>
    part.level ? theme.severity[part.level] : part.name === undefined ? rest : theme.palette[rank]!,
  );
  const top = BODY.top + 22;
  const left = BODY.left + 22;
  const ranks = parts.map((_, rank) => rank);
  const plotted = await plot(
    {
      data: { values: parts.map((part, rank) => ({ rank, v: part.total })) },
      mark: {
        type: "arc",
        innerRadius: SIZE / 2 - RING,
        outerRadius: SIZE / 2,
        stroke: theme.background,
        strokeWidth: parts.length > 1 ? 2 : 0,
      },
      encoding: {
        theta: { field: "v", type: "quantitative", stack: true, scale: { domain: [0, total] } },
        color: { field: "rank", type: "ordinal", scale: { domain: ranks, range: colors }, legend: null },
        order: { field: "rank" },
      },
    },
    { width: SIZE, height: SIZE },
    theme,
  );
  const center = { x: left + SIZE / 2, y: top + SIZE / 2 };
  let svg = group(left, top, plotted.svg);
  let reached = 0;
  parts.forEach((part, rank) => {
    const share = part.total / total;
    const angle = 2 * Math.PI * (reached + share / 2) - Math.PI / 2;
    reached += share;
    const text = format.percent(share);
    const radius = SIZE / 2 - RING / 2;
    if (parts.length === 1 || share < LABELLED || measure.width(text, SHARE) > RING - 4) return;
    svg += textLine(center.x + Math.cos(angle) * radius, center.y + Math.sin(angle) * radius + 4.2, text, {
      ...SHARE,
      fill: inkOn(colors[rank]!),
      anchor: "middle",
    });
  });
  // "Others" is no answer to "what is it mostly?".
  const named = parts.filter(({ folded }) => folded === 0);
  const top1 = (named.length > 0 ? named : parts).reduce((most, part) => (part.total > most.total ? part : most));
  const room = SIZE - 2 * RING - 28;
  const name = { size: 13, fill: theme.inkSoft, anchor: "middle" } as const;
  const figure = { size: 28, weight: 700, fill: theme.ink, anchor: "middle", numeric: true } as const;
  svg +=
    textLine(center.x, center.y - 16, measure.fit(partName(top1, look, look.drawable), room, name), name) +
    textLine(center.x, center.y + 16, format.percent(top1.total / total), figure) +
    textLine(center.x, center.y + 36, measure.fit(format.amount(top1.total), room, name), name);
  const table = legendTable(
    parts.map((part, rank) => ({
      color: colors[rank]!,
      name: partName(part, look, look.drawable),
      sum: format.amount(part.total),
      share: format.percent(part.total / total),
      alert: false,
      ...(part.level ? { tag: severityName(part.level).charAt(0) } : {}),
    })),
    {
      name: look.dimension,
      sum: look.money ? look.say({ ko: "비용", en: "Cost" }) : look.say({ ko: "건수", en: "Count" }),
      share: look.say({ ko: "비중", en: "Share" }),
    },
    { right: BODY.right, top: center.y - (28 + 32 * parts.length) / 2 - 4 },
    look,
    { least: TABLE_WIDTH, most: TABLE_WIDTH },
  );
  return { body: svg + table.svg };
}

function partName(part: Part, look: Look, show: (text: string) => string): string {
  if (part.level) return severityName(part.level);
  if (part.name !== undefined) return show(part.name);
  return look.say({ ko: `기타 ${part.folded}개`, en: `${part.folded} others` });
}
