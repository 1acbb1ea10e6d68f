import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import type { Note } from "../results.ts";
import { liveMetrics, nobody } from "./live-metrics.ts";
import { hoursText, isWithin } from "./opening-hours.ts";
import { column, idsOf, inPortions, type Place, type View } from "./queue-places.ts";

const columns = [
  column("queue", "text", "대기열", "Queue"),
  column("waiting", "number", "대기 고객", "Waiting"),
  column("longest_wait", "number", "최장 대기(초)", "Longest wait (s)", "s"),
  column("agents_online", "number", "접속 상담원", "Agents online"),
  column("agents_available", "number", "응대 가능 상담원", "Agents free"),
  column("agents_on_contact", "number", "상담 중 상담원", "Agents on a contact"),
  column("open", "bool", "운영 시간 내", "Within hours"),
  column("hours", "text", "운영 시간", "Hours"),
  column("instance", "text", "인스턴스", "Instance"),
  column("region", "text", "리전", "Region"),
];

const agentsNote: Note = {
  code: "agents_per_queue",
  text: "An agent who serves several queues is counted at each of them; hours are the regular ones, without holidays.",
};

/** Who waits now, the queue with most of them first. */
export async function queuesNow(places: readonly Place[], account: AccountConfig, call: Call): Promise<View> {
  const portions = await inPortions(places, ({ region, centre }, queues) =>
    liveMetrics({ id: centre.id, queues: idsOf(queues) }, account, region, call),
  );
  const all = portions
    .flatMap(({ region, centre, queues, answer }) =>
      queues.map((queue) => ({ region, centre, queue, now: answer.queues.get(queue.QueueId ?? "") ?? nobody })),
    )
    .sort((a, b) => b.now.waiting - a.now.waiting || b.now.oldestSeconds - a.now.oldestSeconds);
  const times = portions.flatMap(({ answer: { at } }) => (at === null ? [] : [at]));
  return {
    columns,
    rows: all.map(({ region, centre, queue, now }) => {
      const hours = centre.hours.get(queue.HoursOfOperationId ?? "");
      return [
        call.field(queue.Name),
        now.waiting,
        now.oldestSeconds,
        now.online,
        now.available,
        now.onContact,
        hours ? isWithin(hours, call.context.now) : null,
        hours ? hoursText(hours) : null,
        call.field(centre.name),
        region,
      ];
    }),
    totals: {
      queues: all.length,
      waiting: all.reduce((sum, { now }) => sum + now.waiting, 0),
      longest_wait: Math.max(0, ...all.map(({ now }) => now.oldestSeconds)),
    },
    notes: all.length > 0 ? [agentsNote] : [],
    at: times.length === 0 ? null : Math.min(...times),
    requests: portions.reduce((sum, { answer }) => sum + answer.requests, 0),
    complete: portions.every(({ answer }) => answer.complete),
  };
}
