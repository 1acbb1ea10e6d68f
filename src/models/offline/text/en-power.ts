import type { Power } from "../power.ts";
import type { PowerEnd, PowerTalk, PowerWords } from "./power.ts";

const GERUNDS: Record<Power, string> = { reboot: "rebooting", stop: "stopping", start: "starting" };

/** `verb` is the noun too: a reboot, a stop, a start. */
function about(verb: Power, done: string, example: string) {
  return {
    succeeded: (target) => `**The request to ${verb} ${target} was carried out.**`,
    denied: (target) => `**The request to ${verb} ${target} was denied.** Nothing was run.`,
    expired: (target) =>
      `**The request to ${verb} ${target} was not approved in time and has expired.** Nothing was run. Please ask again if it is still needed.`,
    stale: (target) =>
      `**The request to ${verb} ${target} was not carried out.** The state changed after the card was shown. Please check it and ask again.`,
    unknown: (target) =>
      `**⚠️ It is not known whether the request to ${verb} ${target} was carried out.** It was not tried again. Somebody has to check the instance and CloudTrail.`,
    failed: (target) => `**The request to ${verb} ${target} failed.**`,
    cancelled: (target) => `**The request to ${verb} ${target} was cancelled.** Nothing was run.`,
    example,
    refused: `**The ${verb} could not be requested.** Nothing was changed.`,
    which: `**Which instance shall I ${verb}?** Please give its Name tag or instance id, for example: _${example.charAt(0).toLowerCase()}${example.slice(1)}_`,
    none: (what) => `**There is no ${what ? `${what} ` : ""}instance to ${verb}.**`,
    several: (found) =>
      `**${found} instances fit. Which of them shall be ${done}?** Please say by name or instance id; one card takes up to five.`,
    tooMany: (given) =>
      `**At most five instances can be ${done} at a time (you named ${given}).** Please ask in parts.`,
  } satisfies Record<PowerEnd, (target: string) => string> & PowerTalk;
}

const OTHERS =
  ", and those of Auto Scaling capacity, ECS services, RDS, Lambda aliases, tags, host checks, archived GuardDuty findings, alarm actions and log retention";

export const EN_POWER: PowerWords = {
  reboot: about("reboot", "rebooted", "Reboot order-api-2"),
  stop: about("stop", "stopped", "Stop the GPU instances in us-east-1"),
  start: about("start", "started", "Start order-api-2"),
  decided: (who, time) => `Approved by ${who}${time ? ` · run ${time}` : ""}.`,
  deniedBy: (who) => `Denied by ${who}.`,
  off: "**Changes are not enabled here.** I can only look things up. Once an admin configures an act role, EC2 instances can be rebooted, stopped and started after an approval on a card.",
  offered: (powers, others) => {
    const gerunds = [...powers.map((power) => GERUNDS[power]), ...(others ? ["terminating", "snapshotting"] : [])];
    return `${listed(gerunds)} EC2 instances${others ? OTHERS : ""}`;
  },
};

const listed = (names: string[]) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
