import { z } from "zod";
import { BODY } from "../card.ts";
import { Amount, Category } from "../cells.ts";
import { type Drawing, defineChart } from "../define-chart.ts";
import { DrawError } from "../errors.ts";
import { createFormat } from "../format.ts";
import type { Look } from "../look.ts";
import { AXIS_TEXT, labelLookup, X_LABELS, Y_GAP } from "../parts/axis-text.ts";
import { binnedSpec, type Spot } from "../parts/binned-spots.ts";
import { legendRow } from "../parts/legend-row.ts";
import type { Plot } from "../plot.ts";
import { median } from "../series.ts";
import { element, group, textLine } from "../svg.ts";
import { valueAxis } from "../ticks.ts";

interface Facts {
  spots: Spot[];
  /** Largest first; empty where no category was named. Undefined for the folded rest. */
  names: { name: string | undefined; count: number; folded: number }[];
  middle: { x: number; y: number };
  /** Pearson's r; undefined where one of the two does not vary. */
  correlation: number | undefined;
  binned: boolean;
}

const MOST_SPOTS = 2_000;
const NAMED = 5;
/** Fewer have no middle and no correlation. */
const LEAST_SPOTS = 3;
const AXIS_NAME = { size: 12, weight: 600 } as const;

export const scatter = defineChart({
  name: "scatter",
  title: { ko: "산점도", en: "Scatter" },
  description:
    "Two figures of each row against each other as points, with their correlation; above 2,000 points they are counted in " +
    "cells. For how one figure goes with another, and for outliers.",
  columns: {
    x: { required: true, means: "the figure to the right" },
    value: { required: true, means: "the figure upwards" },
    category: { required: false, means: "colour of a point" },
  },
  row: z.object({ x: Amount, value: Amount, category: Category.optional() }),

  facts(rows): Facts {
    const known = rows.flatMap(({ x, value, category }) =>
      x === null || value === null ? [] : [{ x, y: value, category }],
    );
    if (known.length === 0)
      throw new DrawError("no_data", "There are no points to draw: say so in a sentence instead.");
    const counts = new Map<string, number>();
    for (const { category } of known) if (category !== undefined) counts.set(category, (counts.get(category) ?? 0) + 1);
    const ranked = [...counts].sort(([, a], [, b]) => b - a);
    const kept = ranked.length <= NAMED + 1 ? ranked : ranked.slice(0, NAMED);
    const small = ranked.slice(kept.length);
    const rank = new Map(kept.map(([name], i) => [name, i]));
    const names: Facts["names"] = kept.map(([name, count]) => ({ name, count, folded: 0 }));
    if (small.length > 0) {
      names.push({ name: undefined, count: small.reduce((sum, [, count]) => sum + count, 0), folded: small.length });
    }
    const spots = known.map(({ x, y, category }) => ({ x, y, rank: rank.get(category ?? "") ?? kept.length }));
    return {
      spots,
      names,
      middle: { x: median(spots.map(({ x }) => x)), y: median(spots.map(({ y }) => y)) },
      correlation: pearson(spots),
      binned: spots.length > MOST_SPOTS,
    };
  },

  header(facts, look) {
    const { x, value } = axisNames(look);
    const count = createFormat("count", look.language).amount(facts.spots.length);
    const r = correlationText(facts, look);
    return {
      title: look.say({ ko: `${x}별 ${value}`, en: `${value} by ${x}` }),
      subtitle: facts.binned
        ? look.say({ ko: "칸이 진할수록 점이 많음", en: "The darker a cell, the more points" })
        : look.say({ ko: "점 하나가 행 하나", en: "One point per row" }),
      kpi: {
        value: look.say({ ko: `${count}개`, en: count }),
        delta:
          r === "" ? undefined : { text: r, tone: "quiet", against: look.say({ ko: "상관계수", en: "correlation" }) },
      },
      remarks: [],
    };
  },

  altText(facts, look) {
    const { x, value } = axisNames(look);
    const format = createFormat("number", look.language);
    const r = correlationText(facts, look);
    const count = createFormat("count", look.language).exact(facts.spots.length);
    const listed = facts.names.map((each) => `${spotName(each, look, look.readable)} ${each.count}`);
    return [
      look.say({ ko: `점 ${count}개`, en: `${count} points` }),
      look.say({
        ko: `중앙값: ${x} ${format.amount(facts.middle.x)}, ${value} ${look.format.exact(facts.middle.y)}`,
        en: `Medians: ${x} ${format.amount(facts.middle.x)}, ${value} ${look.format.exact(facts.middle.y)}`,
      }),
      ...(r === "" ? [] : [look.say({ ko: `상관계수 ${r}`, en: `Correlation ${r}` })]),
      ...(listed.length > 0 ? [listed.join(", ")] : []),
    ].join(". ");
  },

  spec: draw,
});

async function draw(facts: Facts, look: Look, plot: Plot): Promise<Drawing> {
  const { theme, measure } = look;
  const { spots, names, binned } = facts;
  const titles = axisNames(look);
  const colors = names.map(({ name }, rank) => (name === undefined ? theme.lines.at(-1)! : theme.lines[rank]!));
  const legend = legendRow(
    binned || names.length === 0
      ? []
      : names.map((each, rank) => ({
          color: colors[rank]!,
          name: spotName(each, look, look.drawable),
          figure: createFormat("count", look.language).amount(each.count),
        })),
    { left: BODY.left, top: BODY.top, width: BODY.right - BODY.left },
    look,
  );
  const top = BODY.top + legend.height + (legend.height > 0 ? 30 : 22);
  const bottom = BODY.bottom - X_LABELS - 16;
  const numbers = createFormat("number", look.language);
  const ends = (of: (spot: Spot) => number): [number, number] => {
    let [low, high] = [0, 0];
    for (const spot of spots) [low, high] = [Math.min(low, of(spot)), Math.max(high, of(spot))];
    return [low, high];
  };
  const xAxis = valueAxis(...ends(({ x }) => x), { headroom: 0.03, wholeNumbers: false, count: 7 });
  const yAxis = valueAxis(...ends(({ y }) => y), { headroom: 0.04, wholeNumbers: look.countsOnly });
  const yLabels = new Map(yAxis.ticks.map((tick) => [tick, look.format.tick(tick)]));
  const xLabels = new Map(xAxis.ticks.map((tick) => [tick, numbers.tick(tick)]));
  const left = BODY.left + Math.max(...[...yLabels.values()].map((text) => measure.width(text, AXIS_TEXT))) + Y_GAP;
  const frame = { width: BODY.right - left, height: bottom - top };
  const axisOf = (field: string, axis: typeof xAxis, labels: Map<number, string>): object => ({
    field,
    type: "quantitative",
    scale: { domain: [axis.low, axis.high], nice: false, zero: false },
    axis: { values: axis.ticks, labelExpr: labelLookup(labels), grid: true },
  });
  const plotted = await plot(
    binned
      ? binnedSpec(spots, xAxis, yAxis, { x: axisOf("x", xAxis, xLabels), y: axisOf("y", yAxis, yLabels) }, look)
      : {
          data: { values: spots },
          mark: { type: "circle", size: spots.length > 400 ? 22 : 42, opacity: spots.length > 400 ? 0.55 : 0.75 },
          encoding: {
            x: axisOf("x", xAxis, xLabels),
            y: axisOf("y", yAxis, yLabels),
            color:
              names.length === 0
                ? { value: theme.lines[0] }
                : {
                    field: "rank",
                    type: "ordinal",
                    scale: { domain: colors.map((_, i) => i), range: colors },
                    legend: null,
                  },
          },
        },
    frame,
    theme,
  );
  const middle = { x: left + plotted.at("x", facts.middle.x), y: top + plotted.at("y", facts.middle.y) };
  const dash = { stroke: theme.inkQuiet, "stroke-width": 1, "stroke-dasharray": "3 3", fill: "none" };
  const medianText = { size: 11, fill: theme.inkSoft, halo: theme.background } as const;
  const median = look.say({ ko: "중앙값", en: "median" });
  const name = { ...AXIS_NAME, fill: theme.inkSoft };
  return {
    body:
      legend.svg +
      group(left, top, plotted.svg) +
      (spots.length < LEAST_SPOTS
        ? ""
        : element("path", {
            d: `M${middle.x.toFixed(2)},${top}V${bottom}M${left.toFixed(2)},${middle.y.toFixed(2)}H${BODY.right}`,
            ...dash,
          }) +
          textLine(
            Math.min(middle.x + 4, BODY.right - measure.width(median, medianText)),
            top + 10,
            median,
            medianText,
          )) +
      textLine(BODY.left, top - 9, measure.fit(titles.value, frame.width, name), name) +
      textLine(BODY.right, BODY.bottom - 1, measure.fit(titles.x, frame.width, name), { ...name, anchor: "end" }),
  };
}

function pearson(spots: Spot[]): number | undefined {
  const mean = (of: (spot: Spot) => number): number => spots.reduce((sum, spot) => sum + of(spot), 0) / spots.length;
  const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const { x, y } of spots) {
    xy += (x - mx) * (y - my);
    xx += (x - mx) ** 2;
    yy += (y - my) ** 2;
  }
  const r = xy / Math.sqrt(xx * yy);
  return spots.length >= LEAST_SPOTS && Number.isFinite(r) ? Math.min(1, Math.max(-1, r)) : undefined;
}

function correlationText({ correlation }: Facts, look: Look): string {
  if (correlation === undefined) return "";
  return `r = ${createFormat("number", look.language).amount(Math.round(correlation * 100) / 100)}`;
}

function axisNames(look: Look): { x: string; value: string } {
  const { x, value } = look.given.names ?? {};
  return { x: x ? look.drawable(x) : "x", value: value ? look.drawable(value) : "y" };
}

function spotName(each: Facts["names"][number], look: Look, show: (text: string) => string): string {
  if (each.name !== undefined) return show(each.name);
  return look.say({ ko: `기타 ${each.folded}개`, en: `${each.folded} others` });
}
