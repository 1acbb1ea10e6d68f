import type { DBCluster, DBInstance } from "@aws-sdk/client-rds";
import { z } from "zod";
import { awsSdk } from "../aws-sdk.ts";
import type { Action, ActSite } from "../define-action.ts";
import { InputError } from "../errors.ts";
import type { DatabaseInstance } from "../inventory/database-prices.ts";
import type { Bilingual, Preview, TierReason } from "../results.ts";
import { alarmsFact } from "./alarms-fact.ts";
import { databaseCost } from "./cost-facts.ts";
import { defineChange, type PlanSite } from "./define-change.ts";
import { changeFactOf, type Pair, same, tagsFact } from "./facts.ts";
import { refuseUnmanaged, standing } from "./managed.ts";
import { type Candidate, candidates, pickTarget } from "./pick-target.ts";
import { changer, type Reach } from "./reach.ts";
import { watch } from "./watch.ts";

/** A database as it is switched: an instance by itself, or an Aurora cluster as a whole. */
interface Database {
  kind: "instance" | "cluster";
  id: string;
  status: string;
  detail: Bilingual;
  /** Of an instance: the Aurora cluster it belongs to. */
  cluster: string | null;
  /** What is charged by the hour while it runs: itself, or its members. */
  instances: DatabaseInstance[];
  tags: Pair[];
}

/** One way to change the power of a database: reboot, stop or start. */
export interface DatabaseChange {
  name: string;
  title: Bilingual;
  description: string;
  /** IAM names of the calls; null: there is none for a whole cluster. */
  operations: { instance: string; cluster: string | null };
  send(
    kind: Database["kind"],
    id: string,
    site: Omit<ActSite, "signal">,
  ): Promise<{ $metadata: { requestId?: string | undefined } }>;
  word: { ko: string; en: string };
  from: string;
  to: string;
  effect: Bilingual;
  undo: Bilingual;
  undoBy?: string;
  tier: Preview["tier"];
  why: TierReason["code"][];
}

const args = z.strictObject({
  kind: z.enum(["instance", "cluster"]),
  id: z.string().regex(/^[A-Za-z][\w-]{0,62}$/),
});

const KIND = { ko: "데이터베이스", en: "database" };

export function databaseAction(change: DatabaseChange): Action {
  return defineChange({
    name: change.name,
    title: change.title,
    description: change.description,
    fields: () => ({ database: z.string().min(1).max(63).describe("Identifier of the instance or cluster.") }),
    args,

    async plan({ database: asked }, site) {
      const { account, call } = site;
      const all = await candidates(account, (region) => list(region, site));
      const { region, item } = pickTarget(asked, all, KIND, account, call);
      const name = call.field(item.id) ?? "";
      refuseUnfit(change, item, name, all);
      return {
        region,
        args: { kind: item.kind, id: item.id },
        target: same(name),
        facts: [
          {
            code: "database",
            label: { ko: "데이터베이스", en: "Database" },
            value: {
              ko: `${name}, ${call.field(item.detail.ko)}, ${item.status}`,
              en: `${name}, ${call.field(item.detail.en)}, ${item.status}`,
            },
          },
          tagsFact(item.tags, call),
          await changeFactOf(
            `arn:aws:rds:${region}:${site.id}:${item.kind === "cluster" ? "cluster" : "db"}:${item.id}`,
            region,
            site,
          ),
          await alarmsFact([item.id, ...membersOf(item, all)], account, region, call),
          databaseCost(item.instances, region),
        ],
        effect: change.effect,
        undo: change.undo,
        ...(change.undoBy ? { undoBy: { tool: change.undoBy, input: { database: item.id } } } : {}),
        tier: change.tier,
        why: change.why,
        tags: item.tags,
        confirm: name,
      };
    },

    permissions: ({ kind, id }, { account, region }) => ({
      change: {
        actions: [`rds:${change.operations[kind] ?? change.operations.instance}`],
        resources: [`arn:aws:rds:${region}:${account.id}:${kind === "cluster" ? "cluster" : "db"}:${id}`],
      },
      look: { actions: ["rds:DescribeDBInstances", "rds:DescribeDBClusters"], resources: ["*"] },
    }),

    async fingerprint({ kind, id }, reach) {
      const found = (await describe(reach)).find((one) => one.kind === kind && one.id === id);
      return {
        [`${id}.status`]: found?.status ?? null,
        [`${id}.cluster`]: found?.cluster ?? null,
        ...standing(id, found?.tags ?? []),
      };
    },

    async send({ kind, id }, site) {
      const reply = await change.send(kind, id, site);
      return {
        requestId: reply.$metadata.requestId ?? null,
        text: {
          ko: `RDS가 ${id} ${change.word.ko} 요청을 받아들였습니다.`,
          en: `RDS accepted that ${id} is ${change.word.en}.`,
        },
      };
    },

    verify: ({ kind, id }, site, reach) =>
      watch(site, async () => {
        const found = (await describe(reach)).find((one) => one.kind === kind && one.id === id);
        const status = found?.status ?? "gone";
        if (status === change.to) return { ok: true, text: same(`${id}: ${status}`) };
        if (/^(gone|deleting|failed|incompatible-.*|inaccessible-.*)$/.test(status))
          return { ok: false, text: same(`${id}: ${status}`) };
        return { late: { ko: `아직 바뀌는 중입니다 (${id}: ${status}).`, en: `Still under way (${id}: ${status}).` } };
      }),
  });
}

/** What happens to a cluster happens to its instances. */
const membersOf = (item: Database, all: readonly Candidate<Database>[]): string[] =>
  item.kind === "cluster" ? all.flatMap(({ item: one }) => (one.cluster === item.id ? one.id : [])) : [];

function refuseUnfit(change: DatabaseChange, item: Database, name: string, all: Candidate<Database>[]): void {
  if (item.kind === "cluster" && change.operations.cluster === null) {
    const members = membersOf(item, all).join(", ");
    throw new InputError({
      ko: `${name}은(는) 클러스터라서 한 번에 ${change.word.ko}할 수 없습니다. 인스턴스를 지정해 주세요: ${members}.`,
      en: `${name} is a cluster, which cannot be ${change.word.en} as a whole. Name one of its instances: ${members}.`,
    });
  }
  if (item.cluster !== null && change.operations.cluster !== null)
    throw new InputError({
      ko: `${name}은(는) Aurora 클러스터 ${item.cluster}의 인스턴스라서 따로 ${change.word.ko}할 수 없습니다. 클러스터를 지정해 주세요.`,
      en: `${name} belongs to the Aurora cluster ${item.cluster} and cannot be ${change.word.en} by itself. Name the cluster.`,
    });
  refuseUnmanaged(name, item.tags);
  if (item.status !== change.from)
    throw new InputError({
      ko: `${name}은(는) ${item.status} 상태입니다. ${change.from} 상태에서만 ${change.word.ko}할 수 있습니다.`,
      en: `${name} is ${item.status}; it can only be ${change.word.en} when ${change.from}.`,
    });
}

async function list(region: string, { reach }: PlanSite): Promise<Candidate<Database>[]> {
  const found = await describe(reach(region));
  return found.map((item) => ({ region, id: item.id, name: null, state: item.status, item }));
}

async function describe(reach: Reach): Promise<Database[]> {
  const { DescribeDBClustersCommand, DescribeDBInstancesCommand, RDSClient } = awsSdk("client-rds");
  const client = reach.client(RDSClient);
  const instances: DBInstance[] = [];
  const clusters: DBCluster[] = [];
  let marker: string | undefined;
  do {
    const command = new DescribeDBInstancesCommand(marker ? { Marker: marker } : {});
    const reply = await reach.ask("rds:DescribeDBInstances", (options) => client.send(command, options));
    instances.push(...(reply.DBInstances ?? []));
    marker = reply.Marker;
  } while (marker);
  do {
    const command = new DescribeDBClustersCommand(marker ? { Marker: marker } : {});
    const reply = await reach.ask("rds:DescribeDBClusters", (options) => client.send(command, options));
    clusters.push(...(reply.DBClusters ?? []));
    marker = reply.Marker;
  } while (marker);
  const pairs = (tags: DBInstance["TagList"]): Pair[] =>
    (tags ?? []).map(({ Key, Value }) => [Key ?? "", Value ?? ""] as const);
  return [
    ...clusters.map((cluster) => ({
      kind: "cluster" as const,
      id: cluster.DBClusterIdentifier ?? "",
      status: cluster.Status ?? "unknown",
      detail: {
        ko: `${cluster.Engine} ${cluster.EngineVersion}, 인스턴스 ${cluster.DBClusterMembers?.length ?? 0}개`,
        en: `${cluster.Engine} ${cluster.EngineVersion}, ${cluster.DBClusterMembers?.length ?? 0} instances`,
      },
      cluster: null,
      instances: instances
        .filter(({ DBClusterIdentifier }) => DBClusterIdentifier === cluster.DBClusterIdentifier)
        .map(priced),
      tags: pairs(cluster.TagList),
    })),
    ...instances.map((instance) => ({
      kind: "instance" as const,
      id: instance.DBInstanceIdentifier ?? "",
      status: instance.DBInstanceStatus ?? "unknown",
      detail: same(
        `${instance.Engine} ${instance.EngineVersion}, ${instance.DBInstanceClass}${instance.MultiAZ ? ", Multi-AZ" : ""}`,
      ),
      cluster: instance.DBClusterIdentifier ?? null,
      instances: [priced(instance)],
      tags: pairs(instance.TagList),
    })),
  ];
}

const priced = (instance: DBInstance): DatabaseInstance => ({
  engine: instance.Engine ?? "",
  type: instance.DBInstanceClass ?? "",
  multiAz: instance.MultiAZ ?? false,
  storage: instance.StorageType ?? "",
  inCluster: instance.DBClusterIdentifier !== undefined,
});

/** The client for the change itself. */
export async function databaseChanger(site: Omit<ActSite, "signal">) {
  const { RDSClient } = awsSdk("client-rds");
  return changer(RDSClient, site);
}
