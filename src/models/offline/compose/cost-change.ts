import type { DatasetInfo } from "../../../ports/datasets.ts";
import { change, money, signedMoney } from "../format/figures.ts";
import { plain } from "../format/markdown.ts";
import { number, type Result, type Row, sum, text } from "../format/result.ts";
import { spanName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { named, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";
import { costBasis, numberParam, param } from "./cost-notes.ts";
import { MOST_ROWS, rowsTable } from "./rows.ts";

/** The days a comparison is held against, in the reader's words. */
export function beforeName(info: DatasetInfo, { reader }: Working): string {
  const from = text(param(info, "compared_with", "from"));
  return from ? spanName(from, text(param(info, "compared_with", "to")), reader) : "";
}

/** Which item grew most, or how the whole changed, or the `services` that were asked about; then the largest changes. */
export function changeText(working: Working, result: Result, services: string[]): string {
  const { words, reader, slots } = working;
  const { info, rows } = result;
  const period = named(words, info, reader);
  const before = beforeName(info, working);
  const scope = services.length > 0 ? `${services.map(plain).join(", ")} ` : "";
  if (rows.length === 0)
    return paragraphs(words.cost.none(period, scope), searched(words, "Cost Explorer", info, reader));
  const { before: was = sum(rows, "before"), after: is = sum(rows, "after") } = info.totals;
  const whole = words.spending.rose(
    period,
    scope,
    money(is),
    before,
    money(was),
    money(Math.abs(is - was)),
    change(was, is),
    is > was,
  );
  const asksWhich = slots.causes === true && services.length === 0;
  const [first] = info.columns.map(({ name }) => name);
  const most = [...rows].sort((a, b) => number(b.change) - number(a.change))[0]!;
  const byPercent = rows
    .filter((row) => number(row.before) > 0 && number(row.change) > 0)
    .sort((a, b) => number(b.change_percent) - number(a.change_percent))[0];
  const name = (row: Row) => plain(row[first ?? ""]);
  const days = numberParam(info, "compared_with", "days");
  const uneven = days !== numberParam(info, "compared_with", "days_after");
  return paragraphs(
    asksWhich ? mostText(working, most, name(most), period, before) : whole,
    asksWhich &&
      sentences(
        whole.replaceAll("**", ""),
        byPercent &&
          byPercent !== most &&
          words.spending.mostPercent(
            name(byPercent),
            change(number(byPercent.before), number(byPercent.after)) ?? "",
            money(number(byPercent.before)),
            money(number(byPercent.after)),
          ),
      ),
    rowsTable(working, result, [...info.columns.map((column) => column.name)]),
    sentences(
      rows.length > MOST_ROWS && words.top(MOST_ROWS),
      uneven && words.spending.comparedWith(before, days),
      costBasis(working, info),
    ),
    pictureTrouble(working),
  );
}

function mostText({ words }: Working, row: Row, name: string, period: string, before: string): string {
  const [was, is] = [number(row.before), number(row.after)];
  const difference = signedMoney(is - was);
  return is > was
    ? words.spending.most(period, before, name, money(was), money(is), difference, change(was, is))
    : words.spending.mostFell(period, before, name, money(was), money(is), difference);
}
