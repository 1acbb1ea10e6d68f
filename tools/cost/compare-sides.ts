import type { ResultByTime } from "@aws-sdk/client-cost-explorer";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { amount } from "./amounts.ts";
import { chargeKind, notByUse } from "./charge-types.ts";
import { askApart, askFor, type DaySpan, holds, type OneRequest } from "./compare-periods.ts";
import { askCostAndUsage, knownCostAndUsage, metrics, type UsageAnswer, type UsageQuestion } from "./cost-and-usage.ts";
import { provisionalFrom } from "./cost-rows.ts";
import { halfKnown, tooFarApart } from "./too-far-apart.ts";

/** What is asked: two spans of billing days, by what they are divided, and the pages that were agreed to. */
export interface Comparison {
  before: DaySpan;
  after: DaySpan;
  groups: readonly string[];
  account: AccountConfig;
  agreed: number | undefined;
}

/** Both periods by group, without tax, credits and refunds, and the requests they came from: one for both, or one each. */
export interface Sides {
  before: ResultByTime[];
  after: ResultByTime[];
  answers: UsageAnswer[];
  granularity: OneRequest["granularity"];
  /** What each request reaches over. */
  spans: DaySpan[];
}

/** Both from one request; null where none holds them. */
export async function askTogether(comparison: Comparison, call: Call): Promise<Sides | null> {
  const { before, after, groups, account, agreed } = comparison;
  const asked = askFor(before, after, groups);
  if (!asked) return null;
  const question = { ...asked, metric: "unblended" as const, groups, without: notByUse };
  const answer = await askCostAndUsage(question, account, call, agreed);
  const within = (span: DaySpan) => answer.results.filter(({ TimePeriod }) => holds(span, TimePeriod?.Start ?? ""));
  const { granularity, ...span } = asked;
  return { before: within(before), after: within(after), answers: [answer], granularity, spans: [span] };
}

/**
 * A request for each. A question pays for one: where neither is known yet, the later one is read and told. What this turn
 * has paid for, by whichever tool, is its one request: the other period is read only in a later turn, after a person has
 * seen that it costs a second one. What an earlier question has read is known, so a comparison with it is answered at once.
 *
 * @throws ToolError `ambiguous`: what the one period cost, and the questions to go on by.
 */
export async function askOneByOne(comparison: Comparison, call: Call): Promise<Sides> {
  const { before, after, groups, account, agreed } = comparison;
  const granularity = askApart([before, after], askedBy(groups));
  const questions = { before: toQuestion(before), after: toQuestion(after) };
  const ask = (side: "before" | "after") => askCostAndUsage(questions[side], account, call, agreed);
  const [later, earlier] = before.from > after.from ? (["before", "after"] as const) : (["after", "before"] as const);

  const known = {
    [later]: await knownCostAndUsage(questions[later], account, call),
    [earlier]: await knownCostAndUsage(questions[earlier], account, call),
  };
  const [one, ...both] = [later, earlier].filter((side) => known[side]);
  const isNone = one === undefined;
  if (isNone && call.context.paidRequests !== null) throw tooFarApart(comparison, call.context);
  const isPaidNow = one !== undefined && both.length === 0 && known[one]?.paidNow === true;
  if (isNone || (isPaidNow && call.context.paidRequests === null)) {
    const read = one ?? later;
    const answer = await ask(read);
    const results = byUse(answer.results, groups);
    const told = { read, usd: sum(results), provisional: provisionalFrom(results), requests: answer.requests };
    throw halfKnown(comparison, told, call.context);
  }

  const answers = { before: await ask("before"), after: await ask("after") };
  return {
    before: byUse(answers.before.results, groups),
    after: byUse(answers.after.results, groups),
    answers: [answers.before, answers.after],
    granularity,
    spans: [before, after],
  };

  function toQuestion({ from, to }: DaySpan): UsageQuestion {
    const by = askedBy(groups);
    return { from, to, granularity, metric: "unblended", groups: by, without: by === groups ? notByUse : [] };
  }
}

/** As cost_query asks the same, so that each serves the other: record types along where there is room for them. */
function askedBy(groups: readonly string[]): readonly string[] {
  if (groups.length > 1) return groups;
  return groups[0] === "record_type" ? ["record_type"] : [...groups, "record_type"];
}

/** Without what AWS was not told to leave out, because the record types came along. */
function byUse(results: readonly ResultByTime[], groups: readonly string[]): ResultByTime[] {
  if (groups.length > 1) return [...results];
  return results.map((result) => ({
    ...result,
    Groups: (result.Groups ?? []).filter(({ Keys = [] }) => {
      const kind = chargeKind(Keys.at(-1) ?? "");
      return kind === "usage" || kind === "discounts";
    }),
  }));
}

const sum = (results: readonly ResultByTime[]): number =>
  results
    .flatMap(({ Groups = [] }) => Groups)
    .reduce((usd, { Metrics }) => usd + amount(Metrics?.[metrics.unblended]?.Amount), 0);
