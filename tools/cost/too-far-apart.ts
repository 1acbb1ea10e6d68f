/// <reference lib="esnext.temporal" />
import { type Choice, InputError, ToolError } from "../errors.ts";
import type { Bilingual, Language } from "../results.ts";
import { figure } from "./amounts.ts";
import { askFor, type DaySpan, lastOf, spanBefore } from "./compare-periods.ts";
import type { Comparison } from "./compare-sides.ts";
import { USD_PER_REQUEST } from "./cost-explorer.ts";
import { groupWords } from "./groups.ts";

/** For a caller that takes only a first page: the later period is not on it. */
export const onlyAPart = new InputError({
  ko: "두 기간의 비교는 Cost Explorer의 한 페이지에 다 들어가지 않습니다. 기간을 줄이거나 서비스나 리전을 기준으로 비교해 주세요.",
  en: "The comparison does not fit on one page of Cost Explorer. Compare shorter periods, or by service or region.",
});

type Asked = Pick<Comparison, "before" | "after" | "groups">;
type Reader = { language: Language; now: number };

/** For a caller that nobody can be asked by: periods that no single request holds, and the comparisons that are one. */
export function tooFarApart(asked: Asked, reader: Reader): ToolError {
  const choices = inOneRequest(asked, reader);
  const listed = choices.map(({ label }) => label).join("; ");
  return new ToolError(
    "ambiguous",
    {
      ko: `두 기간이 멀리 떨어져 있고 달 중간에 끊겨서 Cost Explorer 요청 한 번($${USD_PER_REQUEST})으로 비교할 수 없습니다. 어느 비교로 할지 골라 주세요: ${listed}.`,
      en: `The two periods are far apart and begin or end within months, which one request of Cost Explorer (USD ${USD_PER_REQUEST}) cannot hold. Ask which comparison is wanted: ${listed}.`,
    },
    choices,
  );
}

/** One of the two was read by the request of this question: its total, and how to go on. */
export function halfKnown(
  asked: Asked,
  {
    read,
    usd,
    provisional,
    requests,
  }: { read: "before" | "after"; usd: number; provisional: string | null; requests: number },
  reader: Reader,
): ToolError {
  const [known, other] = [asked[read], asked[read === "after" ? "before" : "after"]].map(spanText);
  const price = `USD ${USD_PER_REQUEST}`;
  const choices = [
    {
      label: {
        ko: `${other}도 읽고 비교 ($${USD_PER_REQUEST})`,
        en: `Read ${other} too and compare (${price})`,
      }[reader.language],
      value: question(asked)[reader.language],
      whole: true as const,
    },
    ...inOneRequest(asked, reader),
  ];
  const listed = choices.map(({ label }) => label).join("; ");
  return new ToolError(
    "ambiguous",
    {
      ko: `${known} 비용은 $${figure(usd)}입니다 (크레딧·환불·세금 제외${provisional ? `, ${provisional}부터 잠정` : ""}). 두 기간을 함께 담는 요청이 없어 ${other} 기간은 유료 요청($${USD_PER_REQUEST})이 한 번 더 필요하고, 무엇이 차이를 냈는지는 그 뒤에 알 수 있습니다. 어느 쪽으로 할지 골라 주세요: ${listed}.`,
      en: `${known} cost USD ${figure(usd)} (without credits, refunds and tax${provisional ? `; provisional from ${provisional} on` : ""}). No single request holds both periods: ${other} takes another paid request (${price}), and what drove the difference is known after it. Ask which is wanted, and end the turn: ${listed}.`,
    },
    choices,
    requests,
  );
}

/** The comparisons near the one that was asked for that are one request. */
function inOneRequest({ before, after, groups }: Asked, { language, now }: Reader): Choice[] {
  const near = spanBefore(after);
  const months = { before: monthsOf(before), after: monthsOf(after) };
  // A month that runs would be held against the same days of the other one, which is as far apart.
  const ended = [months.before, months.after].every(({ to }) => Date.parse(to) <= now);
  const possible = [
    ...(ended ? [{ ...months, groups, of: { ko: "온전한 달", en: "whole months" } }] : []),
    ...["service", "region"].map((group) => ({ before, after, groups: [group], of: null })),
    { before: near, after, groups, of: { ko: "바로 앞 기간", en: "the time just before" } },
  ].filter((one) => askFor(one.before, one.after, one.groups) !== null);
  return possible.map(({ of, ...one }): Choice => {
    const by = groupsText(one.groups)[language];
    const [was, is] = [spanText(one.before), spanText(one.after)];
    const label = { ko: `${by}, ${is} / ${was}`, en: `${is} / ${was} ${by}` }[language];
    return { label: of ? `${of[language]}: ${label}` : label, value: question(one)[language], whole: true };
  });
}

/** In words that ask for exactly that. */
function question({ before, after, groups }: Asked): Bilingual {
  const [was, is] = [spanText(before), spanText(after)];
  const by = groupsText(groups);
  return { ko: `${was} 대비 ${is} 비용을 ${by.ko} 비교해줘`, en: `Compare the cost of ${is} against ${was} ${by.en}` };
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
