import { alarmsText } from "../compose/alarms.ts";
import { call, fetched, type Script, scripted } from "./script.ts";

const TOOL = "alarms_list";

/** All alarms, or those of one name; what rings is told first. */
export const alarmsPlaybook = scripted(TOOL, function* (working): Script {
  const { slots } = working;
  const fields = { name: slots.names?.[0], state: slots.alarmState, account: slots.account, regions: slots.regions };
  const got = fetched(working, (yield [call(TOOL, fields)])[0]);
  return "trouble" in got ? got.trouble : alarmsText(working, got.result);
});
