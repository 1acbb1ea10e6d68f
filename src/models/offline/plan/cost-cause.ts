import { causeText, wantedType } from "../compose/cost-cause.ts";
import { instancesOf } from "../compose/instances-of.ts";
import { number, text } from "../format/result.ts";
import { dayIn, lastOfMonth, plusDays, spanOf } from "../periods/calendar.ts";
import { chartOf, mayDraw } from "./chart.ts";
import { comparedPeriods } from "./cost-span.ts";
import { call, fetched, perhaps, type Script, scripted, sqlText } from "./script.ts";

const COMPARE = "cost_compare";
/** What begins a cost of this kind, by the usage type's own words. */
const BEGUN_BY: [RegExp, string][] = [
  [/BoxUsage|SpotUsage|DedicatedUsage/, "RunInstances"],
  [/VolumeUsage/, "CreateVolume"],
  [/NatGateway-Hours/, "CreateNatGateway"],
  [/InstanceUsage:db|Multi-AZUsage/, "CreateDBInstance"],
  [/LoadBalancerUsage/, "CreateLoadBalancer"],
];
const BEGUN_LOOK_BACK = 1;

/** What rose most, who began it and when, what it costs a day and to the end of the month, and a picture of it. */
export const costCausePlaybook = scripted(COMPARE, function* (working): Script {
  const { period, previous, span } = comparedPeriods(working, "monthToDate");
  const { at, slots } = working;
  const fields = { period, previous, group_by: ["usage_type", "region"], account: slots.account };
  const got = fetched(working, (yield [call(COMPARE, fields)])[0]);
  if ("trouble" in got) return got.trouble;
  const driver = [...got.result.rows].sort((a, b) => number(b.change) - number(a.change))[0];
  if (!driver || number(driver.change) <= 0) return causeText(working, got.result, null);
  const [usage, region] = [text(driver.usage_type), text(driver.region)];
  const regions = /^[a-z]{2}-[a-z]+-\d$/.test(region) ? [region] : undefined;
  const event = BEGUN_BY.find(([pattern]) => pattern.test(usage))?.[1];
  const own = plusDays(span.from, -BEGUN_LOOK_BACK);
  // What cost something before as well may have been begun in the middle of that time.
  const lookedFrom = number(driver.before) > 0 ? (previous?.split("..")[0] ?? own) : own;
  const trail = event
    ? [
        call("trail_find_events", {
          period: `${lookedFrom}..${dayIn(at.now, at.zone)}`,
          events: [event],
          regions,
        }),
      ]
    : [];
  // The comparison holds this course where it was asked by days; otherwise it would be a second paid request.
  const held = got.info.notes.find(({ code }) => code === "reproduce")?.params?.granularity === "daily";
  const days = { period, group_by: ["usage_type"], granularity: "daily", account: slots.account };
  const daily = held ? [call("cost_query", { ...days, regions: [region] })] : [];
  const hosts = event === "RunInstances" ? [call("inventory_find_instances", { state: "running", regions })] : [];
  const found = yield [...daily, ...trail, ...hosts];
  const course = fetched(
    working,
    found.find((done) => done?.name === "cost_query"),
  );
  const events = perhaps(
    working,
    found.find((done) => done?.name === "trail_find_events"),
  );
  const running = perhaps(
    working,
    found.find((done) => done?.name === "inventory_find_instances"),
  );

  const type = wantedType(usage);
  const begins = [...(events?.rows ?? [])]
    .filter((row) => row.outcome !== "failed" && (type === null || text(row.detail).includes(`instanceType=${type}`)))
    .sort((a, b) => text(a.time).localeCompare(text(b.time)));
  // The first of the time that is asked about, else the last before it.
  const begun = begins.find((row) => text(row.time) >= own) ?? begins.at(-1);
  const day = "result" in course ? lastWholeDay(course.result.rows, usage, course.info) : null;
  const next: ReturnType<typeof call>[] = [];
  if (begun && events)
    next.push(
      call("data_query", {
        sql: `SELECT time, event, user FROM ${events.info.handle} WHERE event_id = ${sqlText(text(begun.event_id))}`,
      }),
    );
  if (day && "handle" in course) {
    const today = dayIn(at.now, "UTC");
    const left = spanOf(today, lastOfMonth(today));
    next.push(
      call("data_query", {
        sql: `SELECT day, usd AS per_day, usd * ${left} AS rest_of_month FROM ${course.handle} WHERE usage_type = ${sqlText(usage)} AND day = ${sqlText(day)}`,
      }),
    );
  }
  const computed = next.length > 0 ? yield next : [];
  const mark = begun ? fetched(working, computed[0]) : null;
  const rate = day ? perhaps(working, computed.at(-1)) : null;
  if ("result" in course && mayDraw(working, course.result)) {
    const picture = chartOf(course.handle, course.result, working.words.spending.chartCause(region));
    yield [{ ...picture, input: { ...picture.input, ...(mark && "handle" in mark && { marks: mark.handle }) } }];
  }
  const ids = begun ? instancesOf(begun) : [];
  return causeText(working, got.result, {
    driver,
    begun: begun ?? null,
    event: event ?? null,
    running: running ? ids.filter((id) => running.rows.some((row) => row.instance_id === id)) : null,
    rate: rate?.rows[0] ?? null,
  });
});

/** The last billing day that is not provisional, where it has this cost. */
function lastWholeDay(
  rows: Record<string, unknown>[],
  usage: string,
  info: { notes: { code: string; params?: Record<string, unknown> }[] },
): string | null {
  const from = info.notes.find(({ code }) => code === "provisional_days")?.params?.from;
  const whole = rows.filter((row) => row.usage_type === usage && (typeof from !== "string" || String(row.day) < from));
  return (
    whole
      .map((row) => String(row.day))
      .sort()
      .at(-1) ?? null
  );
}
