import type * as Logs from "@aws-sdk/client-cloudwatch-logs";
import type { Call } from "../call.ts";
import { defineService, type Service } from "../wire/service.ts";
import { createQueries, queriedGroups } from "./log-queries.ts";
import { eventOperations } from "./logs-events.ts";
import { groupArn, groupName, groupOperations, groupsIn } from "./logs-groups.ts";

const resource = (identifier: string | undefined, call: Call) => {
  const name = groupName(identifier ?? "");
  return { arn: groupArn(name, call), tags: groupsIn(call).find((g) => g.name === name)?.tags ?? {} };
};
const onGroup = (input: { logGroupName?: string | undefined; logGroupIdentifier?: string | undefined }, call: Call) => [
  resource(input.logGroupName ?? input.logGroupIdentifier, call),
];

export const createLogs = (): Service =>
  defineService<typeof Logs>({
    package: "@aws-sdk/client-cloudwatch-logs",
    client: "CloudWatchLogsClient",
    scope: "logs",
    iam: "logs",
    operations: { ...groupOperations, ...eventOperations, ...createQueries() },
    resources: {
      StartQuery: (input, call) => queriedGroups(input).map((name) => resource(name, call)),
      FilterLogEvents: onGroup,
      GetLogEvents: onGroup,
      DescribeLogStreams: onGroup,
      GetLogGroupFields: onGroup,
      PutRetentionPolicy: onGroup,
      DeleteRetentionPolicy: onGroup,
      ListTagsLogGroup: onGroup,
      ListTagsForResource: (input, call) => [resource(input.resourceArn, call)],
    },
  });
