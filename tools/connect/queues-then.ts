import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import type { Window } from "../period.ts";
import { pastMetrics, type QueueThen, SERVICE_SECONDS } from "./past-metrics.ts";
import { column, idsOf, inPortions, type Place, type View } from "./queue-places.ts";

const columns = [
  column("queue", "text", "대기열", "Queue"),
  column("contacts", "number", "인입", "Contacts"),
  column("answered", "number", "응대", "Answered"),
  column("abandoned", "number", "포기", "Abandoned"),
  column("abandon_rate", "percent", "포기율", "Abandon rate"),
  column("in_time", "percent", `${SERVICE_SECONDS}초 내 응대`, `Answered within ${SERVICE_SECONDS} s`),
  column("mean_wait", "number", "평균 응답 대기(초)", "Mean wait to answer (s)", "s"),
  column("mean_wait_abandoned", "number", "포기 전 평균 대기(초)", "Mean wait to abandon (s)", "s"),
  column("longest_wait", "number", "최장 대기(초)", "Longest wait (s)", "s"),
  column("mean_handling", "number", "평균 처리(초)", "Mean handling (s)", "s"),
  column("instance", "text", "인스턴스", "Instance"),
  column("region", "text", "리전", "Region"),
];

const none: QueueThen = {
  ...{ queued: 0, answered: 0, abandoned: 0 },
  ...{ waitedForAnswer: null, waitedInVain: null, longestWait: null, handled: null, inTime: null },
};

const seconds = (value: number | null) => (value === null ? null : Math.round(value));
const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

/** What became of the contacts of a period, the queue that lost most of them first. */
export async function queuesThen(
  places: readonly Place[],
  window: Window,
  account: AccountConfig,
  call: Call,
): Promise<View> {
  const portions = await inPortions(places, ({ region, centre }, queues) =>
    pastMetrics({ arn: centre.arn, queues: idsOf(queues) }, window, account, region, call),
  );
  const all = portions
    .flatMap(({ region, centre, queues, answer }) =>
      queues.map((queue) => ({ region, centre, queue, past: answer.queues.get(queue.QueueId ?? "") ?? none })),
    )
    .sort((a, b) => b.past.abandoned - a.past.abandoned || b.past.queued - a.past.queued);
  const sum = (of: (past: QueueThen) => number) => all.reduce((total, { past }) => total + of(past), 0);
  const [contacts, abandoned] = [sum(({ queued }) => queued), sum((past) => past.abandoned)];
  return {
    columns,
    rows: all.map(({ region, centre, queue, past }) => [
      call.field(queue.Name),
      past.queued,
      past.answered,
      past.abandoned,
      share(past.abandoned, past.queued),
      past.inTime,
      seconds(past.waitedForAnswer),
      seconds(past.waitedInVain),
      seconds(past.longestWait),
      seconds(past.handled),
      call.field(centre.name),
      region,
    ]),
    totals: {
      queues: all.length,
      contacts,
      answered: sum(({ answered }) => answered),
      abandoned,
      abandon_percent: Math.round((share(abandoned, contacts) ?? 0) * 1_000) / 10,
      longest_wait: Math.max(0, ...all.map(({ past }) => seconds(past.longestWait) ?? 0)),
    },
    notes: [],
    at: call.context.now,
    requests: portions.reduce((total, { answer }) => total + answer.requests, 0),
    complete: portions.every(({ answer }) => answer.complete),
  };
}
