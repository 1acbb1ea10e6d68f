import type { Address, EC2Client, Image, Instance, Snapshot, Volume } from "@aws-sdk/client-ec2";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { describeInstances } from "../inventory/describe-instances.ts";

type Sdk = typeof import("@aws-sdk/client-ec2");

/** What one region holds that may lie about unused. */
export interface RegionStock {
  volumes: Volume[];
  addresses: Address[];
  snapshots: Snapshot[];
  images: Image[];
  stopped: Instance[];
  /** More than is read. */
  cut: boolean;
}

const PAGE = 500;
const MAX_PAGES = 20;

/** All pages of disks, addresses, own snapshots and images, and stopped instances of one region. */
export async function listStock(account: AccountConfig, region: string, call: Call): Promise<RegionStock> {
  const { aws, signal } = call;
  const sdk: Sdk = awsSdk("client-ec2");
  const client: EC2Client = aws.client(sdk.EC2Client, account, region);
  let cut = false;
  const send = <Page>(action: string, ask: (abort: { abortSignal: AbortSignal }) => Promise<Page>) =>
    aws.send({ action: `ec2:${action}`, account, region, signal }, ask);
  const all = async <Page extends { NextToken?: string | undefined }, Item>(
    action: string,
    ask: (page: { MaxResults: number; NextToken?: string }, abort: { abortSignal: AbortSignal }) => Promise<Page>,
    read: (page: Page) => Item[] | undefined,
  ): Promise<Item[]> => {
    const items: Item[] = [];
    let token: string | undefined;
    for (let pages = 0; pages < MAX_PAGES; pages += 1) {
      const page = await send(action, (abort) =>
        ask({ MaxResults: PAGE, ...(token ? { NextToken: token } : {}) }, abort),
      );
      items.push(...(read(page) ?? []));
      token = page.NextToken;
      if (!token) return items;
    }
    cut = true;
    return items;
  };

  const [volumes, snapshots, images, addresses, instances] = await Promise.all([
    all(
      "DescribeVolumes",
      (page, abort) => client.send(new sdk.DescribeVolumesCommand(page), abort),
      (page) => page.Volumes,
    ),
    all(
      "DescribeSnapshots",
      (page, abort) => client.send(new sdk.DescribeSnapshotsCommand({ OwnerIds: ["self"], ...page }), abort),
      (page) => page.Snapshots,
    ),
    all(
      "DescribeImages",
      (page, abort) => client.send(new sdk.DescribeImagesCommand({ Owners: ["self"], ...page }), abort),
      (page) => page.Images,
    ),
    send("DescribeAddresses", (abort) => client.send(new sdk.DescribeAddressesCommand({}), abort)),
    describeInstances(account, region, { filters: [{ Name: "instance-state-name", Values: ["stopped"] }] }, call),
  ]);
  return {
    volumes,
    snapshots,
    images,
    addresses: addresses.Addresses ?? [],
    stopped: instances.instances,
    cut,
  };
}
