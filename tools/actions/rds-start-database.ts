import { awsSdk } from "../aws-sdk.ts";
import { text } from "../define-tool.ts";
import { databaseAction, databaseChanger } from "./databases.ts";

/** Starts what was stopped. */
export const rdsStartDatabase = databaseAction({
  name: "rds_start_database",
  title: { ko: "RDS 시작", en: "Start RDS database" },
  description: text(
    "Propose to start one stopped RDS instance or Aurora cluster; a person has to approve it first.",
    "Use for bringing a stopped database back.",
    "Not for: EC2 instances, creating one.",
  ),
  operations: { instance: "StartDBInstance", cluster: "StartDBCluster" },
  async send(kind, id, site) {
    const { StartDBClusterCommand, StartDBInstanceCommand } = awsSdk("client-rds");
    const rds = await databaseChanger(site);
    if (kind === "cluster") return rds.send(new StartDBClusterCommand({ DBClusterIdentifier: id }));
    return rds.send(new StartDBInstanceCommand({ DBInstanceIdentifier: id }));
  },
  word: { ko: "시작", en: "started" },
  from: "stopped",
  to: "available",
  effect: {
    ko: "데이터베이스가 몇 분 안에 켜지고, 이때부터 인스턴스 요금이 나갑니다.",
    en: "The database comes up within some minutes, and instance hours are charged from then on.",
  },
  undo: { ko: "데이터베이스를 다시 중지하면 됩니다.", en: "Stop the database again." },
  undoBy: "rds_stop_database",
  tier: "T1",
  why: ["power_on"],
});
