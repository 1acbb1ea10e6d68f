/** Numbers of a span that is over, from the contacts that came in it. */
import type * as Connect from "@aws-sdk/client-connect";
import type { Call } from "../../call.ts";
import { DAY, HOUR, MINUTE, seoulMidnight, utcMidnight } from "../../world/calendar.ts";
import type { ContactCentre } from "../../world/contact-centre.ts";
import { type Contact, contactsBetween } from "../../world/contacts.ts";
import { findPart, invalid } from "./find.ts";

const KEPT = 93 * DAY;
/** The longest span for which intervals can be told apart. */
const spans: Record<string, { step: number; most: number }> = {
  FIFTEEN_MIN: { step: 15 * MINUTE, most: 3 * DAY },
  THIRTY_MIN: { step: 30 * MINUTE, most: 3 * DAY },
  HOUR: { step: HOUR, most: 3 * DAY },
  DAY: { step: DAY, most: 35 * DAY },
};

const handled = (contacts: Contact[]) => contacts.filter((contact) => contact.connectedAt !== undefined);
const abandoned = (contacts: Contact[]) => contacts.filter((contact) => contact.connectedAt === undefined);
const waited = (contact: Contact) => ((contact.connectedAt ?? contact.endedAt) - contact.enqueuedAt) / 1000;
const talked = (contact: Contact) => (contact.endedAt - (contact.connectedAt ?? contact.endedAt)) / 1000;

const average = (values: number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
const share = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : (100 * part) / whole);

type Measure = (contacts: Contact[], threshold: number) => number | undefined;

const measures: Record<string, Measure> = {
  CONTACTS_CREATED: (all) => all.length,
  CONTACTS_QUEUED: (all) => all.length,
  CONTACTS_HANDLED: (all) => handled(all).length,
  CONTACTS_ABANDONED: (all) => abandoned(all).length,
  ABANDONMENT_RATE: (all) => share(abandoned(all).length, all.length),
  AVG_QUEUE_ANSWER_TIME: (all) => average(handled(all).map(waited)),
  AVG_ABANDON_TIME: (all) => average(abandoned(all).map(waited)),
  AVG_INTERACTION_TIME: (all) => average(handled(all).map(talked)),
  AVG_AFTER_CONTACT_WORK_TIME: (all) => average(handled(all).map((contact) => contact.afterwork / 1000)),
  AVG_HANDLE_TIME: (all) => average(handled(all).map((contact) => talked(contact) + contact.afterwork / 1000)),
  SUM_HANDLE_TIME: (all) => handled(all).reduce((sum, one) => sum + talked(one) + one.afterwork / 1000, 0),
  MAX_QUEUED_TIME: (all) => (all.length === 0 ? undefined : Math.max(...all.map(waited))),
  SERVICE_LEVEL: (all, threshold) => share(handled(all).filter((one) => waited(one) <= threshold).length, all.length),
  SUM_CONTACTS_ANSWERED_IN_X: (all, threshold) => handled(all).filter((one) => waited(one) <= threshold).length,
};
const withThreshold = ["SERVICE_LEVEL", "SUM_CONTACTS_ANSWERED_IN_X"];

interface Row {
  dimensions: Record<string, string>;
  contacts: Contact[];
}

/** @throws AwsError InvalidParameterException on a span, filter, grouping or metric that is not possible. */
export function pastMetrics(
  call: Call,
  centre: ContactCentre,
  input: Connect.GetMetricDataV2Request,
): Connect.MetricResultV2[] {
  const from = input.StartTime?.getTime() ?? 0;
  const to = input.EndTime?.getTime() ?? 0;
  const period = input.Interval?.IntervalPeriod ?? "TOTAL";
  const span = spans[period];
  if (from >= to) throw invalid("StartTime must be before EndTime");
  if (to > call.now + MINUTE) throw invalid("EndTime cannot be later than the time of the request");
  if (from < call.now - KEPT) throw invalid("StartTime cannot be more than 3 months before the time of the request");
  if (!span && period !== "TOTAL") throw invalid(`IntervalPeriod ${period} is not supported`);
  if (to - from > (span?.most ?? 35 * DAY)) throw invalid("The span is too long for the IntervalPeriod");
  const metrics = (input.Metrics ?? []).map((metric) => ({ metric, measure: measures[metric.Name ?? ""] }));
  for (const { metric, measure } of metrics) {
    if (!measure) throw invalid(`Metric ${metric.Name} is not supported`);
    if (withThreshold.includes(metric.Name ?? "") && metric.Threshold?.[0]?.ThresholdValue === undefined)
      throw invalid(`Metric ${metric.Name} needs a threshold`);
  }
  const filters = filtersOf(centre, input.Filters ?? []);
  const contacts = contactsBetween(call.world.setting, from, to).filter(
    (contact) => contact.enqueuedAt <= call.now && filters.every((filter) => filter(contact)),
  );
  const rows = (input.Groupings ?? []).reduce<Row[]>(
    (known, grouping) => known.flatMap((row) => split(centre, row, grouping)),
    [{ dimensions: {}, contacts }],
  );
  const zone = input.Interval?.TimeZone ?? "UTC";
  const intervals = span ? intervalsOf(from, to, span.step, zone) : [{ from, to }];
  return rows.flatMap((row) =>
    intervals.map((interval) => {
      const inside = row.contacts.filter((one) => one.enqueuedAt >= interval.from && one.enqueuedAt < interval.to);
      return {
        ...(input.Groupings?.length ? { Dimensions: row.dimensions } : {}),
        MetricInterval: {
          Interval: period,
          StartTime: new Date(interval.from),
          EndTime: new Date(interval.to),
        },
        Collections: metrics.map(({ metric, measure }) => {
          const value = (measure as Measure)(inside, metric.Threshold?.[0]?.ThresholdValue ?? 0);
          return { Metric: metric, ...(value === undefined ? {} : { Value: value }) };
        }),
      };
    }),
  );
}

/** Days begin at midnight of the zone asked for, of which this account knows its own and UTC. */
function intervalsOf(from: number, to: number, step: number, zone: string): { from: number; to: number }[] {
  if (!["UTC", "Asia/Seoul"].includes(zone)) throw invalid(`TimeZone ${zone} is not supported`);
  const midnight = zone === "UTC" ? utcMidnight(from) : seoulMidnight(from);
  const first = midnight + Math.floor((from - midnight) / step) * step;
  const count = Math.ceil((to - first) / step);
  return Array.from({ length: count }, (_, index) => ({ from: first + index * step, to: first + (index + 1) * step }));
}

function filtersOf(centre: ContactCentre, given: Connect.FilterV2[]): ((contact: Contact) => boolean)[] {
  if (given.length === 0) throw invalid("At least one filter is needed");
  return given.map(({ FilterKey, FilterValues = [] }) => {
    if (FilterKey === "QUEUE") {
      const keys = FilterValues.map((id) => findPart(centre.queues, id, "Queue").key);
      return (contact) => keys.includes(contact.queue);
    }
    if (FilterKey === "CHANNEL") return (contact) => FilterValues.includes(contact.channel);
    if (FilterKey === "AGENT") {
      const ids = FilterValues.map((id) => findPart(centre.agents, id, "Agent").id);
      return (contact) => contact.agent !== undefined && ids.includes(contact.agent);
    }
    if (FilterKey === "ROUTING_PROFILE") {
      const keys = FilterValues.flatMap((id) => findPart(centre.profiles, id, "Routing profile").queues);
      return (contact) => keys.includes(contact.queue);
    }
    throw invalid(`FilterKey ${FilterKey} is not supported`);
  });
}

function split(centre: ContactCentre, row: Row, grouping: string): Row[] {
  const keep = (dimensions: Record<string, string>, test: (contact: Contact) => boolean): Row[] => {
    const contacts = row.contacts.filter(test);
    return contacts.length === 0 ? [] : [{ dimensions: { ...row.dimensions, ...dimensions }, contacts }];
  };
  if (grouping === "QUEUE")
    return centre.queues.flatMap((queue) =>
      keep({ QUEUE: queue.id, QUEUE_ARN: queue.arn }, (contact) => contact.queue === queue.key),
    );
  if (grouping === "CHANNEL")
    return ["VOICE", "CHAT"].flatMap((channel) => keep({ CHANNEL: channel }, (contact) => contact.channel === channel));
  if (grouping === "AGENT")
    return centre.agents.flatMap((agent) =>
      keep({ AGENT: agent.id, AGENT_ARN: agent.arn }, (contact) => contact.agent === agent.id),
    );
  throw invalid(`Grouping ${grouping} is not supported`);
}
