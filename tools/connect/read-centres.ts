import type { HoursOfOperation, Queue } from "@aws-sdk/client-connect";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { readPages } from "../read-pages.ts";

const MAX_PAGES = 10;
const PAGE = 100;
/** A page of instances holds ten at most. */
const PAGE_OF_INSTANCES = 10;

/** One instance of Amazon Connect with its standard queues; those of single agents are left out. */
export interface Centre {
  id: string;
  arn: string;
  /** Its alias, else its id. */
  name: string;
  queues: Queue[];
  /** Regular hours by their id. */
  hours: ReadonlyMap<string, HoursOfOperation>;
}

export interface CentresRead {
  centres: Centre[];
  requests: number;
  complete: boolean;
}

/** The contact centres of one region with their queues and opening hours. */
export async function readCentres(
  account: AccountConfig,
  region: string,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<CentresRead> {
  const { ConnectClient, ListInstancesCommand } = awsSdk("client-connect");
  const client = aws.client(ConnectClient, account, region);
  const instances = await readPages(
    MAX_PAGES,
    (token) =>
      aws.send({ action: "connect:ListInstances", account, region, signal }, (options) =>
        client.send(new ListInstancesCommand({ MaxResults: PAGE_OF_INSTANCES, ...tokenOf(token) }), options),
      ),
    (page) => page.NextToken,
  );
  const found = instances.pages.flatMap((page) => page.InstanceSummaryList ?? []);
  const read = await Promise.all(
    found.map(async ({ Id = "", Arn = "", InstanceAlias = Id }) => {
      const parts = await readParts(Id, account, region, { aws, signal });
      return { ...parts, id: Id, arn: Arn, name: InstanceAlias };
    }),
  );
  return {
    centres: read,
    requests: instances.requests + read.reduce((sum, { requests }) => sum + requests, 0),
    complete: instances.complete && read.every(({ complete }) => complete),
  };
}

const tokenOf = (token: string | undefined) => (token ? { NextToken: token } : {});

async function readParts(
  InstanceId: string,
  account: AccountConfig,
  region: string,
  { aws, signal }: Pick<Call, "aws" | "signal">,
) {
  const { ConnectClient, SearchQueuesCommand, SearchHoursOfOperationsCommand } = awsSdk("client-connect");
  const client = aws.client(ConnectClient, account, region);
  const SearchCriteria = { QueueTypeCondition: "STANDARD" as const };
  const [queues, hours] = await Promise.all([
    readPages(
      MAX_PAGES,
      (token) =>
        aws.send({ action: "connect:SearchQueues", account, region, signal }, (options) =>
          client.send(
            new SearchQueuesCommand({ InstanceId, SearchCriteria, MaxResults: PAGE, ...tokenOf(token) }),
            options,
          ),
        ),
      (page) => page.NextToken,
    ),
    readPages(
      MAX_PAGES,
      (token) =>
        aws.send({ action: "connect:SearchHoursOfOperations", account, region, signal }, (options) =>
          client.send(new SearchHoursOfOperationsCommand({ InstanceId, MaxResults: PAGE, ...tokenOf(token) }), options),
        ),
      (page) => page.NextToken,
    ),
  ]);
  return {
    queues: queues.pages.flatMap((page) => page.Queues ?? []),
    hours: new Map(
      hours.pages.flatMap((page) => page.HoursOfOperations ?? []).map((one) => [one.HoursOfOperationId ?? "", one]),
    ),
    requests: queues.requests + hours.requests,
    complete: queues.complete && hours.complete,
  };
}
