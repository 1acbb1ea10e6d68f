import { awsSdk } from "../aws-sdk.ts";
import { text } from "../define-tool.ts";
import { databaseAction, databaseChanger } from "./databases.ts";

/** Stops an instance or an Aurora cluster; AWS keeps it stopped for seven days at most. */
export const rdsStopDatabase = databaseAction({
  name: "rds_stop_database",
  title: { ko: "RDS 중지", en: "Stop RDS database" },
  description: text(
    "Propose to stop one RDS instance, or an Aurora cluster as a whole; a person has to approve it first.",
    "Use for stopping a database that is not needed for now.",
    "Not for: deleting, EC2 instances.",
  ),
  operations: { instance: "StopDBInstance", cluster: "StopDBCluster" },
  async send(kind, id, site) {
    const { StopDBClusterCommand, StopDBInstanceCommand } = awsSdk("client-rds");
    const rds = await databaseChanger(site);
    if (kind === "cluster") return rds.send(new StopDBClusterCommand({ DBClusterIdentifier: id }));
    return rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier: id }));
  },
  word: { ko: "중지", en: "stopped" },
  from: "available",
  to: "stopped",
  effect: {
    ko: "모든 연결이 끊기고, 다시 시작할 때까지 응답하지 않습니다. 인스턴스 요금은 멈추고 저장 공간 요금은 남습니다. 7일이 지나면 AWS가 자동으로 다시 시작합니다.",
    en: "All connections break until it is started again. Instance hours are no longer charged, storage still is. AWS starts it again by itself after seven days.",
  },
  undo: { ko: "데이터베이스를 다시 시작하면 됩니다.", en: "Start the database again." },
  undoBy: "rds_start_database",
  tier: "T2",
  why: ["interrupts"],
});
