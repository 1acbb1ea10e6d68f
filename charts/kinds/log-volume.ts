import { z } from "zod";
import { BODY } from "../card.ts";
import { Amount, Time } from "../cells.ts";
import { type Drawing, defineChart } from "../define-chart.ts";
import { DrawError } from "../errors.ts";
import { createFormat } from "../format.ts";
import type { Look } from "../look.ts";
import { AXIS_TEXT } from "../parts/axis-text.ts";
import { givenWindow } from "../parts/given-window.ts";
import { legendRow } from "../parts/legend-row.ts";
import { stackedBars } from "../parts/stacked-bars.ts";
import { coveredTimes, grainName, stepName, timeLabels } from "../parts/time-labels.ts";
import type { Plot } from "../plot.ts";
import { element, textLine } from "../svg.ts";
import { valueAxis } from "../ticks.ts";
import { binEvents } from "../time/event-steps.ts";
import type { Steps } from "../time/steps.ts";

interface Facts {
  steps: Steps;
  errors: number[];
  others: number[];
  totals: { lines: number; errors: number };
  /** The step with the highest share of errors, of those that have any. */
  worst: { step: number; share: number; errors: number } | undefined;
}

const RATE_HEIGHT = 62;
const PANEL_GAP = 30;

export const logVolume = defineChart({
  name: "log_volume",
  title: { ko: "로그 양과 오류", en: "Log volume and errors" },
  description:
    "How many log lines over time and how many of them are errors, with the error rate below and its worst moment told. " +
    "For logs and requests that have a total and an error count.",
  columns: {
    x: { required: true, means: "ISO time" },
    value: { required: true, means: "how many lines or requests, errors included" },
    errors: { required: true, means: "how many of them are errors" },
  },
  row: z.object({ x: Time, value: Amount, errors: Amount }),

  facts(rows, look): Facts {
    const known = rows.filter((row) => row.value !== null || row.errors !== null);
    if (known.length === 0)
      throw new DrawError("no_data", "There are no log lines to draw: say so in a sentence instead.");
    const { steps, indexOf } = binEvents(
      known.map((row) => row.x),
      look.zone,
      givenWindow(look),
      { most: 96 },
    );
    const errors = steps.starts.map(() => 0);
    const others = steps.starts.map(() => 0);
    for (const { x, value, errors: wrong } of known) {
      const bad = Math.max(0, wrong ?? 0);
      errors[indexOf(x)]! += bad;
      others[indexOf(x)]! += Math.max(0, (value ?? 0) - bad);
    }
    const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
    const shares = errors.map((count, step) => ({
      step,
      errors: count,
      share: count === 0 ? 0 : count / (count + others[step]!),
    }));
    const worst = shares.reduce((most, each) => (each.share > most.share ? each : most));
    return {
      steps,
      errors,
      others,
      totals: { lines: sum(errors) + sum(others), errors: sum(errors) },
      worst: worst.errors > 0 ? worst : undefined,
    };
  },

  header(facts, look) {
    const { totals, steps } = facts;
    const share = totals.lines > 0 ? look.format.percent(totals.errors / totals.lines) : "";
    const errors = look.format.amount(totals.errors);
    return {
      title: look.say({ ko: "로그 양과 오류", en: "Log volume and errors" }),
      subtitle: coveredTimes(steps, look),
      kpi: {
        value: look.say({ ko: `${look.format.amount(totals.lines)}건`, en: look.format.amount(totals.lines) }),
        delta:
          totals.errors > 0
            ? {
                text: look.say({ ko: `오류 ${errors}건 (${share})`, en: `${errors} errors (${share})` }),
                tone: "alert",
                against: "",
              }
            : { text: look.say({ ko: "오류 없음", en: "no errors" }), tone: "good", against: "" },
      },
      remarks: [
        look.say({ ko: `막대 하나는 ${grainName(steps.grain, look)}`, en: `One bar: ${grainName(steps.grain, look)}` }),
      ],
    };
  },

  altText(facts, look) {
    const { totals, worst, steps } = facts;
    const share = totals.lines > 0 ? ` (${look.format.percent(totals.errors / totals.lines)})` : "";
    const [lines, errors] = [look.format.exact(totals.lines), look.format.exact(totals.errors)];
    const sentences = [
      look.say({ ko: `로그 ${lines}건, 오류 ${errors}건${share}`, en: `${lines} lines, ${errors} errors${share}` }),
    ];
    if (worst) {
      const when = `${stepName(steps, worst.step, look)}, ${look.format.percent(worst.share)}`;
      const count = look.format.exact(worst.errors);
      sentences.push(
        look.say({
          ko: `오류율이 가장 높은 때: ${when} (${count}건)`,
          en: `Highest error rate: ${when} (${count} errors)`,
        }),
      );
    }
    return sentences.join(". ");
  },

  spec: draw,
});

async function draw(facts: Facts, look: Look, plot: Plot): Promise<Drawing> {
  const { theme, format } = look;
  const { steps, errors, others, totals } = facts;
  const wrong = theme.severity.critical;
  const legend = legendRow(
    [
      { color: wrong, name: look.say({ ko: "오류", en: "Errors" }), figure: format.amount(totals.errors) },
      {
        color: theme.ordinary,
        name: look.say({ ko: "그 외", en: "Others" }),
        figure: format.amount(totals.lines - totals.errors),
      },
    ],
    { left: BODY.left, top: BODY.top, width: BODY.right - BODY.left },
    look,
  );
  const panel = totals.errors > 0 ? RATE_HEIGHT + PANEL_GAP : 0;
  const series = [
    { name: "errors", folded: 0, total: totals.errors, values: errors },
    { name: "others", folded: 0, total: totals.lines - totals.errors, values: others },
  ];
  const bars = await stackedBars(
    {
      series,
      colors: [wrong, theme.ordinary],
      labels: (stepWidth) => timeLabels(steps, stepWidth, look),
      box: { ...BODY, top: BODY.top + legend.height + 8, bottom: BODY.bottom - panel },
      headroom: 8,
      ticks: panel > 0 ? 4 : 5,
      labelRoom: panel > 0 ? look.measure.width("0.0%", AXIS_TEXT) : 0,
    },
    look,
    plot,
  );
  return { body: legend.svg + bars.svg + (panel > 0 ? ratePanel(facts, bars, look) : "") };
}

/** Share of errors per step on the same axis of time; a step without lines is a gap. */
function ratePanel(
  { errors, others, worst, steps }: Facts,
  bars: { x(step: number): number; left: number; stepWidth: number; barWidth: number },
  look: Look,
): string {
  const { theme, measure } = look;
  const bottom = BODY.bottom - 2;
  const top = bottom - RATE_HEIGHT + 16;
  const percent = createFormat("percent", look.language);
  const axis = valueAxis(0, Math.max(worst!.share * 100, 0.01), { headroom: 0.04, wholeNumbers: false, count: 2 });
  const y = (share: number): number => bottom - ((share * 100) / axis.high) * (bottom - top);
  const tick = axis.ticks.at(-1)!;
  const quiet = { size: 12, numeric: true, fill: theme.inkSoft } as const;
  const head = { size: 12, weight: 600, fill: theme.inkSoft } as const;
  let svg = "";
  for (const value of axis.ticks) {
    const color = value === 0 ? theme.axis : theme.grid;
    svg += element("rect", {
      x: bars.left,
      y: Math.round(y(value / 100)) - 0.5,
      width: BODY.right - bars.left,
      height: 1,
      fill: color,
    });
  }
  errors.forEach((count, step) => {
    if (count === 0) return;
    const from = y(count / (count + others[step]!));
    svg += element("rect", {
      x: bars.x(step) - bars.barWidth / 2,
      y: from,
      width: bars.barWidth,
      height: bottom - from,
      fill: theme.severity.critical,
    });
  });
  svg += textLine(bars.left - 8, y(tick / 100) + 4, percent.tick(tick), { ...quiet, anchor: "end" });
  if (tick !== 0) svg += textLine(bars.left - 8, bottom + 4, percent.tick(0), { ...quiet, anchor: "end" });
  const title = look.say({ ko: "오류율", en: "Error rate" });
  svg += textLine(bars.left, top - 10, title, { ...head, halo: theme.background });
  const text = `${stepName(steps, worst!.step, look)} · ${percent.amount(worst!.share * 100)}`;
  const strong = { size: 12, weight: 700, numeric: true, fill: theme.alert, halo: theme.background } as const;
  const half = measure.width(text, strong) / 2;
  const least = bars.left + measure.width(title, head) + 12 + half;
  const x = Math.min(Math.max(bars.x(worst!.step), least), BODY.right - half);
  return svg + textLine(x, top - 10 + (y(worst!.share) > top + 14 ? 8 : 0), text, { ...strong, anchor: "middle" });
}
