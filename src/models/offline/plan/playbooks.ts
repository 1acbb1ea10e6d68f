import type { Intent } from "../slots.ts";
import { costPlaybook } from "./cost.ts";
import { guarddutyPlaybook } from "./guardduty.ts";
import { instancesPlaybook } from "./instances.ts";
import { logErrorsPlaybook, logGroupsPlaybook } from "./logs.ts";
import { rebootPlaybook } from "./reboot.ts";
import { loginsPlaybook, trailPlaybook } from "./trail.ts";
import type { Playbook } from "./working.ts";

export const PLAYBOOKS: Partial<Record<Intent, Playbook>> = {
  cost: costPlaybook,
  trail: trailPlaybook,
  logins: loginsPlaybook,
  guardduty: guarddutyPlaybook,
  logErrors: logErrorsPlaybook,
  logGroups: logGroupsPlaybook,
  instances: instancesPlaybook,
  reboot: rebootPlaybook,
};
