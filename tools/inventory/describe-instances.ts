import type { Filter, Instance } from "@aws-sdk/client-ec2";
import { readAwsFailure } from "../aws-failure.ts";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { AwsCallError } from "../errors.ts";
import { readPages } from "../read-pages.ts";

export interface InstanceQuestion {
  ids?: readonly string[];
  filters?: Filter[];
}

export interface InstanceAnswer {
  instances: Instance[];
  requests: number;
  /** False where pages were left unread. */
  complete: boolean;
}

const PAGE = 500;
const MAX_PAGES = 20;

/** Instances of one region, all pages. Ids that do not exist there give no instances, not an error. */
export async function describeInstances(
  account: AccountConfig,
  region: string,
  question: InstanceQuestion,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<InstanceAnswer> {
  const { DescribeInstancesCommand, EC2Client } = awsSdk("client-ec2");
  const client = aws.client(EC2Client, account, region);
  // As a filter, unlike InstanceIds, an id of another region is simply not found.
  const filters = [
    ...(question.filters ?? []),
    ...(question.ids ? [{ Name: "instance-id", Values: [...question.ids] }] : []),
  ];
  try {
    const { pages, requests, complete } = await readPages(
      MAX_PAGES,
      (token) => {
        const command = new DescribeInstancesCommand({
          MaxResults: PAGE,
          ...(filters.length > 0 ? { Filters: filters } : {}),
          ...(token ? { NextToken: token } : {}),
        });
        return aws.send({ action: "ec2:DescribeInstances", account, region, signal }, (options) =>
          client.send(command, options),
        );
      },
      (page) => page.NextToken,
    );
    const reservations = pages.flatMap((page) => page.Reservations ?? []);
    return { instances: reservations.flatMap((one) => one.Instances ?? []), requests, complete };
  } catch (error) {
    if (!(error instanceof AwsCallError) || readAwsFailure(error.cause).code !== "not_found") throw error;
    return { instances: [], requests: 1, complete: true };
  }
}

export function tagOf(instance: Instance, key: string): string | null {
  return instance.Tags?.find((tag) => tag.Key === key)?.Value ?? null;
}
