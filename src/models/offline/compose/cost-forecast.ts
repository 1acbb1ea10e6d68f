import { money } from "../format/figures.ts";
import { table } from "../format/markdown.ts";
import type { Result } from "../format/result.ts";
import type { Working } from "../plan/working.ts";
import { named, paragraphs, pictureTrouble, sentences } from "./common.ts";
import { billOf, costBasis, numberParam } from "./cost-notes.ts";

/** What was spent, what AWS expects of the rest with its interval, and both together. */
export function forecastText(working: Working, result: Result, spent: Result | null): string {
  const { words, reader } = working;
  const { spending } = words;
  const { forecast = 0, low = 0, high = 0, total, total_low: totalLow, total_high: totalHigh } = result.info.totals;
  const level = numberParam(result.info, "forecast_interval", "percent");
  const bill = spent && billOf(spent.info);
  const interval = [money(forecast), money(low), money(high)] as const;
  const basis = sentences(spending.forecastBasis, costBasis(working, spent?.info ?? result.info));
  if (!spent || !bill)
    return paragraphs(spending.forecastOnly(named(words, result.info, reader), ...interval, level), basis);
  const rows = [
    [spending.forecastRows.spent, bill.gross, "", ""],
    ...(bill.net ? [[spending.forecastRows.net, bill.net, "", ""]] : []),
    [spending.forecastRows.rest, ...interval],
    ...(total === undefined
      ? []
      : [[`**${spending.forecastRows.total}**`, money(total), money(totalLow ?? 0), money(totalHigh ?? 0)]]),
  ];
  const { what, expected, low: lower, high: upper } = spending.forecastColumns;
  const period = named(words, spent.info, reader);
  const whole = total === undefined ? null : money(total);
  return paragraphs(
    spending.forecast(period, bill.gross, bill.net, ...interval, level, whole),
    table(
      [
        { label: what },
        { label: expected, right: true },
        { label: `${lower} (${level}%)`, right: true },
        { label: `${upper} (${level}%)`, right: true },
      ],
      rows,
    ),
    basis,
    pictureTrouble(working),
  );
}
