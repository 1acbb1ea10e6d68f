import type { GetCostForecastCommandInput, GetUsageForecastCommandInput } from "@aws-sdk/client-cost-explorer";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import { DAY, utcDays, utcMidnight, utcMonth } from "../../world/calendar.ts";
import { billed } from "./billed.ts";
import { invalid } from "./dimensions.ts";
import { predicateOf } from "./filter.ts";
import { metricOf } from "./metrics.ts";
import { intervalOf, writePeriod } from "./periods.ts";

const metrics: Record<string, string> = {
  UNBLENDED_COST: "UnblendedCost",
  BLENDED_COST: "BlendedCost",
  AMORTIZED_COST: "AmortizedCost",
  NET_UNBLENDED_COST: "NetUnblendedCost",
  NET_AMORTIZED_COST: "NetAmortizedCost",
  USAGE_QUANTITY: "UsageQuantity",
};

/** How many finished days the mean is of. */
const LOOK_BACK = 14;
/** Half the width of the interval at 80 %, as a share of the mean. */
const HALF_WIDTH = 0.08;
/** Booked once a month: no forecast of them is made. */
const MONTHLY = ["Tax", "Credit", "Refund"];

/**
 * The mean of the last 14 finished days for each future day, tax, credits and refunds left out. The interval is ±8 %
 * at 80 % and wider or narrower as that of a normal distribution is.
 */
export function forecast(input: GetCostForecastCommandInput | GetUsageForecastCommandInput, call: Call) {
  const { from, to } = intervalOf(input.TimePeriod);
  const today = utcMidnight(call.now);
  if (from < today) throw invalid("Start date (and hour) should be equal to or later than the current date");
  if (to > utcMonth(today, 12) + 31 * DAY) throw invalid("End date should be within 12 months from now");
  const name = metrics[input.Metric as string];
  if (!name) throw invalid(`Metric ${input.Metric} is invalid. Valid values are ${Object.keys(metrics).join(", ")}`);
  const level = input.PredictionIntervalLevel ?? 80;
  if (level < 51 || level > 99) throw invalid("Prediction interval level should be between 51 and 99");
  const read = metricOf(name);
  const keep = predicateOf(input.Filter, call.account.id);
  const recent = billed(call, { from: today - LOOK_BACK * DAY, to: today }).filter(
    (row) => keep(row) && !MONTHLY.includes(row.recordType),
  );
  if (recent.length === 0) throw new AwsError("DataUnavailableException", "Insufficient amount of historical data");
  const daily = recent.reduce((sum, row) => sum + read(row), 0) / LOOK_BACK;
  const half = HALF_WIDTH * (normalQuantile(0.5 + level / 200) / normalQuantile(0.9));
  const results = spansOf(from, to, input.Granularity).map((span) => {
    const mean = (daily * (span.to - span.from)) / DAY;
    return {
      TimePeriod: writePeriod(span),
      MeanValue: mean.toFixed(6),
      PredictionIntervalLowerBound: (mean * (1 - half)).toFixed(6),
      PredictionIntervalUpperBound: (mean * (1 + half)).toFixed(6),
    };
  });
  const total = (daily * (to - from)) / DAY;
  const unit = name === "UsageQuantity" ? "N/A" : "USD";
  return { Total: { Amount: total.toFixed(6), Unit: unit }, ForecastResultsByTime: results };
}

function spansOf(from: number, to: number, granularity: string | undefined): { from: number; to: number }[] {
  if (granularity === "DAILY") return utcDays(from, to).map((day) => ({ from: day, to: day + DAY }));
  if (granularity !== "MONTHLY") throw invalid(`Granularity ${granularity} is invalid: DAILY or MONTHLY.`);
  const spans: { from: number; to: number }[] = [];
  for (let start = from; start < to; ) {
    const end = Math.min(utcMonth(start, 1), to);
    spans.push({ from: start, to: end });
    start = end;
  }
  return spans;
}

/** Quantile of the normal distribution for p in (0.5, 1): Abramowitz and Stegun 26.2.23, exact to 4.5e-4. */
function normalQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - p));
  return (
    t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t)
  );
}
