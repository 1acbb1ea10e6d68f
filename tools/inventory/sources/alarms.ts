import type { CompositeAlarm, Dimension, MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { awsSdk } from "../../aws-sdk.ts";
import { refOfArn } from "../arn.ts";
import { type Link, type Ref, refOf } from "../resource.ts";
import { instant, pages, resource, type Site, type Source } from "../site.ts";

export const alarms: Source = {
  types: ["cloudwatch:alarm"],
  async read(site) {
    const sdk = awsSdk("client-cloudwatch");
    const client = site.aws.client(sdk.CloudWatchClient, site.account, site.region);
    const found = await pages(
      site,
      "cloudwatch:DescribeAlarms",
      (NextToken, options) =>
        client.send(
          new sdk.DescribeAlarmsCommand({
            AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
            MaxRecords: 100,
            ...(NextToken && { NextToken }),
          }),
          options,
        ),
      (output) => output.NextToken,
    );
    const metric = found.flatMap(({ MetricAlarms }) => MetricAlarms ?? []);
    const composite = found.flatMap(({ CompositeAlarms }) => CompositeAlarms ?? []);
    return {
      resources: [
        ...metric.map((alarm) => toResource(site, alarm, watchedOf(alarm))),
        ...composite.map((alarm) => toResource(site, alarm, alarm.AlarmRule ?? "")),
      ],
      links: [
        ...metric.flatMap((alarm) => linksOf(site, alarm, metricDimensions(alarm))),
        ...composite.flatMap((alarm) => linksOf(site, alarm, [])),
      ],
    };
  },
};

const toResource = (site: Site, alarm: MetricAlarm | CompositeAlarm, watched: string) =>
  resource(site, {
    arn: alarm.AlarmArn ?? "",
    type: "cloudwatch:alarm",
    id: alarm.AlarmName ?? "",
    name: alarm.AlarmName,
    state: alarm.StateValue,
    tags: null,
    detail: [watched],
    facts: [
      ["alarm", "watches", watched],
      ["alarm", "state since", instant(alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp)],
      ["alarm", "reason", alarm.StateReason],
      ["alarm", "actions enabled", alarm.ActionsEnabled],
      ["details", "description", alarm.AlarmDescription],
    ],
  });

function watchedOf({ Namespace, MetricName, ComparisonOperator, Threshold }: MetricAlarm): string {
  const metric = MetricName ? `${Namespace}/${MetricName}` : "metric expression";
  return `${metric} ${signs[ComparisonOperator ?? ""] ?? ComparisonOperator ?? ""} ${Threshold ?? ""}`.trim();
}

const signs: Record<string, string> = {
  GreaterThanOrEqualToThreshold: ">=",
  GreaterThanThreshold: ">",
  LessThanThreshold: "<",
  LessThanOrEqualToThreshold: "<=",
};

const metricDimensions = ({ Dimensions = [], Metrics = [] }: MetricAlarm): Dimension[][] => [
  Dimensions,
  ...Metrics.flatMap(({ MetricStat }) => (MetricStat?.Metric?.Dimensions ? [MetricStat.Metric.Dimensions] : [])),
];

function linksOf(site: Site, alarm: MetricAlarm | CompositeAlarm, dimensions: Dimension[][]): Link[] {
  const from = refOf({ region: site.region, type: "cloudwatch:alarm", id: alarm.AlarmName ?? "" });
  const watched = new Set(dimensions.flatMap((of) => refsOf(site, of)));
  return [
    ...[...watched].map((to): Link => ({ from, kind: "watches", to })),
    ...(alarm.AlarmActions ?? []).flatMap((arn): Link[] => {
      const to = refOfArn(arn, site.region);
      return to ? [{ from, kind: "notifies", to }] : [];
    }),
  ];
}

/** The resources that a metric's dimensions name. */
function refsOf({ region }: Site, dimensions: readonly Dimension[]): Ref[] {
  const value = (name: string) => dimensions.find(({ Name }) => Name === name)?.Value;
  const cluster = value("ClusterName");
  return dimensions.flatMap(({ Name, Value: id = "" }) => {
    const at = (type: string, of = id) => [refOf({ region, type, id: of })];
    switch (Name) {
      case "InstanceId":
        return at("ec2:instance");
      case "VolumeId":
        return at("ec2:volume");
      case "NatGatewayId":
        return at("ec2:natgateway");
      case "AutoScalingGroupName":
        return at("autoscaling:autoScalingGroup");
      case "LoadBalancer":
        return at(`elasticloadbalancing:loadbalancer/${id.split("/")[0]}`);
      case "TargetGroup":
        return at("elasticloadbalancing:targetgroup", id.replace(/^targetgroup\//, ""));
      case "DBInstanceIdentifier":
        return at("rds:db");
      case "DBClusterIdentifier":
        return at("rds:cluster");
      case "FunctionName":
        return at("lambda:function");
      case "QueueName":
        return at("sqs:queue");
      case "TopicName":
        return at("sns:topic");
      case "BucketName":
        return at("s3:bucket");
      case "LogGroupName":
        return at("logs:log-group");
      case "ServiceName":
        return cluster === undefined ? [] : at("ecs:service", `${cluster}/${id}`);
      case "ClusterName":
        return value("ServiceName") === undefined ? at("ecs:cluster") : [];
      default:
        return [];
    }
  });
}
