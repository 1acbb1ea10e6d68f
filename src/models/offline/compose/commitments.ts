import { money, share } from "../format/figures.ts";
import { table } from "../format/markdown.ts";
import { number, type Result, type Row, text } from "../format/result.ts";
import { spanName } from "../format/times.ts";
import { dayIn, firstOfMonth, lastOfMonth } from "../periods/calendar.ts";
import type { Working } from "../plan/working.ts";
import { caveats, paragraphs, sentences } from "./common.ts";

const MEASURES = ["savings_plans_coverage", "savings_plans_utilization", "reservation_coverage"] as const;

/** How far plans and reservations reach in the month that was asked about, else in the last whole one; all months below. */
export function commitmentsText(working: Working, { info, rows }: Result): string {
  const { words, reader, slots, at } = working;
  const { spending } = words;
  const running = dayIn(at.now, at.zone).slice(0, 7);
  const months = [...new Set(rows.map((row) => text(row.month)))].sort();
  const asked = slots.when?.kind === "days" ? slots.when.from.slice(0, 7) : undefined;
  const main =
    months.find((month) => month === asked) ?? months.findLast((month) => month < running) ?? months.at(-1) ?? "";
  const of = (month: string, measure: string): Row | undefined =>
    rows.find((row) => row.month === month && row.measure === measure);
  const name = (month: string) => spanName(firstOfMonth(`${month}-01`), lastOfMonth(`${month}-01`), reader);
  const percent = (row: Row | undefined) =>
    row?.share === null || row?.share === undefined ? "–" : share(number(row.share));
  const usd = (row: Row | undefined, column: string) =>
    row?.[column] === null || row?.[column] === undefined ? "–" : money(number(row[column]));
  const [coverage, utilization, reserved] = MEASURES.map((measure) => of(main, measure));
  const { columns } = spending.commitments;
  return paragraphs(
    sentences(
      coverage || utilization
        ? spending.commitments.first(name(main), percent(coverage), utilization ? percent(utilization) : null)
        : spending.commitments.reserved(name(main), percent(reserved)),
      coverage && spending.commitments.uncovered(usd(coverage, "uncovered")),
    ),
    table(
      [
        { label: columns.month },
        ...[columns.coverage, columns.utilization, columns.reserved, columns.covered, columns.uncovered].map(
          (label) => ({
            label,
            right: true,
          }),
        ),
      ],
      months.map((month) => {
        const [plans, used, reservations] = MEASURES.map((measure) => of(month, measure));
        const amounts = [usd(plans, "covered"), usd(plans, "uncovered")];
        return [name(month), percent(plans), percent(used), percent(reservations), ...amounts];
      }),
    ),
    sentences(months.includes(running) && spending.commitments.running, caveats(words, info)),
  );
}
