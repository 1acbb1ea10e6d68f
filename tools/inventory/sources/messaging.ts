import { awsSdk } from "../../aws-sdk.ts";
import { parseArn, refOfArn } from "../arn.ts";
import { type Link, refOf } from "../resource.ts";
import { arnAt, pages, resource, type Site, type Source } from "../site.ts";

async function sqs(site: Site) {
  const sdk = awsSdk("client-sqs");
  return { sdk, client: site.aws.client(sdk.SQSClient, site.account, site.region) };
}

async function queueUrls(site: Site): Promise<string[]> {
  const { sdk, client } = await sqs(site);
  const found = await pages(
    site,
    "sqs:ListQueues",
    (NextToken, options) =>
      client.send(new sdk.ListQueuesCommand({ MaxResults: 1_000, ...(NextToken && { NextToken }) }), options),
    (output) => output.NextToken,
  );
  return found.flatMap(({ QueueUrls }) => QueueUrls ?? []);
}

const nameOf = (url: string) => url.split("/").at(-1) ?? "";

export const queues: Source = {
  types: ["sqs:queue"],
  async read(site) {
    const resources = (await queueUrls(site)).map(nameOf).map((name) =>
      resource(site, {
        arn: arnAt(site, "sqs", name),
        type: "sqs:queue",
        id: name,
        name,
        tags: null,
        detail: [name.endsWith(".fifo") && "FIFO"],
      }),
    );
    return { resources, links: [] };
  },
};

/** Where a queue's failed messages go. */
export const deadLetters: Source = {
  types: [],
  deep: true,
  async read(site) {
    const { sdk, client } = await sqs(site);
    const links = await Promise.all(
      (await queueUrls(site)).map(async (QueueUrl): Promise<Link[]> => {
        const command = new sdk.GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["RedrivePolicy"] });
        const [output] = await pages(
          site,
          "sqs:GetQueueAttributes",
          (_, options) => client.send(command, options),
          () => undefined,
        );
        const target = deadLetterOf(output?.Attributes?.RedrivePolicy);
        const to = target && refOfArn(target, site.region);
        const from = refOf({ region: site.region, type: "sqs:queue", id: nameOf(QueueUrl) });
        return to ? [{ from, kind: "sends_to", to, label: "failed messages" }] : [];
      }),
    );
    return { resources: [], links: links.flat() };
  },
};

function deadLetterOf(policy: string | undefined): string | null {
  try {
    const { deadLetterTargetArn } = JSON.parse(policy ?? "{}") as { deadLetterTargetArn?: unknown };
    return typeof deadLetterTargetArn === "string" ? deadLetterTargetArn : null;
  } catch {
    return null;
  }
}

async function sns(site: Site) {
  const sdk = awsSdk("client-sns");
  return { sdk, client: site.aws.client(sdk.SNSClient, site.account, site.region) };
}

export const topics: Source = {
  types: ["sns:topic"],
  async read(site) {
    const { sdk, client } = await sns(site);
    const found = await pages(
      site,
      "sns:ListTopics",
      (NextToken, options) => client.send(new sdk.ListTopicsCommand(NextToken ? { NextToken } : {}), options),
      (output) => output.NextToken,
    );
    const resources = found
      .flatMap(({ Topics }) => Topics ?? [])
      .map(({ TopicArn = "" }) => {
        const id = parseArn(TopicArn)?.id ?? TopicArn;
        return resource(site, { arn: TopicArn, type: "sns:topic", id, name: id, tags: null });
      });
    return { resources, links: [] };
  },
};

/** Only those to queues and functions: addresses of people are not read into the inventory. */
export const subscriptions: Source = {
  types: [],
  deep: true,
  async read(site) {
    const { sdk, client } = await sns(site);
    const found = await pages(
      site,
      "sns:ListSubscriptions",
      (NextToken, options) => client.send(new sdk.ListSubscriptionsCommand(NextToken ? { NextToken } : {}), options),
      (output) => output.NextToken,
    );
    const links = found
      .flatMap(({ Subscriptions }) => Subscriptions ?? [])
      .flatMap(({ TopicArn, Endpoint, Protocol }): Link[] => {
        const from = refOfArn(TopicArn ?? "", site.region);
        const to = refOfArn(Endpoint ?? "", site.region);
        return from && to ? [{ from, kind: "sends_to", to, label: Protocol ?? "" }] : [];
      });
    return { resources: [], links };
  },
};
