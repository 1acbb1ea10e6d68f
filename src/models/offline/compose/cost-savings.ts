import { money } from "../format/figures.ts";
import { type Result, type Row, sum, text } from "../format/result.ts";
import type { Working } from "../plan/working.ts";
import { commitmentsText } from "./commitments.ts";
import { caveats, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";
import { MOST_ROWS, rowsTable } from "./rows.ts";

const RIGHTSIZING = ["name", "instance_id", "region", "type", "action", "target", "max_cpu", "monthly_saving"];
const WASTE = ["kind", "resource", "name", "region", "detail", "since", "usd_month"];

/** What could be saved first, then on what. */
export function savingsText(working: Working, result: Result, kind: string): string {
  const { words, reader } = working;
  const { info, rows } = result;
  const { spending } = words;
  if (rows.length === 0) {
    const plans = working.slots.report === "reservation_coverage" ? spending.noReservations : spending.noPlans;
    const none = { waste: spending.noWaste, commitments: plans }[kind] ?? spending.noRightsizing;
    return paragraphs(none, searched(words, info.source.service, info, reader));
  }
  if (kind === "commitments") return commitmentsText(working, result);
  const advised = { ...result, rows: rows.map((row): Row => ({ ...row, ...inWords(working, row) })) };
  const usd = money(info.totals.monthly_saving ?? info.totals.usd_month ?? sum(rows, "usd_month"));
  return paragraphs(
    kind === "waste" ? spending.waste(rows.length, usd) : spending.rightsizing(rows.length, usd),
    rowsTable(working, advised, kind === "waste" ? WASTE : RIGHTSIZING),
    sentences(
      rows.length > MOST_ROWS && words.top(MOST_ROWS),
      kind === "rightsizing" && spending.rightsizingBasis,
      caveats(words, info),
    ),
    pictureTrouble(working),
  );
}

/** What the tool names by a key. */
const inWords = ({ words: { spending } }: Working, { action, kind }: Row): Row => ({
  ...(action !== undefined && { action: spending.advice[text(action)] ?? text(action) }),
  ...(kind !== undefined && { kind: spending.wasteKinds[text(kind)] ?? text(kind) }),
});
