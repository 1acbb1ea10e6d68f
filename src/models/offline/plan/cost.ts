import { failure } from "../compose/common.ts";
import { costText } from "../compose/cost.ts";
import { costDays, periodArgument } from "../periods/argument.ts";
import { type Day, dayIn, plusDays, spanOf } from "../periods/calendar.ts";
import { type At, type Days, moved, ownStep } from "../periods/move.ts";
import { dayAway, monthToDate, weekAway } from "../periods/spans.ts";
import { days, type When } from "../periods/when.ts";
import { pictureStep } from "./chart.ts";
import { called, input, type NewCall, offers, type Playbook, type Working } from "./working.ts";

const TOOL = "cost_query";
/** Beyond this many days bars per day say less than bars per month. */
const MOST_DAYS = 92;

/** The period asked about and the one before it side by side, then the picture, then the answer. */
export const costPlaybook: Playbook = (working) => {
  if (!offers(working, TOOL)) return { text: working.words.noTool(working.words.tools[TOOL]!) };
  const [main, before] = called(working, TOOL);
  if (!main) return { calls: costCalls(working) };
  const failed = main.result?.failed ? failure(working, TOOL) : null;
  if (failed) return { text: failed };
  const result = working.read(main.result?.handle);
  if (!result) return { text: working.words.failed(working.words.tools[TOOL]!) };
  const scope = [...(working.slots.services ?? []), ...(working.slots.regions ?? [])].join(", ");
  const picture = pictureStep(working, main.result?.handle, scope ? working.words.cost.chartTitle(scope) : undefined);
  if (picture) return picture;
  return { text: costText(working, result, working.read(before?.result?.handle), before?.result?.failed === true) };
};

function costCalls(working: Working): NewCall[] {
  const { slots, manner, at } = working;
  const span = costDays(slots.when ?? usual(manner.baseline, dayIn(at.now, at.zone)), at)!;
  const before = baselineOf(span, manner.baseline, at);
  const monthly = spanOf(span.from, span.to) > MOST_DAYS;
  const groupBy = slots.groupBy ?? (slots.grain ? undefined : ["service"]);
  const fields = {
    group_by: groupBy,
    granularity: slots.grain === "monthly" || monthly ? "monthly" : groupBy?.length === 2 ? "total" : "daily",
    services: slots.services,
    regions: slots.regions,
    include_credits: slots.credits,
    account: slots.account,
  };
  const call = (when: When) => ({ name: TOOL, input: input({ period: periodArgument(when), ...fields }) });
  return [call(days(span.from, span.to, span.unit)), call(before)];
}

/** Where no period is named: the month so far, or what "against last week" compares with last week. */
function usual(baseline: When | undefined, today: Day): When {
  const unit = baseline?.kind === "shift" ? baseline.unit : null;
  if (unit === "week") return weekAway(today, 0);
  return unit === "day" ? dayAway(today, -1) : monthToDate(today);
}

/** A running week or month is held against the same days of the other one, not against all of it. */
function baselineOf(span: Days, baseline: When | undefined, at: At): When {
  if (baseline?.kind === "shift" && baseline.unit !== "span") return moved(span, -1, baseline.unit);
  const named = baseline && baseline.kind !== "shift" ? costDays(baseline, at) : null;
  if (!named) return moved(span, -1, ownStep(span));
  const length = spanOf(span.from, span.to);
  const longer = named.unit === span.unit && named.unit !== "span" && spanOf(named.from, named.to) > length;
  return days(named.from, longer ? plusDays(named.from, length - 1) : named.to, named.unit);
}
