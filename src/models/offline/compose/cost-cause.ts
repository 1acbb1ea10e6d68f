import { change, money, share, signedMoney } from "../format/figures.ts";
import { code } from "../format/markdown.ts";
import { number, type Result, type Row, text } from "../format/result.ts";
import { dayName, moment, zoneName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { named, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";
import { beforeName } from "./cost-change.ts";
import { costBasis } from "./cost-notes.ts";
import { instancesOf } from "./instances-of.ts";
import { rowsTable } from "./rows.ts";

const MOST_ROWS = 5;

export interface Cause {
  /** The row of the comparison that rose most. */
  driver: Row;
  /** The event that began it. */
  begun: Row | null;
  /** The name of the event that was looked for. */
  event: string | null;
  /** Those of its instances that run now; null where nobody looked. */
  running: string[] | null;
  /** What it costs a day, and to the end of the month: said only of what runs on. */
  rate: Row | null;
}

/** `g5.12xlarge` of `BoxUsage:g5.12xlarge`. */
export const wantedType = (usage: string): string | null =>
  /(?:BoxUsage|SpotUsage|DedicatedUsage):([\w.-]+)$/.exec(usage)?.[1] ?? null;

/** How much more it is and the one thing behind most of it; the drivers; who began it and what it goes on to cost. */
export function causeText(working: Working, compared: Result, cause: Cause | null): string {
  const { words, reader } = working;
  const { info } = compared;
  const { before: was = 0, after: is = 0 } = info.totals;
  const period = named(words, info, reader);
  if (compared.rows.length === 0)
    return paragraphs(words.cost.none(period, ""), searched(words, "Cost Explorer", info, reader));
  const table = rowsTable(working, compared, ["usage_type", "region", "before", "after", "change"], MOST_ROWS);
  const notes = sentences(
    words.spending.comparedWith(beforeName(info, working), spanDays(info.notes)),
    costBasis(working, info),
  );
  if (!cause || is <= was)
    return paragraphs(words.spending.noRise(period, money(is), money(was)), table, notes, pictureTrouble(working));
  const { driver } = cause;
  return paragraphs(
    words.spending.cause(
      period,
      money(is),
      beforeName(info, working),
      money(was),
      money(is - was),
      change(was, is) ?? "",
      code(driver.usage_type),
      code(driver.region),
      signedMoney(number(driver.change)),
      number(driver.change) <= is - was ? share(number(driver.change) / (is - was)) : null,
    ),
    table,
    actorText(working, cause),
    notes,
    pictureTrouble(working),
  );
}

const spanDays = (notes: { code: string; params?: Record<string, unknown> }[]): number =>
  Number(notes.find(({ code: name }) => name === "compared_with")?.params?.days ?? 0);

function actorText({ words, reader }: Working, { begun, event, running, rate, driver }: Cause): string {
  const { spending } = words;
  const ids = begun ? instancesOf(begun) : [];
  const who =
    begun &&
    spending.causedBy(
      code(begun.user),
      `${moment(text(begun.time), reader)} ${zoneName(reader.zone, reader.now)}`,
      code(begun.event),
      ids.map(code).join(words.and),
      begun.source_ip ? code(begun.source_ip) : "",
      code(begun.event_id),
    );
  return sentences(
    who ?? (event ? spending.noActor(code(driver.usage_type)) : ""),
    rate && spending.perDay(money(number(rate.per_day)), dayName(text(rate.day), reader)),
    ids.length > 0 && running && (running.length === 0 ? spending.notRunning : spending.running(running.length)),
    rate && running && running.length > 0 && spending.goesOn(money(number(rate.rest_of_month))),
  );
}
