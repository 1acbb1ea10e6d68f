import { awsSdk } from "../aws-sdk.ts";
import { text } from "../define-tool.ts";
import { databaseAction, databaseChanger } from "./databases.ts";

/** Restarts the engine of one instance; data stay. */
export const rdsRebootDatabase = databaseAction({
  name: "rds_reboot_database",
  title: { ko: "RDS 재부팅", en: "Reboot RDS database" },
  description: text(
    "Propose to reboot one RDS instance, Aurora members included; a person has to approve it first.",
    "Use for rebooting a database.",
    "Not for: stopping, EC2 instances, failover.",
  ),
  operations: { instance: "RebootDBInstance", cluster: null },
  async send(_kind, id, site) {
    const { RebootDBInstanceCommand } = awsSdk("client-rds");
    return (await databaseChanger(site)).send(new RebootDBInstanceCommand({ DBInstanceIdentifier: id }));
  },
  word: { ko: "재부팅", en: "rebooted" },
  from: "available",
  to: "available",
  effect: {
    ko: "보통 1분 안팎 동안 연결이 끊깁니다. 열려 있던 트랜잭션은 취소되며, 대기 중인 파라미터 변경이 적용됩니다.",
    en: "Connections break for about a minute. Open transactions are rolled back, and pending parameter changes take effect.",
  },
  undo: {
    ko: "재부팅은 되돌릴 수 없습니다. 데이터베이스는 스스로 다시 올라옵니다.",
    en: "A reboot cannot be undone. The database comes back by itself.",
  },

  tier: "T2",
  why: ["interrupts"],
});
