import type * as RDS from "@aws-sdk/client-rds";
import type { Call } from "../../call.ts";
import type { Resource } from "../../iam/evaluate.ts";
import { AwsError } from "../../wire/errors.ts";
import { defineService } from "../../wire/service.ts";
import { maintenanceOf } from "../../world/databases.ts";
import { removeTags, setTags, tagsOf } from "../tags.ts";
import { eventsOf } from "./events.ts";
import { clustersIn, filtered, findCluster, findInstance, instancesIn, paged } from "./find.ts";
import { logFilesOf } from "./log-files.ts";
import { rebootInstance, switchCluster, switchInstance } from "./power.ts";
import { tagList, toCluster, toInstance } from "./shapes.ts";
import { takenOf, toClusterSnapshot, toSnapshot } from "./snapshots.ts";

/** @throws AwsError by the kind of ARN. */
function byArn(call: Call, arn: string | undefined) {
  if (!arn?.startsWith("arn:aws:rds:")) throw new AwsError("InvalidParameterValue", `Invalid resource name: ${arn}`);
  return arn.split(":")[5] === "cluster" ? findCluster(call, arn) : findInstance(call, arn);
}

/** What does not exist has no tags; the policy is asked first, and only then is it missed. */
function target(call: Call, kind: "db" | "cluster", name: string | undefined): Resource[] {
  const known = kind === "db" ? instancesIn(call) : clustersIn(call);
  const found = known.find((database) => database.name === name?.toLowerCase() || database.arn === name);
  if (found) return [{ arn: found.arn, tags: tagsOf(call, found.arn, found.tags) }];
  const arn = name?.startsWith("arn:") ? name : `arn:aws:rds:${call.region}:${call.account.id}:${kind}:${name}`;
  return [{ arn, tags: {} }];
}
const instanceTarget = (input: { DBInstanceIdentifier?: string | undefined }, call: Call) =>
  target(call, "db", input.DBInstanceIdentifier);
const clusterTarget = (input: { DBClusterIdentifier?: string | undefined }, call: Call) =>
  target(call, "cluster", input.DBClusterIdentifier);
const taggedTarget = ({ ResourceName: arn }: { ResourceName?: string | undefined }, call: Call) =>
  target(call, arn?.split(":")[5] === "cluster" ? "cluster" : "db", arn);

export const rds = defineService<typeof RDS>({
  package: "@aws-sdk/client-rds",
  client: "RDSClient",
  scope: "rds",
  iam: "rds",
  operations: {
    DescribeDBInstances(input, call) {
      const all = input.DBInstanceIdentifier ? [findInstance(call, input.DBInstanceIdentifier)] : instancesIn(call);
      const found = filtered(all, input.Filters, {
        "db-cluster-id": (i) => (i.cluster ? [i.cluster, `${i.arn.replace(/:db:.*/, ":cluster:")}${i.cluster}`] : []),
        "db-instance-id": (i) => [i.name, i.arn],
        "dbi-resource-id": (i) => [i.resourceId],
        domain: () => [],
        engine: (i) => [i.engine],
      });
      const page = paged(found, input, call);
      return { DBInstances: page.items.map((instance) => toInstance(call, instance)), ...page.more };
    },

    DescribeDBClusters(input, call) {
      const all = input.DBClusterIdentifier ? [findCluster(call, input.DBClusterIdentifier)] : clustersIn(call);
      const found = filtered(all, input.Filters, {
        "clone-group-id": () => [],
        "db-cluster-id": (c) => [c.name, c.arn],
        "db-cluster-resource-id": (c) => [c.resourceId],
        domain: () => [],
        engine: (c) => [c.engine],
      });
      const page = paged(found, input, call);
      return { DBClusters: page.items.map((cluster) => toCluster(call, cluster)), ...page.more };
    },

    DescribeEvents(input, call) {
      const page = paged((now) => eventsOf({ ...call, now }, input), input, call);
      return { Events: page.items, ...page.more };
    },

    DescribeDBSnapshots(input, call) {
      const alone = instancesIn(call).filter((instance) => !instance.cluster);
      const found = takenOf(call, alone).filter(
        ({ snapshot }) =>
          (!input.DBInstanceIdentifier || snapshot.of === input.DBInstanceIdentifier) &&
          (!input.DBSnapshotIdentifier || snapshot.name === input.DBSnapshotIdentifier) &&
          (!input.SnapshotType || snapshot.type === input.SnapshotType),
      );
      if (input.DBSnapshotIdentifier && found.length === 0)
        throw new AwsError("DBSnapshotNotFound", `DBSnapshot ${input.DBSnapshotIdentifier} not found.`, 404);
      const page = paged(found, input, call);
      return { DBSnapshots: page.items.map((taken) => toSnapshot(call, taken)), ...page.more };
    },

    DescribeDBClusterSnapshots(input, call) {
      const found = takenOf(call, clustersIn(call)).filter(
        ({ snapshot }) =>
          (!input.DBClusterIdentifier || snapshot.of === input.DBClusterIdentifier) &&
          (!input.DBClusterSnapshotIdentifier || snapshot.name === input.DBClusterSnapshotIdentifier) &&
          (!input.SnapshotType || snapshot.type === input.SnapshotType),
      );
      const name = input.DBClusterSnapshotIdentifier;
      if (name && found.length === 0)
        throw new AwsError("DBClusterSnapshotNotFoundFault", `DBClusterSnapshot ${name} not found.`, 404);
      const page = paged(found, input, call);
      return { DBClusterSnapshots: page.items.map((taken) => toClusterSnapshot(call, taken)), ...page.more };
    },

    DescribePendingMaintenanceActions(input, call) {
      const waiting = maintenanceOf(call.world.setting).filter(
        (one) =>
          one.arn.split(":")[3] === call.region &&
          one.announcedAt <= call.now &&
          call.now < one.startsAt &&
          (!input.ResourceIdentifier || one.arn === input.ResourceIdentifier),
      );
      const page = paged(waiting, input, call);
      return {
        PendingMaintenanceActions: page.items.map((one) => ({
          ResourceIdentifier: one.arn,
          PendingMaintenanceActionDetails: [
            {
              Action: one.action,
              Description: one.description,
              AutoAppliedAfterDate: new Date(one.startsAt),
              CurrentApplyDate: new Date(one.startsAt),
            },
          ],
        })),
        ...page.more,
      };
    },

    DescribeDBLogFiles(input, call) {
      const files = logFilesOf(call, findInstance(call, input.DBInstanceIdentifier)).filter(
        (file) =>
          (!input.FilenameContains || file.LogFileName?.includes(input.FilenameContains)) &&
          (input.FileLastWritten === undefined || (file.LastWritten ?? 0) >= input.FileLastWritten) &&
          (input.FileSize === undefined || (file.Size ?? 0) >= input.FileSize),
      );
      const page = paged(files, input, call);
      return { DescribeDBLogFiles: page.items, ...page.more };
    },

    ListTagsForResource: (input, call) => ({ TagList: tagList(call, byArn(call, input.ResourceName)) }),

    AddTagsToResource(input, call) {
      const { arn } = byArn(call, input.ResourceName);
      setTags(call, arn, Object.fromEntries((input.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value])));
      return {};
    },

    RemoveTagsFromResource(input, call) {
      removeTags(call, byArn(call, input.ResourceName).arn, input.TagKeys ?? []);
      return {};
    },

    RebootDBInstance(input, call) {
      const instance = findInstance(call, input.DBInstanceIdentifier);
      rebootInstance(call, instance, input.ForceFailover ?? false);
      return { DBInstance: toInstance(call, instance) };
    },

    StopDBInstance(input, call) {
      const instance = findInstance(call, input.DBInstanceIdentifier);
      switchInstance(call, instance, "stop");
      return { DBInstance: toInstance(call, instance) };
    },

    StartDBInstance(input, call) {
      const instance = findInstance(call, input.DBInstanceIdentifier);
      switchInstance(call, instance, "start");
      return { DBInstance: toInstance(call, instance) };
    },

    StopDBCluster(input, call) {
      const cluster = findCluster(call, input.DBClusterIdentifier);
      switchCluster(call, cluster, "stop");
      return { DBCluster: toCluster(call, cluster) };
    },

    StartDBCluster(input, call) {
      const cluster = findCluster(call, input.DBClusterIdentifier);
      switchCluster(call, cluster, "start");
      return { DBCluster: toCluster(call, cluster) };
    },
  },
  resources: {
    RebootDBInstance: instanceTarget,
    StopDBInstance: instanceTarget,
    StartDBInstance: instanceTarget,
    StopDBCluster: clusterTarget,
    StartDBCluster: clusterTarget,
    DescribeDBLogFiles: instanceTarget,
    ListTagsForResource: taggedTarget,
    AddTagsToResource: taggedTarget,
    RemoveTagsFromResource: taggedTarget,
  },
});
