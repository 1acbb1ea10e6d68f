/** haneul-dev: a few calls a day by people who take up a role there, and its own deployments. */
import type { Part } from "../cast.ts";
import { type Random, randomOf } from "../random.ts";
import type { Setting } from "../setting.ts";
import type { TrailEvent } from "../trail-event.ts";
import { type ApiCall, apiCall } from "./api-call.ts";
import { instanceFilter, kind } from "./call-kind.ts";
import { rolePrincipal } from "./principals.ts";
import { workingTime } from "./working-time.ts";

const developers: Part[] = ["backend", "backend", "ml", "sre"];
const ROLE = "Developer";

export function developmentEvents(setting: Setting, day: number, weekend: boolean): TrailEvent[] {
  const { seed, account, cast } = setting;
  const random = randomOf(seed, account.id, "development", day);
  const count = weekend ? random.int(0, 1) : random.int(3, 6);
  return Array.from({ length: count }, () => {
    const actor = cast[random.pick(developers)];
    const time = workingTime(random, actor.part, day);
    const { name: session, ip: sourceIp, userAgent } = actor;
    const principal = rolePrincipal(setting, { role: ROLE, session, sourceIp, userAgent }, time);
    return apiCall(random, principal, time, callOf(setting, random));
  });
}

function callOf(setting: Setting, random: Random): ApiCall {
  const { names, account } = setting;
  const kinds = [
    kind(4, "ec2", "DescribeInstances", instanceFilter),
    kind(2, "ecs", "DescribeServices", () => ({ cluster: account.name, services: [names.order] })),
    kind(2, "logs", "FilterLogEvents", () => ({ logGroupName: `/haneul/${names.order}`, limit: 100 })),
    kind(1, "rds", "DescribeDBInstances"),
    kind(1, "ssm", "PutParameter", (r) => ({
      name: `/haneul-dev/${names.order}/feature-${r.int(1, 9)}`,
      type: "String",
      value: "HIDDEN_DUE_TO_SECURITY_REASONS",
      overwrite: true,
    })),
    kind(0.3, "ec2", "TerminateInstances", (r) => ({ instancesSet: { items: [{ instanceId: `i-0${r.hex(16)}` }] } }), {
      error: { code: "Client.UnauthorizedOperation", message: "You are not authorized to perform this operation." },
    }),
  ];
  return random.weighted(kinds).make(random);
}
