import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { notByUse } from "./charge-types.ts";
import { askFor, holds, spanBefore } from "./compare-periods.ts";
import { knownCostAndUsage, type UsageAnswer, type UsageQuestion } from "./cost-and-usage.ts";

/** What a comparison with the period before is asked by, to see what rose and where. */
const COMPARED = ["usage_type", "region"];

/**
 * The days of some regions by usage type, from the comparison of the period with the one before: its answer holds them,
 * without tax, so the course of what rose costs no further request. Null where nobody compared, or the same was asked.
 */
export async function knownCourse(
  question: UsageQuestion,
  shown: readonly string[],
  account: AccountConfig,
  call: Call,
): Promise<UsageAnswer | null> {
  const { from, to, granularity, metric, services, regions } = question;
  const [group, ...more] = shown;
  const isCourse = granularity === "DAILY" && metric === "unblended" && group === "usage_type" && more.length === 0;
  if (!isCourse || !regions || services) return null;
  const asked = askFor(spanBefore({ from, to }), { from, to }, COMPARED);
  if (asked?.granularity !== "DAILY" || (await knownCostAndUsage(question, account, call))) return null;
  const compared = { metric, groups: COMPARED, without: notByUse };
  const known = await knownCostAndUsage({ ...asked, ...compared }, account, call);
  if (!known) return null;
  const results = known.results
    .filter(({ TimePeriod }) => holds({ from, to }, TimePeriod?.Start ?? ""))
    .map((day) => ({
      ...day,
      Groups: (day.Groups ?? []).flatMap(({ Keys = [], ...amounts }) =>
        regions.includes(Keys[1] ?? "") ? [{ ...amounts, Keys: Keys.slice(0, 1) }] : [],
      ),
    }));
  return { results, requests: 0, cached: 1, cut: false };
}
