/** What EC2 has planned for an instance: the retirement that Health tells of, until it runs on other hardware. */
import type * as EC2 from "@aws-sdk/client-ec2";
import type { Call } from "../../call.ts";
import { retirementOf } from "../../world/health.ts";
import { randomOf } from "../../world/random.ts";

export function scheduledEvents(
  host: { id: string; launchedAt: number },
  call: Call,
): Pick<EC2.InstanceStatus, "Events"> {
  const { setting } = call.world;
  const planned = retirementOf(setting);
  if (planned?.instanceId !== host.id || planned.noticedAt > call.now || host.launchedAt > planned.noticedAt) return {};
  return {
    Events: [
      {
        InstanceEventId: `instance-event-0${randomOf(setting.seed, "instance-event", host.id).hex(16)}`,
        Code: "instance-retirement",
        Description: "The instance is running on degraded hardware",
        NotBefore: new Date(planned.notBefore),
      },
    ],
  };
}
