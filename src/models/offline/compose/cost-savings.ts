import { money } from "../format/figures.ts";
import { type Result, type Row, sum, text } from "../format/result.ts";
import type { Working } from "../plan/working.ts";
import { caveats, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";
import { MOST_ROWS, rowsTable } from "./rows.ts";

const RIGHTSIZING = ["name", "instance_id", "region", "type", "action", "target", "max_cpu", "monthly_saving"];
const WASTE = ["kind", "resource", "name", "region", "detail", "since", "usd_month"];
const MOST_COLUMNS = 7;

/** What could be saved first, then on what. */
export function savingsText(working: Working, result: Result, kind: string): string {
  const { words, reader } = working;
  const { info, rows } = result;
  const { spending } = words;
  if (rows.length === 0) {
    const none = { waste: spending.noWaste, commitments: spending.noCommitments }[kind] ?? spending.noRightsizing;
    return paragraphs(none, searched(words, info.source.service, info, reader));
  }
  const advised = { ...result, rows: rows.map((row): Row => ({ ...row, action: adviceOf(working, row) })) };
  const usd = money(info.totals.monthly_saving ?? info.totals.usd_month ?? sum(rows, "usd_month"));
  const first = { waste: spending.waste(rows.length, usd), commitments: spending.commitments }[kind];
  const columns =
    { rightsizing: RIGHTSIZING, waste: WASTE }[kind] ?? info.columns.slice(0, MOST_COLUMNS).map(({ name }) => name);
  return paragraphs(
    first ?? spending.rightsizing(rows.length, usd),
    rowsTable(working, kind === "rightsizing" ? advised : result, columns),
    sentences(
      rows.length > MOST_ROWS && words.top(MOST_ROWS),
      kind === "rightsizing" && spending.rightsizingBasis,
      caveats(words, info),
    ),
    pictureTrouble(working),
  );
}

const adviceOf = ({ words }: Working, row: Row): string =>
  row.action === "terminate" || row.action === "modify" ? words.spending.advice[row.action] : text(row.action);
