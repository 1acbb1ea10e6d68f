import { z } from "zod";
import { BODY } from "../card.ts";
import { Amount, Category, Day, parseDay } from "../cells.ts";
import { type Drawing, defineChart } from "../define-chart.ts";
import { DrawError } from "../errors.ts";
import type { Look } from "../look.ts";
import type { Box } from "../parts/box.ts";
import { givenChange, spokenChange } from "../parts/change.ts";
import { givenDays } from "../parts/given-window.ts";
import { legendRow } from "../parts/legend-row.ts";
import { legendTable } from "../parts/legend-table.ts";
import { PEAK_HEIGHT, peakLabel } from "../parts/peak-label.ts";
import { hatch, stackedBars } from "../parts/stacked-bars.ts";
import { coveredPeriod, grainName, stepName, timeLabels } from "../parts/time-labels.ts";
import type { Plot } from "../plot.ts";
import { foldSeries, isSpike, median, type Series, stepTotals, uniquePeak } from "../series.ts";
import { daySteps, type Steps, stepEnd } from "../time/steps.ts";
import { shortDay } from "../time/write-date.ts";

interface Facts {
  steps: Steps;
  /** Whether the rows named a category at all. */
  named: boolean;
  /** Largest first; drawn from the bottom up. */
  series: Series[];
  total: number;
  /** Sum of the positive categories: what shares are of. */
  gross: number;
  peak: { step: number; total: number; spike: { series: number; increase: number } | undefined } | undefined;
  provisional: number[];
  provisionalFrom: number | undefined;
}

/** Cost days are AWS's UTC billing days: dates are taken as written, whatever the asker's zone. */
export const costPerDay = defineChart({
  name: "cost_per_day",
  title: { ko: "기간별 비용", en: "Cost over time" },
  description:
    "Money over days, weeks or months (the rhythm is found in the rows), stacked by a category such as service. " +
    "Shows the total, a table of sums and shares, the highest bar and which figures are provisional.",
  columns: {
    x: { required: true, means: "ISO day, first of month, or timestamp" },
    value: { required: true, means: "money" },
    category: { required: false, means: "what to stack by: service, account, region" },
  },
  row: z.object({ x: Day, value: Amount, category: Category.optional() }),

  facts(rows, look): Facts {
    const known = rows.filter((row) => row.value !== null);
    if (known.length === 0) throw new DrawError("no_data", "There is no cost to draw: say so in a sentence instead.");
    const steps = daySteps(
      known.map((row) => row.x),
      givenDays(look),
    );
    const series = foldSeries(
      known.map((row) => ({ category: row.category ?? "", step: steps.indexOf(row.x), value: row.value! })),
      steps.starts.length,
    );
    const totals = stepTotals(series);
    const provisionalFrom = parseDay(look.given.provisionalFrom ?? "");
    return {
      steps,
      named: known.some((row) => row.category !== undefined),
      series,
      total: totals.reduce((sum, value) => sum + value, 0),
      gross: series.reduce((sum, { total }) => sum + Math.max(0, total), 0),
      peak: findPeak(series, totals),
      provisionalFrom,
      provisional: steps.starts.flatMap((start, step) =>
        provisionalFrom !== undefined && stepEnd(start, steps.grain) > provisionalFrom ? [step] : [],
      ),
    };
  },

  header(facts, look) {
    const { steps, total } = facts;
    const remarks: string[] = [];
    if (facts.provisional.length > 0) {
      const from = shortDay(Math.max(facts.provisionalFrom!, steps.starts[0]!), look.language);
      remarks.push(look.say({ ko: `빗금: ${from}부터 잠정치`, en: `Hatched: provisional from ${from}` }));
    }
    if (steps.coarser) {
      const each = grainName(steps.grain, look);
      remarks.push(look.say({ ko: `막대 하나는 ${each}`, en: `One bar: ${each}` }));
    }
    return {
      title: look.say(GRAIN_TITLE[steps.grain.name as keyof typeof GRAIN_TITLE]),
      subtitle: coveredPeriod(steps, look),
      kpi: { value: look.format.amount(total), delta: givenChange(total, look) },
      remarks,
    };
  },

  altText(facts, look) {
    const { format } = look;
    const total = format.exact(facts.total);
    const sentences = [look.say({ ko: `합계 ${total}`, en: `Total ${total}` }) + spokenChange(facts.total, look)];
    if (facts.named) {
      sentences.push(facts.series.map((s) => shareText(s, facts, look)).join(", "));
    }
    if (facts.peak) {
      const { step, total, spike } = facts.peak;
      const reason = spike
        ? ` (${seriesName(facts.series[spike.series]!, look, look.readable)} ${format.signed(spike.increase)})`
        : "";
      const when = stepName(facts.steps, step, look);
      sentences.push(
        look.say({
          ko: `가장 높은 막대: ${when} ${format.exact(total)}`,
          en: `Highest: ${when} ${format.exact(total)}`,
        }) + reason,
      );
    }
    return sentences.join(". ");
  },

  spec: draw,
});

const GRAIN_TITLE = {
  day: { ko: "일별 비용", en: "Daily cost" },
  week: { ko: "주별 비용", en: "Weekly cost" },
  month: { ko: "월별 비용", en: "Monthly cost" },
  quarter: { ko: "분기별 비용", en: "Quarterly cost" },
  year: { ko: "연도별 비용", en: "Yearly cost" },
};

async function draw(facts: Facts, look: Look, plot: Plot): Promise<Drawing> {
  const { series, steps, peak } = facts;
  const colors = series.map((_, rank) => look.theme.palette[rank]!);
  const box: Box = { ...BODY };
  let legend = "";
  if (series.length > 1) {
    const table = legendTable(
      series.map((s, rank) => ({
        color: colors[rank]!,
        name: seriesName(s, look, look.drawable),
        sum: look.format.amount(s.total),
        share: share(s, facts, look),
        alert: peak?.spike?.series === rank,
      })),
      { name: look.dimension, sum: sumHead(steps, look), share: look.say({ ko: "비중", en: "Share" }) },
      { right: BODY.right, top: BODY.top },
      look,
    );
    legend = table.svg;
    box.right = table.left - 26;
  } else if (facts.named) {
    const name = seriesName(series[0]!, look, look.drawable);
    const row = legendRow(
      [{ color: colors[0]!, name, figure: "" }],
      { left: box.left, top: box.top, width: 700 },
      look,
    );
    legend = row.svg;
    box.top += row.height;
  }
  const reason = peak?.spike
    ? `${seriesName(series[peak.spike.series]!, look, look.drawable)} ${look.format.signed(peak.spike.increase)}`
    : "";
  const bars = await stackedBars(
    {
      series,
      colors,
      labels: (stepWidth) => timeLabels(steps, stepWidth, look),
      box,
      headroom: peak ? (reason === "" ? PEAK_HEIGHT.oneLine : PEAK_HEIGHT.twoLines) : 8,
    },
    look,
    plot,
  );
  const label = peak
    ? peakLabel(
        { value: look.format.amount(peak.total), reason, alert: peak.spike !== undefined },
        { x: bars.x(peak.step), y: bars.y(stackTop(series, peak.step)) },
        { left: bars.left, right: box.right },
        look,
      )
    : "";
  return { body: legend + bars.svg + hatch(facts.provisional, bars, series, look) + label };
}

function findPeak(series: Series[], totals: number[]): Facts["peak"] {
  const step = uniquePeak(totals);
  if (step === undefined) return undefined;
  const increases = series.map(({ values }) => values[step]! - median(values.filter((_, i) => i !== step)));
  const most = increases.indexOf(Math.max(...increases));
  const spike = isSpike(totals, step) ? { series: most, increase: increases[most]! } : undefined;
  return { step, total: totals[step]!, spike: series.length > 1 || spike === undefined ? spike : undefined };
}

function stackTop(series: readonly Series[], step: number): number {
  return series.reduce((sum, { values }) => sum + Math.max(0, values[step]!), 0);
}

function seriesName(series: Series, look: Look, show: (text: string) => string): string {
  if (series.name !== undefined) return show(series.name);
  return look.say({ ko: `기타 ${series.folded}개`, en: `${series.folded} others` });
}

/** A credit has no share: shares are of what was charged. */
function share(series: Series, facts: Facts, look: Look): string {
  return series.total > 0 && facts.gross > 0 ? look.format.percent(series.total / facts.gross) : "–";
}

function shareText(series: Series, facts: Facts, look: Look): string {
  const part = share(series, facts, look);
  const name = seriesName(series, look, look.readable);
  return `${name} ${look.format.exact(series.total)}${part === "–" ? "" : ` (${part})`}`;
}

function sumHead({ starts, grain }: Steps, look: Look): string {
  const n = starts.length;
  const ko = { day: "일", week: "주", month: "개월", quarter: "개 분기", year: "년" };
  const name = grain.name as keyof typeof ko;
  return look.say({ ko: `${n}${ko[name]} 합계`, en: `${n}-${name} total` });
}
