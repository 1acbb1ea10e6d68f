import { money, share } from "../format/figures.ts";
import { number, type Result, type Row, text } from "../format/result.ts";
import { spanName } from "../format/times.ts";
import { dayIn, firstOfMonth, lastOfMonth } from "../periods/calendar.ts";
import type { Working } from "../plan/working.ts";
import { caveats, paragraphs, sentences } from "./common.ts";
import { param } from "./cost-notes.ts";
import { rowsTable } from "./rows.ts";

/** The report in the month that was asked about, else in the last whole one; all months below, and where AWS shows it. */
export function commitmentsText(working: Working, result: Result): string {
  const { words, reader, slots, at } = working;
  const { info, rows } = result;
  const { commitments, noPlans, noReservations } = words.spending;
  const reserved = param(info, "commitment_measures", "report") === "reservation_coverage";
  const running = dayIn(at.now, at.zone).slice(0, 7);
  const months = rows.map((row) => text(row.month)).sort();
  const asked = slots.when?.kind === "days" ? slots.when.from.slice(0, 7) : undefined;
  const main =
    months.find((month) => month === asked) ?? months.findLast((month) => month < running) ?? months.at(-1) ?? "";
  const row = rows.find(({ month }) => month === main) ?? {};
  const name = (month: string) => spanName(firstOfMonth(`${month}-01`), lastOfMonth(`${month}-01`), reader);
  const none = info.notes.some(({ code }) => code === "no_savings_plans" || code === "no_reservations");
  const usd = (column: string) =>
    row[column] === null || row[column] === undefined ? "–" : money(number(row[column]));
  const lead = () => {
    const told = [name(main), percent(row)] as const;
    if (reserved) return commitments.reserved(...told);
    return row.commitment === undefined
      ? commitments.covered(...told, usd("covered"))
      : commitments.used(...told, usd("commitment"), usd("unused"), usd("net_savings"));
  };
  const shown = { ...result, rows: rows.map((one): Row => ({ ...one, month: name(text(one.month)) })) };
  return paragraphs(
    sentences(
      none ? (reserved ? noReservations : noPlans) : lead(),
      row.on_demand !== undefined && commitments.uncovered(name(main), usd("on_demand")),
    ),
    rowsTable(
      working,
      shown,
      info.columns.map((column) => column.name),
    ),
    sentences(
      months.includes(running) && commitments.running,
      caveats(words, info),
      commitments.reproduce(text(param(info, "commitment_measures", "console"))),
    ),
  );
}

const percent = ({ share: of }: Row): string => (of === null || of === undefined ? "–" : share(number(of)));
