import type * as RDS from "@aws-sdk/client-rds";
import type { Call } from "../../call.ts";
import { type DbSnapshot, snapshotsOf } from "../../world/database-snapshots.ts";
import type { DbCluster, DbInstance } from "../../world/databases.ts";
import { networkOf } from "../../world/network.ts";

export interface Taken<T> {
  snapshot: DbSnapshot;
  database: T;
}

/** Snapshots of the databases that are kept now, newest first for each. */
export const takenOf = <T extends DbInstance | DbCluster>(call: Call, databases: T[]): Taken<T>[] =>
  databases.flatMap((database) =>
    snapshotsOf(call.world.setting, database, call.now).map((snapshot) => ({ snapshot, database })),
  );

const progress = (call: Call, { startedAt, finishedAt }: DbSnapshot) =>
  call.now >= finishedAt
    ? { Status: "available", PercentProgress: 100 }
    : {
        Status: "creating",
        PercentProgress: Math.floor((100 * (call.now - startedAt)) / (finishedAt - startedAt)),
      };

const vpcOf = (call: Call) => networkOf(call.world.setting).vpcs.find((vpc) => vpc.region === call.region)?.id;

export const toSnapshot = (call: Call, { snapshot, database }: Taken<DbInstance>): RDS.DBSnapshot => ({
  DBSnapshotIdentifier: snapshot.name,
  DBSnapshotArn: snapshot.arn,
  DBInstanceIdentifier: snapshot.of,
  DbiResourceId: database.resourceId,
  SnapshotCreateTime: new Date(snapshot.startedAt),
  OriginalSnapshotCreateTime: new Date(snapshot.startedAt),
  SnapshotType: snapshot.type,
  ...progress(call, snapshot),
  Engine: database.engine,
  EngineVersion: database.engineVersion,
  AllocatedStorage: database.allocatedGib,
  StorageType: database.storage,
  Port: database.port,
  AvailabilityZone: database.zone,
  VpcId: vpcOf(call),
  InstanceCreateTime: new Date(database.createdAt),
  MasterUsername: database.user,
  LicenseModel: "postgresql-license",
  Encrypted: true,
  IAMDatabaseAuthenticationEnabled: false,
  TagList: [],
});

export const toClusterSnapshot = (call: Call, { snapshot, database }: Taken<DbCluster>): RDS.DBClusterSnapshot => ({
  DBClusterSnapshotIdentifier: snapshot.name,
  DBClusterSnapshotArn: snapshot.arn,
  DBClusterIdentifier: snapshot.of,
  DbClusterResourceId: database.resourceId,
  SnapshotCreateTime: new Date(snapshot.startedAt),
  SnapshotType: snapshot.type,
  ...progress(call, snapshot),
  Engine: database.engine,
  EngineVersion: database.engineVersion,
  EngineMode: "provisioned",
  AllocatedStorage: 1,
  AvailabilityZones: database.zones,
  Port: 0,
  VpcId: vpcOf(call),
  ClusterCreateTime: new Date(database.createdAt),
  MasterUsername: database.user,
  LicenseModel: database.engine,
  StorageEncrypted: true,
  IAMDatabaseAuthenticationEnabled: false,
  TagList: [],
});
