/** AWS/Connect: the queues, counted from the contacts themselves. */
import { DAY, MINUTE, seoulMidnight } from "../calendar.ts";
import { type ContactQueue, contactCentreOf } from "../contact-centre.ts";
import { contactsOfDay } from "../contacts.ts";
import type { Setting } from "../setting.ts";
import { gauge } from "./gauge.ts";
import type { Series, Unit } from "./series.ts";

interface Minutes {
  waiting: Uint16Array;
  /** Seconds. */
  oldest: Uint16Array;
}

export function contactSeries(setting: Setting): Series[] {
  const centre = contactCentreOf(setting);
  if (!centre) return [];
  return centre.queues.flatMap((queue) => {
    const dimensions = { InstanceId: centre.id, MetricGroup: "Queue", QueueName: queue.name };
    const at = minutesOf(setting, queue);
    const of = (metric: string, unit: Unit, part: "waiting" | "oldest") =>
      gauge(
        setting,
        { region: centre.region, namespace: "AWS/Connect", metric, dimensions, unit, from: centre.createdAt },
        (minute) => at(minute)[part],
      );
    return [of("QueueSize", "Count", "waiting"), of("LongestQueueWaitTime", "Seconds", "oldest")];
  });
}

/** While the queue is backed up its numbers stand still, as the story has them (S9). */
function minutesOf(setting: Setting, queue: ContactQueue): (minute: number) => { waiting: number; oldest: number } {
  const { story } = setting;
  const days = new Map<number, Minutes>();
  return (minute) => {
    if (queue.key === "vip" && minute >= story.queueBacksUp)
      return { waiting: story.queueWaiting, oldest: story.queueOldestSeconds };
    const midnight = seoulMidnight(minute);
    const day = days.get(midnight) ?? countDay(setting, queue, midnight);
    days.set(midnight, day);
    const index = (minute - midnight) / MINUTE;
    return { waiting: day.waiting[index] ?? 0, oldest: day.oldest[index] ?? 0 };
  };
}

function countDay(setting: Setting, queue: ContactQueue, midnight: number): Minutes {
  const day = { waiting: new Uint16Array(1440), oldest: new Uint16Array(1440) };
  // Those who called before midnight may still be waiting after it.
  for (const contact of [...contactsOfDay(setting, midnight - DAY), ...contactsOfDay(setting, midnight)]) {
    if (contact.queue !== queue.key) continue;
    const left = Math.min(contact.connectedAt ?? contact.endedAt, midnight + DAY);
    const first = Math.max(0, Math.ceil((contact.enqueuedAt - midnight) / MINUTE));
    for (let index = first; midnight + index * MINUTE < left; index += 1) {
      const age = Math.round((midnight + index * MINUTE - contact.enqueuedAt) / 1000);
      day.waiting[index] = (day.waiting[index] ?? 0) + 1;
      day.oldest[index] = Math.max(day.oldest[index] ?? 0, age);
    }
  }
  return day;
}
