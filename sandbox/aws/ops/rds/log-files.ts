import type * as RDS from "@aws-sdk/client-rds";
import type { Call } from "../../call.ts";
import { HOUR } from "../../world/calendar.ts";
import type { DbInstance } from "../../world/databases.ts";
import { randomOf } from "../../world/random.ts";

/** How many hours of log files an engine keeps on the instance. */
const KEPT_HOURS = { "aurora-mysql": 24, postgres: 72 };

/** One file an hour, oldest first; the one of this hour is still written to. */
export function logFilesOf(call: Call, instance: DbInstance): RDS.DescribeDBLogFilesDetails[] {
  const hours = KEPT_HOURS[instance.engine];
  const current = Math.floor(call.now / HOUR) * HOUR;
  return Array.from({ length: hours }, (_, index) => {
    const hour = current - (hours - 1 - index) * HOUR;
    const stamp = new Date(hour).toISOString().slice(0, 13);
    const random = randomOf(call.world.setting.seed, "rds-log", instance.name, hour);
    const share = Math.min(1, (call.now - hour) / HOUR);
    const LogFileName =
      instance.engine === "postgres"
        ? `error/postgresql.log.${stamp.replace("T", "-")}`
        : `slowquery/mysql-slowquery.log.${stamp.replace("T", ".")}`;
    return {
      LogFileName,
      LastWritten: Math.min(call.now, hour + HOUR - random.int(200, 30_000)),
      Size: Math.floor(random.int(40_000, 900_000) * share),
    };
  });
}
