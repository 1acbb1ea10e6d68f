import { failure } from "../compose/common.ts";
import { loginsText } from "../compose/logins.ts";
import { trailText } from "../compose/trail.ts";
import type { Result } from "../format/result.ts";
import { periodArgument } from "../periods/argument.ts";
import type { When } from "../periods/when.ts";
import { pictureStep } from "./chart.ts";
import { called, input, offers, type Playbook, type Step, type Working } from "./working.ts";

const TOOL = "trail_find_events";
const WEEK: When = { kind: "rolling", amount: 7, unit: "d" };

const period = ({ slots }: Working) => periodArgument(slots.when ?? WEEK);

export const trailPlaybook: Playbook = (working) => {
  const { slots } = working;
  return run(working, trailText, {
    events: slots.events,
    user: slots.user,
    resource: slots.resource,
    // An event name says its source already, and CloudTrail looks up by one attribute only.
    source: slots.events ? undefined : slots.source,
    ip: slots.ip,
    writes_only: !slots.events && !slots.errorsOnly ? true : undefined,
  });
};

export const loginsPlaybook: Playbook = (working) =>
  run(working, loginsText, { events: ["ConsoleLogin"], user: working.slots.user, ip: working.slots.ip });

function run(
  working: Working,
  compose: (working: Working, result: Result) => string,
  fields: Record<string, unknown>,
): Step {
  const { slots, words } = working;
  if (!offers(working, TOOL)) return { text: words.noTool(words.tools[TOOL]!) };
  const [main] = called(working, TOOL);
  if (!main) {
    const shared = { errors_only: slots.errorsOnly, account: slots.account, regions: slots.regions };
    return { calls: [{ name: TOOL, input: input({ period: period(working), ...fields, ...shared }) }] };
  }
  const failed = failure(working, TOOL);
  if (failed) return { text: failed };
  const result = working.read(main.result?.handle);
  if (!result) return { text: words.failed(words.tools[TOOL]!) };
  const picture = working.manner.chart ? pictureStep(working, main.result?.handle) : null;
  return picture ?? { text: compose(working, result) };
}
