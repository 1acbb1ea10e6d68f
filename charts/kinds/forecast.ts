import { z } from "zod";
import { BODY } from "../card.ts";
import { Amount, Day } from "../cells.ts";
import { type Drawing, defineChart } from "../define-chart.ts";
import { DrawError } from "../errors.ts";
import { expectation, type Reached } from "../expectation.ts";
import { END_LABEL, endOf, endPoint, type ForecastFacts, todayPoint } from "../forecast-points.ts";
import type { Look } from "../look.ts";
import type { Box } from "../parts/box.ts";
import { legendRow } from "../parts/legend-row.ts";
import { drawLimit } from "../parts/overlay.ts";
import { timeFrame } from "../parts/time-frame.ts";
import type { Plot } from "../plot.ts";
import { valueAxis } from "../ticks.ts";
import { DAY_MS, dayRange, longDay, monthName } from "../time/write-date.ts";
import { zoneOf } from "../time/zone.ts";

const BILLING = zoneOf("UTC");

export const forecast = defineChart({
  name: "forecast",
  title: { ko: "비용 예측", en: "Cost forecast" },
  description:
    "Money so far and what is expected, with the interval around it and a budget line. Rows with low and high are the " +
    "forecast, the others are actual. Days of one month are summed up.",
  columns: {
    x: { required: true, means: "ISO day or first of month" },
    value: { required: true, means: "money: actual, or the forecast's mean" },
    low: { required: true, means: "lower end of the forecast; empty for actual rows" },
    high: { required: true, means: "upper end" },
    previous: { required: false, means: "the same day of the period before, as a pale line" },
  },
  overlay: ["line"],
  row: z.object({ x: Day, value: Amount, low: Amount, high: Amount, previous: Amount.optional() }),

  facts(rows, look): ForecastFacts {
    const facts: ForecastFacts = { ...expectation(rows), budget: look.overlay.line };
    if (facts.actual.length + facts.expected.length === 0) {
      throw new DrawError("no_data", "There is nothing to forecast from: say so in a sentence instead.");
    }
    return facts;
  },

  header(facts, look) {
    const end = endOf(facts);
    const month = monthName(facts.first, look.language);
    return {
      title: facts.summed
        ? look.say({ ko: `${month} 누적 비용과 월말 예측`, en: `${month}: cost so far and forecast` })
        : look.say({ ko: "비용과 예측", en: "Cost and forecast" }),
      subtitle: dayRange(facts.first, facts.last, look.language),
      kpi: { value: look.format.amount(end.value), delta: budgetDelta(facts, look) },
      remarks: [],
    };
  },

  altText(facts, look) {
    const { actual, expected, budget, previous } = facts;
    const { format } = look;
    const today = actual.at(-1);
    const end = expected.at(-1);
    const delta = budgetDelta(facts, look);
    const sentences: string[] = [];
    if (today) {
      const when = longDay(today.day, look.language);
      const so = format.exact(today.value);
      sentences.push(look.say({ ko: `${when}까지 ${so}`, en: `${so} by ${when}` }));
    }
    if (end) {
      const when = longDay(end.day, look.language);
      const range = `${format.exact(end.low)} – ${format.exact(end.high)}`;
      sentences.push(
        look.say({
          ko: `${when} 예측 ${format.exact(end.value)} (구간 ${range})`,
          en: `Forecast for ${when}: ${format.exact(end.value)} (interval ${range})`,
        }),
      );
    }
    if (budget !== undefined) sentences.push(`${budgetText(facts, look)}: ${delta?.text ?? ""}`);
    const before = previous.at(-1);
    if (before) {
      sentences.push(
        look.say({ ko: `이전 기간 ${format.exact(before.value)}`, en: `Period before: ${format.exact(before.value)}` }),
      );
    }
    return sentences.join(". ");
  },

  spec: draw,
});

async function draw(facts: ForecastFacts, look: Look, plot: Plot): Promise<Drawing> {
  const { actual, expected, previous, budget } = facts;
  const { theme, format } = look;
  const blue = theme.lines[0]!;
  const end = expected.at(-1);
  const today = actual.at(-1);
  const legend = legendRow(
    [
      ...(today
        ? [
            {
              color: blue,
              shape: "line" as const,
              name: facts.summed ? look.say({ ko: "실제 누적", en: "Actual" }) : look.say({ ko: "실제", en: "Actual" }),
              figure: format.amount(today.value),
            },
          ]
        : []),
      ...(end
        ? [
            {
              color: blue,
              shape: "dashes" as const,
              name: look.say({ ko: "예측", en: "Forecast" }),
              figure: format.amount(end.value),
            },
            {
              color: blue,
              shape: "band" as const,
              name: look.say({ ko: "예측 구간", en: "Interval" }),
              figure: `${format.amount(end.low)} – ${format.amount(end.high)}`,
            },
          ]
        : []),
      ...(previous.length > 0
        ? [
            {
              color: theme.previous,
              shape: "line" as const,
              name: look.say({ ko: "이전 기간", en: "Period before" }),
              figure: format.amount(previous.at(-1)!.value),
            },
          ]
        : []),
    ],
    { left: BODY.left, top: BODY.top, width: BODY.right - BODY.left },
    look,
  );
  const endText = format.amount(endOf(facts).value);
  const box: Box = {
    ...BODY,
    top: BODY.top + legend.height + 10,
    right: BODY.right - look.measure.width(endText, END_LABEL) - 16,
  };
  const figures = [...actual, ...previous].map(({ value }) => value);
  const highest = Math.max(...figures, ...expected.map(({ high }) => high), budget?.value ?? 0);
  const axis = valueAxis(Math.min(...figures, ...expected.map(({ low }) => low), budget?.value ?? 0), highest, {
    headroom: 0.08,
    wholeNumbers: false,
  });
  const day = ({ day, value }: Reached): { t: number; v: number } => ({ t: day - facts.first, v: value });
  const frame = await timeFrame(
    {
      box,
      span: { from: facts.first, to: Math.max(facts.last, facts.first + DAY_MS), wholeDays: true },
      zone: BILLING,
      axis,
      layers: ({ x, y, scaleY }) => [
        {
          data: { values: expected.map((point) => ({ t: point.day - facts.first, v: point.low, high: point.high })) },
          mark: { type: "area", fill: blue, fillOpacity: 0.16 },
          encoding: { x, y: { ...y, stack: null }, y2: { field: "high", scale: scaleY } },
        },
        ...[
          { points: previous, stroke: theme.previous, strokeWidth: 2 },
          { points: actual, stroke: blue, strokeWidth: 3 },
          { points: expected, stroke: blue, strokeWidth: 3, strokeDash: [6, 5] },
        ]
          .filter(({ points }) => points.length > 0)
          .map(({ points, ...stroke }) => ({
            data: { values: points.map(day) },
            mark: { type: "line", strokeJoin: "round", strokeCap: "butt", ...stroke },
            encoding: { x, y },
          })),
      ],
    },
    look,
    plot,
  );
  const ending = endPoint(facts, endText, frame, look);
  const now = todayPoint(facts, frame, ending.taken, look);
  return {
    body:
      legend.svg +
      frame.svg +
      (budget === undefined
        ? ""
        : drawLimit(budget.value, budgetText(facts, look), frame, [now.taken, ending.taken], look)) +
      now.svg +
      ending.svg,
  };
}

function budgetText({ budget }: ForecastFacts, look: Look): string {
  if (!budget) return "";
  const name = budget.label === "" ? look.say({ ko: "예산", en: "Budget" }) : look.drawable(budget.label);
  return `${name} ${look.format.amount(budget.value)}`;
}

/** Against the budget where there is one; else what the figure is. */
function budgetDelta(
  facts: ForecastFacts,
  look: Look,
): { text: string; tone: "alert" | "good" | "quiet"; against: string } {
  const { format } = look;
  const isForecast = facts.expected.length > 0;
  const against = isForecast
    ? facts.summed
      ? look.say({ ko: "월말 예측", en: "end of month" })
      : look.say({ ko: "예측", en: "forecast" })
    : look.say({ ko: "실제", en: "actual" });
  if (facts.budget === undefined) return { text: "", tone: "quiet", against };
  const over = endOf(facts).value - facts.budget.value;
  const share = facts.budget.value > 0 ? ` (${over > 0 ? "+" : ""}${format.percent(over / facts.budget.value)})` : "";
  const amount = format.amount(Math.abs(over));
  return over > 0
    ? {
        text: look.say({ ko: `예산 초과 ${amount}${share}`, en: `${amount} over budget${share}` }),
        tone: "alert",
        against,
      }
    : {
        text: look.say({ ko: `예산 여유 ${amount}${share}`, en: `${amount} under budget${share}` }),
        tone: "good",
        against,
      };
}
