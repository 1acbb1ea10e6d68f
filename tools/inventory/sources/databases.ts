import type { DBCluster, DBInstance } from "@aws-sdk/client-rds";
import { awsSdk } from "../../aws-sdk.ts";
import { type Link, type Ref, refOf } from "../resource.ts";
import { pages, resource, type Site, type Source, tagsOf } from "../site.ts";

async function rds(site: Site) {
  const sdk = awsSdk("client-rds");
  return { sdk, client: site.aws.client(sdk.RDSClient, site.account, site.region) };
}

type Guarded = { VpcSecurityGroups?: { VpcSecurityGroupId?: string }[] };

function guards(site: Site, from: Ref, { VpcSecurityGroups }: Guarded | DBInstance | DBCluster): Link[] {
  return (VpcSecurityGroups ?? []).map(({ VpcSecurityGroupId = "" }) => ({
    from,
    kind: "guarded_by",
    to: refOf({ region: site.region, type: "ec2:security-group", id: VpcSecurityGroupId }),
  }));
}

export const databaseInstances: Source = {
  types: ["rds:db"],
  async read(site) {
    const { sdk, client } = await rds(site);
    const found = await pages(
      site,
      "rds:DescribeDBInstances",
      (Marker, options) => client.send(new sdk.DescribeDBInstancesCommand(Marker ? { Marker } : {}), options),
      (output) => output.Marker,
    );
    const all = found.flatMap(({ DBInstances }) => DBInstances ?? []);
    const resources = all.map((db) =>
      resource(site, {
        arn: db.DBInstanceArn ?? "",
        type: "rds:db",
        id: db.DBInstanceIdentifier ?? "",
        name: db.DBInstanceIdentifier,
        state: db.DBInstanceStatus,
        created: db.InstanceCreateTime,
        tags: tagsOf(db.TagList),
        detail: [db.DBInstanceClass, db.Engine, db.EngineVersion],
        facts: [
          ["details", "class", db.DBInstanceClass],
          ["details", "engine", `${db.Engine ?? ""} ${db.EngineVersion ?? ""}`.trim()],
          ["storage", "type", db.StorageType],
          ["storage", "allocated GiB", db.AllocatedStorage],
          ["storage", "encrypted", db.StorageEncrypted],
          ["network", "availability zone", db.AvailabilityZone],
          ["network", "multi-AZ", db.MultiAZ],
          ["network", "endpoint", db.Endpoint?.Address],
          ["network", "publicly accessible", db.PubliclyAccessible],
          ["backup", "retention days", db.BackupRetentionPeriod],
          ["backup", "deletion protection", db.DeletionProtection],
        ],
      }),
    );
    const links = all.flatMap((db): Link[] => {
      const from = refOf({ region: site.region, type: "rds:db", id: db.DBInstanceIdentifier ?? "" });
      const at = (type: string, id: string) => refOf({ region: site.region, type, id });
      const { VpcId, Subnets = [] } = db.DBSubnetGroup ?? {};
      const here = Subnets.filter(({ SubnetAvailabilityZone }) => SubnetAvailabilityZone?.Name === db.AvailabilityZone);
      return [
        ...(VpcId ? [{ from, kind: "in" as const, to: at("ec2:vpc", VpcId) }] : []),
        ...here.map(
          ({ SubnetIdentifier = "" }): Link => ({ from, kind: "in", to: at("ec2:subnet", SubnetIdentifier) }),
        ),
        ...guards(site, from, db),
      ];
    });
    return { resources, links };
  },
};

export const databaseClusters: Source = {
  types: ["rds:cluster"],
  async read(site) {
    const { sdk, client } = await rds(site);
    const found = await pages(
      site,
      "rds:DescribeDBClusters",
      (Marker, options) => client.send(new sdk.DescribeDBClustersCommand(Marker ? { Marker } : {}), options),
      (output) => output.Marker,
    );
    const all = found.flatMap(({ DBClusters }) => DBClusters ?? []);
    const resources = all.map((cluster) =>
      resource(site, {
        arn: cluster.DBClusterArn ?? "",
        type: "rds:cluster",
        id: cluster.DBClusterIdentifier ?? "",
        name: cluster.DBClusterIdentifier,
        state: cluster.Status,
        created: cluster.ClusterCreateTime,
        tags: tagsOf(cluster.TagList),
        detail: [cluster.Engine, cluster.EngineVersion, `${cluster.DBClusterMembers?.length ?? 0} members`],
        facts: [
          ["details", "engine", `${cluster.Engine ?? ""} ${cluster.EngineVersion ?? ""}`.trim()],
          ["network", "endpoint", cluster.Endpoint],
          ["network", "reader endpoint", cluster.ReaderEndpoint],
          ["backup", "retention days", cluster.BackupRetentionPeriod],
          ["backup", "deletion protection", cluster.DeletionProtection],
          ["storage", "encrypted", cluster.StorageEncrypted],
        ],
      }),
    );
    const links = all.flatMap((cluster): Link[] => {
      const own = refOf({ region: site.region, type: "rds:cluster", id: cluster.DBClusterIdentifier ?? "" });
      const members = (cluster.DBClusterMembers ?? []).map(
        ({ DBInstanceIdentifier = "", IsClusterWriter }): Link => ({
          from: refOf({ region: site.region, type: "rds:db", id: DBInstanceIdentifier }),
          kind: "member_of",
          to: own,
          label: IsClusterWriter ? "writer" : "reader",
        }),
      );
      return [...members, ...guards(site, own, cluster)];
    });
    return { resources, links };
  },
};
