import {
  DescribeDBClusterSnapshotsCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeDBLogFilesCommand,
  DescribeDBSnapshotsCommand,
  DescribeEventsCommand,
  DescribePendingMaintenanceActionsCommand,
  ListTagsForResourceCommand,
  RDSClient,
  RebootDBInstanceCommand,
  StartDBClusterCommand,
  StartDBInstanceCommand,
  StopDBClusterCommand,
  StopDBInstanceCommand,
} from "@aws-sdk/client-rds";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prod } from "../../../sandbox/aws/world/account.ts";
import { DAY, HOUR, MINUTE, seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { databasesOf, maintenanceOf, usersStorageShare } from "../../../sandbox/aws/world/databases.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";
import { failure } from "./start-account.ts";
import { type MovingAccount, startMovingAccount } from "./support/moving-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const setting = settingOf("haneul-3", prod, seoulMidnight(NOW));
const { usersDb } = setting.names;
let moving: MovingAccount;
let rds: RDSClient;

beforeAll(async () => {
  moving = await startMovingAccount(NOW, ["--seed", "haneul-3"]);
  rds = new RDSClient(moving.account.as("admin"));
});
afterAll(() => moving.stop());

const statusOf = async (id: string) =>
  (await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id }))).DBInstances?.[0]?.DBInstanceStatus;
const failed = async (call: Promise<unknown>) => (await failure(call)).name;

describe("describing databases", () => {
  it("shows the cluster with writer and reader, and the instance beside it, as the world has them", async () => {
    const { DBInstances = [] } = await rds.send(new DescribeDBInstancesCommand({}));
    const world = databasesOf(setting);
    expect(DBInstances.map((i) => [i.DBInstanceIdentifier, i.Engine, i.DBClusterIdentifier, i.DBInstanceArn])).toEqual(
      world.instances.map((i) => [i.name, i.engine, i.cluster, i.arn]),
    );
    expect(DBInstances.map((i) => [i.DBInstanceIdentifier, i.MultiAZ])).toEqual([
      ["orders-db-1", false],
      ["orders-db-2", false],
      [usersDb, true],
    ]);
    const { DBClusters = [] } = await rds.send(new DescribeDBClustersCommand({}));
    expect(DBClusters.map((c) => [c.DBClusterIdentifier, c.Status, c.DBClusterMembers])).toEqual([
      [
        "orders-db",
        "available",
        ["orders-db-1", "orders-db-2"].map((DBInstanceIdentifier, index) => ({
          DBInstanceIdentifier,
          IsClusterWriter: index === 0,
          DBClusterParameterGroupStatus: "in-sync",
          PromotionTier: 1,
        })),
      ],
    ]);
  });

  it("filters, and names a filter, a page size and an instance that cannot be", async () => {
    const names = async (Filters: { Name: string; Values: string[] }[]) =>
      (await rds.send(new DescribeDBInstancesCommand({ Filters }))).DBInstances?.map((i) => i.DBInstanceIdentifier);
    expect(await names([{ Name: "engine", Values: ["postgres"] }])).toEqual([usersDb]);
    expect(await names([{ Name: "db-cluster-id", Values: ["orders-db"] }])).toEqual(["orders-db-1", "orders-db-2"]);
    expect(await failed(names([{ Name: "colour", Values: ["red"] }]))).toBe("InvalidParameterValue");
    expect(await failed(rds.send(new DescribeDBInstancesCommand({ MaxRecords: 5 })))).toBe("InvalidParameterValue");
    expect(await failure(statusOf("nope"))).toEqual({
      name: "DBInstanceNotFoundFault",
      message: "DBInstance nope not found.",
      status: 404,
    });
    const elsewhere = new RDSClient(moving.account.as("admin", "us-east-1"));
    expect((await elsewhere.send(new DescribeDBInstancesCommand({}))).DBInstances).toEqual([]);
  });

  it("fills the storage of the users' database up to the day it is full", () => {
    const { storageShare, storageDaysLeft } = setting.story;
    expect(usersStorageShare(setting, setting.anchor)).toBeCloseTo(storageShare, 10);
    expect(usersStorageShare(setting, setting.anchor + storageDaysLeft * DAY)).toBeCloseTo(1, 10);
    expect(usersStorageShare(setting, setting.anchor - 60 * DAY)).toBeLessThan(storageShare - 0.1);
    const shares = Array.from({ length: 80 }, (_, day) =>
      usersStorageShare(setting, setting.anchor + (day - 70) * DAY),
    );
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it("tells the last day's backups, and that storage is low", async () => {
    const of = new DescribeEventsCommand({ SourceIdentifier: usersDb, SourceType: "db-instance", Duration: 1440 });
    const { Events = [] } = await rds.send(of);
    const share = Math.round((1 - usersStorageShare(setting, Date.parse("2026-11-20T04:17:00Z"))) * 100);
    const low = Events.filter((event) => event.EventCategories?.includes("low storage"));
    expect(low.map((event) => event.Message?.split("[")[0])).toEqual(
      share <= 10
        ? [`The free storage capacity for DB Instance: ${usersDb} is low at ${share}% of the provisioned storage `]
        : [],
    );
    expect(Events.filter((event) => event.EventCategories?.includes("backup")).map((event) => event.Message)).toEqual([
      "Backing up DB instance",
      "Finished DB Instance backup",
    ]);
    const old = new DescribeEventsCommand({ StartTime: new Date(NOW - 20 * DAY), EndTime: new Date(NOW) });
    expect(await failed(rds.send(old))).toBe("InvalidParameterValue");
    expect(await failed(rds.send(new DescribeEventsCommand({ SourceIdentifier: usersDb })))).toBe(
      "InvalidParameterCombination",
    );
  });

  it("keeps a snapshot a night, announces maintenance, and lists log files by the hour", async () => {
    const { DBClusterSnapshots = [] } = await rds.send(new DescribeDBClusterSnapshotsCommand({}));
    expect(DBClusterSnapshots).toHaveLength(14);
    const { DBSnapshots = [] } = await rds.send(new DescribeDBSnapshotsCommand({ SnapshotType: "manual" }));
    expect(DBSnapshots.map((s) => s.DBInstanceIdentifier)).toEqual([usersDb]);
    const { PendingMaintenanceActions } = await rds.send(new DescribePendingMaintenanceActionsCommand({}));
    const [planned] = maintenanceOf(setting);
    expect(PendingMaintenanceActions?.map((p) => [p.ResourceIdentifier, p.PendingMaintenanceActionDetails])).toEqual([
      [
        databasesOf(setting).clusters[0]?.arn,
        [
          {
            Action: "system-update",
            Description: planned?.description,
            AutoAppliedAfterDate: new Date(planned?.startsAt ?? 0),
            CurrentApplyDate: new Date(planned?.startsAt ?? 0),
          },
        ],
      ],
    ]);
    const logs = new DescribeDBLogFilesCommand({ DBInstanceIdentifier: usersDb, FilenameContains: "2026-11-21" });
    expect((await rds.send(logs)).DescribeDBLogFiles?.map((f) => f.LogFileName)).toEqual(
      ["00", "01", "02", "03"].map((hour) => `error/postgresql.log.2026-11-21-${hour}`),
    );
  });

  it("lets the read role look and not touch", async () => {
    const { DBInstances = [] } = await rds.send(new DescribeDBInstancesCommand({}));
    const { TagList } = await rds.send(new ListTagsForResourceCommand({ ResourceName: DBInstances[1]?.DBInstanceArn }));
    expect(TagList).toEqual(DBInstances[1]?.TagList);
    expect(TagList?.map((t) => t.Key)).not.toContain("owner");
    const base = new RDSClient(moving.account.as("reader"));
    expect(await failed(base.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: "nope" })))).toBe("AccessDenied");
  });
});

describe("changing databases", () => {
  it("reboots an instance, which takes a while, and tells of it", async () => {
    const reboot = () => rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: "orders-db-2" }));
    expect((await reboot()).DBInstance?.DBInstanceStatus).toBe("rebooting");
    expect(await failed(reboot())).toBe("InvalidDBInstanceStateFault");
    await moving.moveTo(NOW + 2 * MINUTE);
    expect(await statusOf("orders-db-2")).toBe("available");
    const events = new DescribeEventsCommand({ SourceIdentifier: "orders-db-2", SourceType: "db-instance" });
    expect((await rds.send(events)).Events?.map((event) => event.Message)).toEqual([
      "DB instance shutdown",
      "DB instance restarted",
    ]);
  });

  it("swaps the zones when a reboot fails over, and only where there is a standby", async () => {
    const zones = async () => {
      const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: usersDb }));
      return [DBInstances?.[0]?.AvailabilityZone, DBInstances?.[0]?.SecondaryAvailabilityZone];
    };
    const before = await zones();
    await rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: usersDb, ForceFailover: true }));
    expect(await zones()).toEqual(before.toReversed());
    const alone = new RebootDBInstanceCommand({ DBInstanceIdentifier: "orders-db-1", ForceFailover: true });
    expect(await failed(rds.send(alone))).toBe("InvalidParameterCombination");
  });

  it("stops and starts through states in passing", async () => {
    await moving.moveTo(NOW + HOUR);
    const stop = () => rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier: usersDb }));
    expect((await stop()).DBInstance?.DBInstanceStatus).toBe("stopping");
    await moving.moveTo(NOW + HOUR + 3 * MINUTE);
    expect(await statusOf(usersDb)).toBe("stopped");
    expect(await failed(stop())).toBe("InvalidDBInstanceStateFault");
    const { DBInstance } = await rds.send(new StartDBInstanceCommand({ DBInstanceIdentifier: usersDb }));
    expect(DBInstance?.DBInstanceStatus).toBe("starting");
    await moving.moveTo(NOW + 2 * HOUR);
    expect(await statusOf(usersDb)).toBe("available");
  });

  it("stops a cluster with its members, which cannot be stopped one by one; a week later it starts by itself", async () => {
    const one = new StopDBInstanceCommand({ DBInstanceIdentifier: "orders-db-1" });
    expect(await failed(rds.send(one))).toBe("InvalidParameterCombination");
    await rds.send(new StopDBClusterCommand({ DBClusterIdentifier: "orders-db" }));
    expect(await statusOf("orders-db-1")).toBe("stopping");
    await moving.moveTo(NOW + 3 * HOUR);
    expect(await statusOf("orders-db-2")).toBe("stopped");
    const { DBClusters } = await rds.send(new DescribeDBClustersCommand({}));
    expect(DBClusters?.[0]?.AutomaticRestartTime?.getTime()).toBeCloseTo(NOW + 2 * HOUR + 7 * DAY, -4);
    await moving.moveTo(NOW + 2 * HOUR + 7 * DAY + 10 * MINUTE);
    expect(await statusOf("orders-db-1")).toBe("available");
    expect(await failed(rds.send(new StartDBClusterCommand({ DBClusterIdentifier: "orders-db" })))).toBe(
      "InvalidDBClusterStateFault",
    );
  });
});
