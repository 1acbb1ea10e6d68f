/** When something was last used, read back from the account's own CloudTrail events. */
import type { Call } from "../../call.ts";
import { DAY, utcMidnight } from "../../world/calendar.ts";
import type { TrailEvent } from "../../world/trail-event.ts";
import type { AccessKey, IamUser } from "../../world/users.ts";

/** How far back is looked: people are away for weeks, machines never. */
const DAYS_BACK = 45;

export interface Use {
  at: number;
  /** As IAM names it: `ec2`. */
  service: string;
  region: string;
}

function newest(call: Call, matches: (event: TrailEvent) => boolean): TrailEvent | undefined {
  const today = utcMidnight(call.now);
  const own = call.state.events(call.account.id);
  for (let day = today; day > today - DAYS_BACK * DAY; day -= DAY) {
    const made = own.filter((event) => event.time >= day && event.time < day + DAY);
    const found = [...call.world.eventsOf(day), ...made]
      .filter((event) => event.time <= call.now && matches(event))
      .reduce<TrailEvent | undefined>((last, event) => (last && last.time > event.time ? last : event), undefined);
    if (found) return found;
  }
  return undefined;
}

/** Undefined for a key that was never used. */
export function keyLastUsed(call: Call, key: AccessKey): Use | undefined {
  if (key.lastUsedAt !== undefined) return { at: key.lastUsedAt, service: "s3", region: "ap-northeast-2" };
  const event = newest(call, (e) => e.accessKeyId === key.id);
  return event && { at: event.time, service: event.source.split(".")[0] ?? "", region: event.region };
}

export function passwordLastUsed(call: Call, user: IamUser): number | undefined {
  if (!user.console) return undefined;
  return newest(call, (e) => e.name === "ConsoleLogin" && e.username === user.name && !e.errorMessage)?.time;
}
