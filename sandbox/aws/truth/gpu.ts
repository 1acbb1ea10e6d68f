/** The two forgotten instances of the story, as several questions need them. */
import { DAY } from "../world/calendar.ts";
import { gpuIds } from "../world/instance-id.ts";
import { priceOf } from "../world/instance-prices.ts";
import type { Facts } from "./facts.ts";
import { usd } from "./money.ts";
import { seoulTime } from "./windows.ts";

export function gpuOf({ setting, events, world, now }: Facts) {
  const { story, seed } = setting;
  const ids = gpuIds(seed);
  const hosts = world.instances(now).filter((host) => ids.includes(host.id));
  const launch = events(story.gpuLaunch, story.gpuLaunch + DAY).find(
    (event) => event.name === "RunInstances" && event.resources.some((resource) => ids.includes(resource.name)),
  );
  const [host] = hosts;
  if (!launch || !host) throw new Error("The GPU instances are not launched yet");
  const usdPerDay = usd(hosts.length * 24 * priceOf(host.type, host.region).hourly);
  return {
    instanceIds: hosts.map(({ id }) => id),
    type: host.type,
    region: host.region,
    usageType: `BoxUsage:${host.type}`,
    user: launch.username,
    sourceIp: launch.sourceIp,
    launchedAt: seoulTime(launch.time),
    eventId: launch.id,
    usdPerDay,
  };
}
