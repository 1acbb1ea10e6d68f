import { share } from "../format/figures.ts";
import { code, plain, table } from "../format/markdown.ts";
import { number, type Result, type Row, text } from "../format/result.ts";
import { clockTime, moment, zoneName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { caveats, named, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";
import { type Deployment, deploymentsIn } from "./deployments.ts";

/** Alarms that tell of failing requests, by how teams call them. */
export const OUTAGE_ALARM = /5xx|error|outage|fail|down|unhealthy/i;
/** A deployment longer before the rise is not its cause. */
const SOON_MS = 3_600_000;

/** `order-api` of `order-api-5xx`. */
export const alarmService = (alarm: string): string =>
  alarm.replace(/[-_](?:5xx|errors?|outage|fail\w*|down|unhealthy|alarm).*$/i, "");

export interface Incident {
  service: string;
  /** The change of state that began it. */
  alarm: Row;
  /** first, last and the minute after, minutes, share, usual, peak in percent. */
  sums: Row | null;
  changes: Row[];
  errors: Result | null;
}

/** The likely cause first, then the incident in the order of time, how it ended, and what the log said. */
export function outageText(working: Working, alarms: Result, incident: Incident | null): string {
  const { words, reader, slots } = working;
  const { outage } = words.health;
  const period = named(words, alarms.info, reader);
  if (!incident) {
    const about = slots.names?.[0] ? code(slots.names[0]) : "";
    return paragraphs(outage.none(period, about), searched(words, "CloudWatch alarms", alarms.info, reader));
  }
  const { sums, errors, service } = incident;
  const [first, normal] = [text(sums?.first), text(sums?.normal) || text(sums?.last)];
  const began = first || text(incident.alarm.time);
  const deployments = deploymentsIn(incident.changes);
  const before = deployments.filter(({ time }) => time <= began && Date.parse(began) - Date.parse(time) < SOON_MS);
  const cause = before.at(-1);
  const rollback = cause && deployments.find(({ time }) => time > began);
  const clock = (iso: string) => clockTime(iso, reader);
  const rise = first
    ? outage.rise(clock(first), clock(normal), percent(sums?.usual), percent(sums?.share), number(sums?.minutes))
    : "";
  const zone = zoneName(reader.zone, reader.now);
  const head = cause
    ? outage.cause(
        `${moment(cause.time, reader)} ${zone}`,
        code(cause.task),
        versionOf(cause),
        code(cause.user),
        first ? outage.minutesAfter(Math.round((Date.parse(first) - Date.parse(cause.time)) / 60_000)) : "",
        rise,
      )
    : outage.noCause(code(service), rise);
  const ids = [cause, rollback].flatMap((one) => (one ? [code(one.eventId)] : []));
  const top = errors && [...errors.rows].sort((a, b) => number(b.count) - number(a.count))[0];
  return paragraphs(
    head,
    rollback &&
      outage.rollback(
        code(rollback.user),
        clock(rollback.time),
        code(rollback.task),
        versionOf(rollback),
        clock(normal),
      ),
    courseTable(working, incident, cause, rollback, first, normal),
    top && outage.pattern(share(number(top.share)), code(top.pattern)),
    sentences(outage.likely, ids.length > 0 && outage.evidence(ids.join(words.and)), caveats(words, alarms.info)),
    pictureTrouble(working),
  );
}

const percent = (value: Row[string] | undefined): string => `${number(value).toFixed(1)}%`;
const versionOf = ({ version }: Deployment): string => (version ? code(version) : "");

function courseTable(
  { words, reader }: Working,
  { alarm, sums }: Incident,
  cause: Deployment | undefined,
  rollback: Deployment | undefined,
  first: string,
  normal: string,
): string {
  const { rows, columns } = words.health.outage;
  const deployed = (what: string, { time, user, task, version }: Deployment) => ({
    time,
    cells: [what, code(user), `${code(task)}${version ? ` (${code(version)})` : ""}`],
  });
  const steps = [
    ...(cause ? [deployed(rows.deploy, cause)] : []),
    ...(first ? [{ time: first, cells: [rows.raised, "–", `${percent(sums?.usual)} → ${percent(sums?.share)}`] }] : []),
    { time: text(alarm.time), cells: [rows.alarm, "–", code(alarm.alarm)] },
    ...(rollback ? [deployed(rows.rollback, rollback)] : []),
    ...(first ? [{ time: normal, cells: [rows.settled, "–", "–"] }] : []),
  ].sort((a, b) => a.time.localeCompare(b.time));
  return table(
    [
      { label: `${columns.time} (${plain(zoneName(reader.zone, reader.now))})` },
      { label: columns.what },
      { label: columns.who },
      { label: columns.detail },
    ],
    steps.map(({ time, cells }) => [moment(time, reader), ...cells]),
  );
}
