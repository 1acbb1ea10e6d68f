/** Databases as RDS describes them. */
import type * as RDS from "@aws-sdk/client-rds";
import type { Call } from "../../call.ts";
import { MINUTE } from "../../world/calendar.ts";
import type { DbCluster, DbInstance } from "../../world/databases.ts";
import { networkOf } from "../../world/network.ts";
import { tagsOf } from "../tags.ts";
import { lastChange, restartsAt, statusOf } from "./power.ts";

export const tagList = (call: Call, database: { arn: string; tags: Record<string, string> }): RDS.Tag[] =>
  Object.entries(tagsOf(call, database.arn, database.tags)).map(([Key, Value]) => ({ Key, Value }));

const restart = (call: Call, arn: string) => {
  const at = restartsAt(call, arn);
  return at === undefined ? {} : { AutomaticRestartTime: new Date(at) };
};

/** Point-in-time recovery lags five minutes at most. */
const restorable = (call: Call) => new Date(Math.floor(call.now / (5 * MINUTE)) * 5 * MINUTE);

function subnetGroup(call: Call, database: DbInstance): RDS.DBSubnetGroup {
  const { subnets } = networkOf(call.world.setting);
  const inDb = subnets.filter((subnet) => subnet.region === database.region && subnet.tier === "db");
  const inside = inDb.length > 0 ? inDb : subnets.filter((subnet) => subnet.region === database.region);
  return {
    DBSubnetGroupName: database.subnetGroup,
    DBSubnetGroupDescription: "Database subnets",
    VpcId: inside[0]?.vpc,
    SubnetGroupStatus: "Complete",
    Subnets: inside.map((subnet) => ({
      SubnetIdentifier: subnet.id,
      SubnetAvailabilityZone: { Name: subnet.zone },
      SubnetOutpost: {},
      SubnetStatus: "Active",
    })),
  };
}

export function toInstance(call: Call, instance: DbInstance): RDS.DBInstance {
  const { story, names } = call.world.setting;
  const swapped = (lastChange(call, instance.arn)?.failovers ?? 0) % 2 === 1;
  const zones = [instance.zone, instance.standbyZone];
  const [zone, standby] = swapped ? zones.toReversed() : zones;
  const aurora = instance.storage === "aurora";
  const grows = instance.name === names.usersDb && call.now < story.autoscalingOff;
  return {
    DBInstanceIdentifier: instance.name,
    DBInstanceClass: instance.class,
    Engine: instance.engine,
    EngineVersion: instance.engineVersion,
    DBInstanceStatus: statusOf(call, instance),
    MasterUsername: instance.user,
    DBName: instance.database,
    Endpoint: { Address: instance.endpoint, Port: instance.port, HostedZoneId: "ZLA2NUCOLGUUR" },
    AllocatedStorage: instance.allocatedGib,
    InstanceCreateTime: new Date(instance.createdAt),
    PreferredBackupWindow: instance.backupWindow,
    BackupRetentionPeriod: instance.backupDays,
    DBSecurityGroups: [],
    VpcSecurityGroups: [{ VpcSecurityGroupId: instance.securityGroup, Status: "active" }],
    DBParameterGroups: [
      {
        DBParameterGroupName: aurora ? "haneul-aurora-mysql8" : "haneul-postgres16",
        ParameterApplyStatus: "in-sync",
      },
    ],
    AvailabilityZone: zone,
    ...(standby ? { SecondaryAvailabilityZone: standby } : {}),
    DBSubnetGroup: subnetGroup(call, instance),
    PreferredMaintenanceWindow: instance.maintenanceWindow,
    PendingModifiedValues: {},
    ...(aurora ? {} : { LatestRestorableTime: restorable(call) }),
    MultiAZ: instance.standbyZone !== undefined,
    AutoMinorVersionUpgrade: true,
    ReadReplicaDBInstanceIdentifiers: [],
    LicenseModel: aurora ? "general-public-license" : "postgresql-license",
    ...(aurora ? {} : { Iops: instance.allocatedGib >= 400 ? 12000 : 3000 }),
    ...(aurora ? {} : { StorageThroughput: instance.allocatedGib >= 400 ? 500 : 125 }),
    ...(grows ? { MaxAllocatedStorage: instance.allocatedGib * 2 } : {}),
    OptionGroupMemberships: [
      { OptionGroupName: aurora ? "default:aurora-mysql-8-0" : "default:postgres-16", Status: "in-sync" },
    ],
    PubliclyAccessible: false,
    StorageType: instance.storage,
    DbInstancePort: 0,
    ...(instance.cluster ? { DBClusterIdentifier: instance.cluster, PromotionTier: 1 } : {}),
    StorageEncrypted: true,
    DbiResourceId: instance.resourceId,
    CACertificateIdentifier: "rds-ca-rsa2048-g1",
    DomainMemberships: [],
    CopyTagsToSnapshot: true,
    MonitoringInterval: 60,
    DBInstanceArn: instance.arn,
    IAMDatabaseAuthenticationEnabled: false,
    DatabaseInsightsMode: "standard",
    PerformanceInsightsEnabled: instance.class !== "db.t4g.medium",
    ...(instance.logExports.length > 0 ? { EnabledCloudwatchLogsExports: instance.logExports } : {}),
    DeletionProtection: instance.deletionProtection,
    AssociatedRoles: [],
    TagList: tagList(call, instance),
    CustomerOwnedIpEnabled: false,
    NetworkType: "IPV4",
    ActivityStreamStatus: "stopped",
    BackupTarget: "region",
    ...restart(call, instance.arn),
  };
}

export function toCluster(call: Call, cluster: DbCluster): RDS.DBCluster {
  return {
    AllocatedStorage: 1,
    AvailabilityZones: cluster.zones,
    BackupRetentionPeriod: cluster.backupDays,
    DatabaseName: cluster.database,
    DBClusterIdentifier: cluster.name,
    DBClusterParameterGroup: "haneul-aurora-mysql8",
    DBSubnetGroup: cluster.subnetGroup,
    Status: statusOf(call, cluster),
    EarliestRestorableTime: new Date(restorable(call).getTime() - cluster.backupDays * 24 * 60 * MINUTE),
    Endpoint: cluster.endpoint,
    ReaderEndpoint: cluster.readerEndpoint,
    MultiAZ: true,
    Engine: cluster.engine,
    EngineVersion: cluster.engineVersion,
    EngineMode: "provisioned",
    LatestRestorableTime: restorable(call),
    Port: cluster.port,
    MasterUsername: cluster.user,
    PreferredBackupWindow: cluster.backupWindow,
    PreferredMaintenanceWindow: cluster.maintenanceWindow,
    ReadReplicaIdentifiers: [],
    DBClusterMembers: cluster.members.map((name, index) => ({
      DBInstanceIdentifier: name,
      IsClusterWriter: index === 0,
      DBClusterParameterGroupStatus: "in-sync",
      PromotionTier: 1,
    })),
    VpcSecurityGroups: [{ VpcSecurityGroupId: cluster.securityGroup, Status: "active" }],
    HostedZoneId: "ZLA2NUCOLGUUR",
    StorageEncrypted: true,
    DbClusterResourceId: cluster.resourceId,
    DBClusterArn: cluster.arn,
    AssociatedRoles: [],
    IAMDatabaseAuthenticationEnabled: false,
    ClusterCreateTime: new Date(cluster.createdAt),
    EnabledCloudwatchLogsExports: cluster.logExports,
    DeletionProtection: cluster.deletionProtection,
    HttpEndpointEnabled: false,
    ActivityStreamStatus: "stopped",
    CopyTagsToSnapshot: true,
    CrossAccountClone: false,
    DomainMemberships: [],
    TagList: tagList(call, cluster),
    AutoMinorVersionUpgrade: true,
    NetworkType: "IPV4",
    ...restart(call, cluster.arn),
  };
}
