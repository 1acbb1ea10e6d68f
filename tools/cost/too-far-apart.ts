/// <reference lib="esnext.temporal" />
import { type Choice, InputError, ToolError } from "../errors.ts";
import type { Language } from "../results.ts";
import { askFor, type DaySpan, lastOf, spanBefore } from "./compare-periods.ts";
import { groupWords } from "./groups.ts";

/** For a caller that takes only a first page: the later period is not on it. */
export const onlyAPart = new InputError({
  ko: "두 기간의 비교는 Cost Explorer의 한 페이지에 다 들어가지 않습니다. 기간을 줄이거나 서비스나 리전을 기준으로 비교해 주세요.",
  en: "The comparison does not fit on one page of Cost Explorer. Compare shorter periods, or by service or region.",
});

/** Periods that no single request holds: the person picks one of the comparisons that are one. */
export function tooFarApart(
  before: DaySpan,
  after: DaySpan,
  groups: readonly string[],
  { language, now }: { language: Language; now: number },
): ToolError {
  const near = spanBefore(after);
  const months = { before: monthsOf(before), after: monthsOf(after) };
  // A month that runs would be held against the same days of the other one, which is as far apart.
  const ended = [months.before, months.after].every(({ to }) => Date.parse(to) <= now);
  const possible = [
    ...(ended ? [{ ...months, groups, of: { ko: "온전한 달", en: "whole months" } }] : []),
    ...["service", "region"].map((group) => ({ before, after, groups: [group], of: null })),
    { before: near, after, groups, of: { ko: "바로 앞 기간", en: "the time just before" } },
  ].filter((one) => askFor(one.before, one.after, one.groups) !== null);
  const choices = possible.map((one): Choice => {
    const by = groupsText(one.groups)[language];
    const [was, is] = [spanText(one.before), spanText(one.after)];
    const label = { ko: `${by}, ${is} / ${was}`, en: `${is} / ${was} ${by}` }[language];
    return {
      label: one.of ? `${one.of[language]}: ${label}` : label,
      value: {
        ko: `${was} 대비 ${is} 비용을 ${by} 비교해줘`,
        en: `Compare the cost of ${is} against ${was} ${by}`,
      }[language],
      whole: true,
    };
  });
  const listed = choices.map(({ label }) => label).join("; ");
  return new ToolError(
    "ambiguous",
    {
      ko: `두 기간이 멀리 떨어져 있고 달 중간에 끊겨서 Cost Explorer 요청 한 번($0.01)으로 비교할 수 없습니다. 어느 비교로 할지 골라 주세요: ${listed}.`,
      en: `The two periods are far apart and begin or end within months, which one request of Cost Explorer (USD 0.01) cannot hold. Ask which comparison is wanted: ${listed}.`,
    },
    choices,
  );
}

/** The whole months a span lies in. */
function monthsOf({ from, to }: DaySpan): DaySpan {
  const last = Temporal.PlainDate.from(lastOf({ from, to }));
  return { from: `${from.slice(0, 7)}-01`, to: last.with({ day: 1 }).add({ months: 1 }).toString() };
}

/** In the grammar of periods: `2026-11`, `2026-08..2026-10`, `2026-11-02..2026-11-08`. */
function spanText({ from, to }: DaySpan): string {
  const last = lastOf({ from, to });
  if (!from.endsWith("-01") || !to.endsWith("-01")) return from === last ? from : `${from}..${last}`;
  return from.slice(0, 7) === last.slice(0, 7) ? from.slice(0, 7) : `${from.slice(0, 7)}..${last.slice(0, 7)}`;
}

function groupsText(groups: readonly string[]): { ko: string; en: string } {
  const words = groups.map(groupWords);
  return { ko: words.map(({ ko }) => `${ko}별`).join(" "), en: `by ${words.map(({ en }) => en).join(" and ")}` };
}
