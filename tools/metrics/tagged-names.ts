import type { Filter, Tag } from "@aws-sdk/client-ec2";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { readPages } from "../read-pages.ts";

/** Things that CloudWatch knows by id and people by their Name tag. */
export type TaggedKind = "ec2" | "ebs" | "nat";

export interface Tagged {
  id: string;
  /** Null: without a Name tag. */
  name: string | null;
}

const MAX_PAGES = 5;

/** Those whose id is `wanted` or whose Name tag holds it; all of them for null. Stopped ones too: they have old data. */
export async function taggedThings(
  kind: TaggedKind,
  account: AccountConfig,
  region: string,
  wanted: { id: string } | { part: string } | null,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<{ things: Tagged[]; requests: number }> {
  const sdk = awsSdk("client-ec2");
  const client = aws.client(sdk.EC2Client, account, region);
  const idFilter = { ec2: "instance-id", ebs: "volume-id", nat: "nat-gateway-id" }[kind];
  const filters: Filter[] =
    wanted === null
      ? []
      : "id" in wanted
        ? [{ Name: idFilter, Values: [wanted.id] }]
        : [{ Name: "tag:Name", Values: [`*${wanted.part}*`] }];
  const page = (token: string | undefined) => ({ ...(token ? { NextToken: token } : {}) });
  const site = (action: string) => ({ action, account, region, signal });

  const reads: Record<TaggedKind, (token: string | undefined) => Promise<{ things: Tagged[]; next?: string }>> = {
    async ec2(token) {
      const command = new sdk.DescribeInstancesCommand({ Filters: filters, MaxResults: 1_000, ...page(token) });
      const reply = await aws.send(site("ec2:DescribeInstances"), (options) => client.send(command, options));
      const instances = (reply.Reservations ?? []).flatMap(({ Instances }) => Instances ?? []);
      return answer(
        instances.filter(({ State }) => State?.Name !== "terminated").map((one) => toThing(one.InstanceId, one.Tags)),
        reply.NextToken,
      );
    },
    async ebs(token) {
      const command = new sdk.DescribeVolumesCommand({ Filters: filters, MaxResults: 500, ...page(token) });
      const reply = await aws.send(site("ec2:DescribeVolumes"), (options) => client.send(command, options));
      return answer(
        (reply.Volumes ?? []).map(({ VolumeId, Tags }) => toThing(VolumeId, Tags)),
        reply.NextToken,
      );
    },
    async nat(token) {
      const command = new sdk.DescribeNatGatewaysCommand({ Filter: filters, MaxResults: 500, ...page(token) });
      const reply = await aws.send(site("ec2:DescribeNatGateways"), (options) => client.send(command, options));
      return answer(
        (reply.NatGateways ?? []).map(({ NatGatewayId, Tags }) => toThing(NatGatewayId, Tags)),
        reply.NextToken,
      );
    },
  };

  const { pages, requests } = await readPages(MAX_PAGES, reads[kind], (page) => page.next);
  return { things: pages.flatMap((page) => page.things), requests };
}

const answer = (things: Tagged[], next: string | undefined) => ({ things, ...(next ? { next } : {}) });

function toThing(id: string | undefined, tags: Tag[] | undefined): Tagged {
  return { id: id ?? "", name: tags?.find(({ Key }) => Key === "Name")?.Value || null };
}
