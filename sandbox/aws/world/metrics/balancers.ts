/** AWS/ApplicationELB and AWS/NATGateway. */

import { type Balancer, balancersOf, type TargetGroup } from "../balancers.ts";
import { DAY, MINUTE } from "../calendar.ts";
import { natGatewaysOf } from "../gateways.ts";
import { drawnNumber } from "../seed.ts";
import type { Setting } from "../setting.ts";
import { gauge, habitual, seriesFrom } from "./gauge.ts";
import { durations, events, type Series, type Unit } from "./series.ts";
import { type Service, type Traffic, trafficOf } from "./traffic.ts";

/** Sigma of the time to answer: p99 is some four times the median. */
const SPREAD = 0.62;

/** When the target that fails its checks began to: some time on the day before the anchor. */
const unhealthySince = ({ seed, anchor }: Setting): number =>
  anchor - DAY + drawnNumber(seed, "unhealthy-minute", 922, 480, 1200) * MINUTE;

/** The service behind a target group: they are called `<service>-tg`. */
function serviceOf({ names }: Setting, group: TargetGroup): Service | undefined {
  const services: [Service, string][] = [
    ["order", names.order],
    ["web", names.web],
    ["cart", names.cart],
    ["search", names.search],
  ];
  return services.find(([, name]) => group.name === `${name}-tg`)?.[0];
}

type Answers = (minute: number) => Traffic;

export function balancerSeries(setting: Setting): Series[] {
  const { balancers, targetGroups } = balancersOf(setting);
  const traffic = trafficOf(setting);
  return balancers.flatMap((balancer) => {
    const groups = targetGroups.filter((group) => group.balancer === balancer.name);
    const answers = groups.map((group): Answers => {
      const service = serviceOf(setting, group);
      return (minute) => (service ? traffic(service, minute) : nothing);
    });
    const whole: Answers = (minute) => answers.map((of) => of(minute)).reduce(together, nothing);
    return [
      ...requestsOf(setting, balancer, { LoadBalancer: balancer.dimension }, whole),
      gauge(
        setting,
        { ...identity(balancer, { LoadBalancer: balancer.dimension }), metric: "ActiveConnectionCount", unit: "Count" },
        (minute) => Math.round(whole(minute).requests * 1.4 + 6),
      ),
      ...groups.flatMap((group, index) => {
        const dimensions = { TargetGroup: group.dimension, LoadBalancer: balancer.dimension };
        return [
          ...requestsOf(setting, balancer, dimensions, answers[index] ?? whole),
          ...healthOf(setting, balancer, group, dimensions),
        ];
      }),
    ];
  });
}

const nothing: Traffic = { requests: 0, failed: 0, rejected: 0, medianMs: 0 };

function together(a: Traffic, b: Traffic): Traffic {
  const requests = a.requests + b.requests;
  return {
    requests,
    failed: a.failed + b.failed,
    rejected: a.rejected + b.rejected,
    medianMs: requests ? (a.medianMs * a.requests + b.medianMs * b.requests) / requests : 0,
  };
}

const identity = (balancer: Balancer, dimensions: Record<string, string>) => ({
  region: balancer.region,
  namespace: "AWS/ApplicationELB",
  dimensions,
  from: balancer.createdAt,
});

function requestsOf(setting: Setting, balancer: Balancer, dimensions: Record<string, string>, at: Answers): Series[] {
  const of = (metric: string, unit: Unit, sample: Series["at"]) =>
    seriesFrom(setting, { ...identity(balancer, dimensions), metric, unit }, sample);
  const count = (metric: string, part: (t: Traffic) => number) =>
    of(metric, "Count", (minute) => events(part(at(minute))));
  return [
    count("RequestCount", (t) => t.requests),
    count("HTTPCode_Target_2XX_Count", (t) => t.requests - t.failed - t.rejected),
    count("HTTPCode_Target_4XX_Count", (t) => t.rejected),
    count("HTTPCode_Target_5XX_Count", (t) => t.failed),
    of("TargetResponseTime", "Seconds", (minute) => {
      const { requests, medianMs } = at(minute);
      return durations(requests, medianMs / 1000, SPREAD);
    }),
  ];
}

function healthOf(
  setting: Setting,
  balancer: Balancer,
  group: TargetGroup,
  dimensions: Record<string, string>,
): Series[] {
  const since = unhealthySince(setting);
  const failing = (minute: number) => (group.failing && minute >= since ? 1 : 0);
  const of = (metric: string, value: (minute: number) => number) =>
    gauge(setting, { ...identity(balancer, dimensions), metric, unit: "Count" }, value);
  return [
    of("HealthyHostCount", (minute) => group.targets.length - failing(minute)),
    of("UnHealthyHostCount", failing),
  ];
}

/** Bytes a minute through a NAT gateway at load 1, and how much more comes back than goes out. */
const NAT_BYTES = 12_100_000;
const ANSWERS = 1.6;

/** While the log shipper's VPC endpoint is gone, all its bytes go through NAT (S7). */
export function natSeries(setting: Setting): Series[] {
  const { story } = setting;
  return natGatewaysOf(setting).flatMap((nat) => {
    const usual = habitual(setting, ["nat", nat.id], { base: NAT_BYTES * 0.2, perLoad: NAT_BYTES });
    const factor = (minute: number) =>
      minute >= story.endpointRemoved && minute < story.endpointRestored ? story.natFactor : 1;
    const of = (metric: string, unit: Unit, value: (minute: number) => number) =>
      gauge(
        setting,
        {
          region: nat.region,
          namespace: "AWS/NATGateway",
          metric,
          dimensions: { NatGatewayId: nat.id },
          unit,
          from: nat.createdAt,
        },
        (minute) => Math.round(value(minute)),
      );
    return [
      of("BytesOutToDestination", "Bytes", (minute) => usual(minute) * factor(minute)),
      of("BytesInFromSource", "Bytes", (minute) => usual(minute) * factor(minute)),
      of("BytesInFromDestination", "Bytes", (minute) => usual(minute) * ANSWERS),
      of("BytesOutToSource", "Bytes", (minute) => usual(minute) * ANSWERS),
      of("ActiveConnectionCount", "Count", (minute) => usual(minute) / 61_000),
      of("ErrorPortAllocation", "Count", () => 0),
    ];
  });
}
