/** The metrics that alarms watch, by the family they are of. */
import { balancersOf } from "./balancers.ts";
import { contactCentreOf } from "./contact-centre.ts";
import { containersOf } from "./containers.ts";
import { natGatewaysOf } from "./gateways.ts";
import { instancesAt } from "./instances.ts";
import type { MetricName } from "./metrics/catalog.ts";
import type { Setting } from "./setting.ts";

export type WatchedMetric = MetricName & { statistic: string };

export function watchedMetrics(setting: Setting) {
  const { targetGroups, balancers } = balancersOf(setting);
  const hosts = instancesAt(setting, setting.anchor);
  const hostId = (role: string) => hosts.find((host) => host.role === role)?.id ?? "";
  return {
    group(service: string, metric: string, statistic = "Sum"): WatchedMetric {
      const found = targetGroups.find((g) => g.name === `${service}-tg`);
      const balancer = balancers.find((b) => b.name === found?.balancer);
      const dimensions = { TargetGroup: found?.dimension ?? "", LoadBalancer: balancer?.dimension ?? "" };
      return { namespace: "AWS/ApplicationELB", metric, dimensions, statistic };
    },
    host: (role: string, metric: string, statistic: string): WatchedMetric => ({
      namespace: "AWS/EC2",
      metric,
      dimensions: { InstanceId: hostId(role) },
      statistic,
    }),
    disk: (role: string): WatchedMetric => ({
      namespace: "CWAgent",
      metric: "disk_used_percent",
      dimensions: { InstanceId: hostId(role), path: "/", device: "nvme0n1p1", fstype: "xfs" },
      statistic: "Average",
    }),
    database: (name: string, metric: string, statistic = "Average"): WatchedMetric => ({
      namespace: "AWS/RDS",
      metric,
      dimensions: { DBInstanceIdentifier: name },
      statistic,
    }),
    calls: (name: string, metric: string): WatchedMetric => ({
      namespace: "AWS/Lambda",
      metric,
      dimensions: { FunctionName: name },
      statistic: "Sum",
    }),
    memory(service: string): WatchedMetric {
      const cluster = containersOf(setting).services.find((s) => s.name === service)?.cluster ?? "";
      return {
        namespace: "AWS/ECS",
        metric: "MemoryUtilization",
        dimensions: { ClusterName: cluster, ServiceName: service },
        statistic: "Maximum",
      };
    },
    natBytes: (): WatchedMetric => ({
      namespace: "AWS/NATGateway",
      metric: "BytesOutToDestination",
      dimensions: { NatGatewayId: natGatewaysOf(setting)[0]?.id ?? "" },
      statistic: "Sum",
    }),
    depth: (queue: string): WatchedMetric => ({
      namespace: "AWS/SQS",
      metric: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: queue },
      statistic: "Maximum",
    }),
    vipQueue(): WatchedMetric {
      const centre = contactCentreOf(setting);
      const queue = centre?.queues.find((q) => q.key === "vip");
      return {
        namespace: "AWS/Connect",
        metric: "QueueSize",
        dimensions: { InstanceId: centre?.id ?? "", MetricGroup: "Queue", QueueName: queue?.name ?? "" },
        statistic: "Maximum",
      };
    },
  };
}
