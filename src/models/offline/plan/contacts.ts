import { contactsNowText, contactsThenText } from "../compose/contacts.ts";
import { periodArgument } from "../periods/argument.ts";
import { dayIn } from "../periods/calendar.ts";
import { days, type When } from "../periods/when.ts";
import { call, fetched, type Script, scripted } from "./script.ts";
import type { Working } from "./working.ts";

const TOOL = "connect_queues";

/** Who waits now, or what became of the contacts of a period. All queues are read; the answer picks those that were named. */
export const contactsPlaybook = scripted(TOOL, function* (working): Script {
  const { slots } = working;
  const when = spanOf(working);
  const fields = { period: when ? periodArgument(when) : undefined, account: slots.account, regions: slots.regions };
  const got = fetched(working, (yield [call(TOOL, fields)])[0]);
  if ("trouble" in got) return got.trouble;
  return when ? contactsThenText(working, got.result) : contactsNowText(working, got.result);
});

/** Null: as it is now. "How many wait today?" means now, "how many gave up?" means today. */
function spanOf({ slots: { when, lost }, at }: Working): When | null {
  const day = dayIn(at.now, at.zone);
  const today = days(day, day, "day");
  if (when && !lost && periodArgument(when) === periodArgument(today)) return null;
  return when ?? (lost ? today : null);
}
