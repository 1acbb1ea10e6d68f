import type { Call } from "../call.ts";
import { notify } from "./alarms-notify.ts";
import { alarmNow, definitionsIn } from "./alarms-state.ts";

/** Up to when changes have been told to the topics. */
interface Announced {
  until: number;
}

/**
 * Tells the topics what alarms have done by themselves since the last time. The account has no process that watches
 * its alarms: whoever reads a queue asks first. What happened before the first time is nobody's news.
 */
export function announceChanges(call: Call): void {
  const announced = call.state.things<Announced>("alarms-announced");
  const id = `${call.account.id}:${call.region}`;
  const { until } = announced.get(id) ?? { until: Number.POSITIVE_INFINITY };
  if (until > call.now) {
    announced.set(id, { until: call.now });
    return;
  }
  const news = definitionsIn(call)
    .flatMap((alarm) => alarmNow(call, alarm).changes.map((change) => ({ alarm, change })))
    .filter(({ change }) => change.time > until && !change.set)
    .sort((a, b) => a.change.time - b.change.time);
  if (news.length === 0) return;
  announced.set(id, { until: call.now });
  for (const { alarm, change } of news) notify(call, alarm, change);
}
