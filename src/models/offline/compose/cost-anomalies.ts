import { money } from "../format/figures.ts";
import { type Result, sum } from "../format/result.ts";
import type { Working } from "../plan/working.ts";
import { caveats, named, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";
import { MOST_ROWS, rowsTable } from "./rows.ts";

const COLUMNS = ["start", "end", "service", "region", "usage_type", "impact", "expected"];

/** How many, and what they cost together; the dearest first. */
export function anomaliesText(working: Working, result: Result): string {
  const { words, reader } = working;
  const { info, rows } = result;
  const period = named(words, info, reader);
  const basis = words.spending.anomalyBasis;
  if (rows.length === 0)
    return paragraphs(
      words.spending.noAnomalies(period),
      sentences(searched(words, "Cost Anomaly Detection", info, reader), basis),
    );
  return paragraphs(
    words.spending.anomalies(period, rows.length, money(info.totals.impact ?? sum(rows, "impact"))),
    rowsTable(working, result, COLUMNS),
    sentences(rows.length > MOST_ROWS && words.top(MOST_ROWS), basis, caveats(words, info)),
    pictureTrouble(working),
  );
}
