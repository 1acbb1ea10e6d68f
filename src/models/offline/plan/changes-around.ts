import { trailText } from "../compose/trail.ts";
import { call, fetched, scripted } from "./script.ts";
import { instantOf, type Playbook } from "./working.ts";

const TOOL = "trail_changes";

/** What was changed shortly before and after a time of day, of one thing or of all. */
export const changesAroundPlaybook = (clock: string, resource: string | undefined): Playbook =>
  scripted(TOOL, function* (working) {
    const { account } = working.slots;
    const got = fetched(working, (yield [call(TOOL, { around: instantOf(clock, working), resource, account })])[0]);
    if ("trouble" in got) return got.trouble;
    const slots = { ...(resource && { resource }) };
    return trailText({ ...working, slots }, got.result, got.info);
  });
