/// <reference lib="esnext.temporal" />
import { InputError } from "../errors.ts";
import { knownZone } from "../period.ts";
import type { DaySpan } from "./compare-periods.ts";

/** AWS forecasts eighteen months by month; past a year the figures say little. */
const MAX_MONTHS = 12;

const spoken: Readonly<Record<string, string>> = {
  월말: "month end",
  이번달: "month end",
  이달말: "month end",
  다음달: "next month",
  다음달말: "next month",
  분기말: "quarter end",
  연말: "year end",
  올해: "year end",
};

/** From the billing day that runs to the end of what the words name in the asker's zone; days are UTC billing days. */
export function forecastSpan(words: string, { now, zone }: { now: number; zone: string }): DaySpan {
  const instant = Temporal.Instant.fromEpochMilliseconds(now);
  const from = instant.toZonedDateTimeISO("UTC").toPlainDate();
  const to = endOf(words, instant.toZonedDateTimeISO(knownZone(zone)).toPlainDate());
  if (Temporal.PlainDate.compare(to, from) <= 0)
    throw new InputError({
      ko: `"${words}"은(는) 이미 지났습니다. 예측은 오늘(UTC)부터 그 뒤만 할 수 있고, 지난 비용은 cost_query로 조회합니다.`,
      en: `"${words}" is past. A forecast begins today (UTC); cost of the past is in cost_query.`,
    });
  if (Temporal.PlainDate.compare(to, from.add({ months: MAX_MONTHS })) > 0)
    throw new InputError({
      ko: `예측은 앞으로 ${MAX_MONTHS}개월까지만 할 수 있습니다.`,
      en: `A forecast reaches ${MAX_MONTHS} months ahead at most.`,
    });
  return { from: from.toString(), to: to.toString() };
}

/** The day after the last. */
function endOf(words: string, today: Temporal.PlainDate): Temporal.PlainDate {
  const spaced = words
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");
  const word = spoken[spaced.replaceAll(" ", "")] ?? spaced;
  const first = today.with({ day: 1 });
  if (/^(this month|month end|end of (the )?month)$/.test(word)) return first.add({ months: 1 });
  if (/^next month$/.test(word)) return first.add({ months: 2 });
  if (/^(quarter end|end of (the )?quarter)$/.test(word))
    return first.with({ month: Math.ceil(today.month / 3) * 3 }).add({ months: 1 });
  if (/^(this year|year end|end of (the )?year)$/.test(word)) return first.with({ month: 12 }).add({ months: 1 });
  const ahead = /^(?:next )?(\d{1,3}) ?(d|days?|months?)$/.exec(
    word.replace(/^(\d+)일$/, "$1d").replace(/^(\d+)개월$/, "$1 months"),
  );
  if (ahead) return today.add(ahead[2]!.startsWith("d") ? { days: Number(ahead[1]) } : { months: Number(ahead[1]) });
  const date = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(words.trim());
  if (date) {
    try {
      const [year, month] = [Number(date[1]), Number(date[2])];
      const day = Temporal.PlainDate.from({ year, month, day: Number(date[3] ?? 1) }, { overflow: "reject" });
      return date[3] ? day.add({ days: 1 }) : day.add({ months: 1 });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw new InputError({
    ko: `"${words}"까지라는 표현을 해석할 수 없습니다. 사용할 수 있는 표현: 월말, 다음 달, 분기말, 연말, 90d, 3 months, 2026-12, 2026-12-15.`,
    en: `"until ${words}" is not understood. Accepted: month end, next month, quarter end, year end, 90d, 3 months, 2026-12, 2026-12-15.`,
  });
}
