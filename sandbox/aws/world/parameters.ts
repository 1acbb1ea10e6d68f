/** Parameter Store: settings of the services, some of them secrets that nobody should read through a bot. */
import { prod } from "./account.ts";
import { DAY } from "./calendar.ts";
import { randomOf } from "./random.ts";
import { perSetting } from "./setting.ts";

export interface StoredParameter {
  name: string;
  arn: string;
  type: "String" | "SecureString";
  value: string;
  version: number;
  changedAt: number;
  changedBy: string;
}

const REGION = "ap-northeast-2";

export const parametersOf = perSetting(({ seed, account, anchor, cast, names, story }): StoredParameter[] => {
  const env = account === prod ? "prod" : "dev";
  const rows: [path: string, type: StoredParameter["type"], value: string, daysAgo: number][] = [
    [`${names.order}/version`, "String", story.release.from, 2],
    [`${names.order}/log-level`, "String", "info", 41],
    [`${names.order}/db-password`, "SecureString", randomOf(seed, account.id, "secret", "order").hex(24), 203],
    [`${names.payment}/gateway-key`, "SecureString", randomOf(seed, account.id, "secret", "payment").hex(32), 167],
    [`${names.web}/feature-flags`, "String", '{"newCheckout":false}', 12],
  ];
  return rows.map(([path, type, value, daysAgo], index) => ({
    name: `/haneul/${env}/${path}`,
    arn: `arn:aws:ssm:${REGION}:${account.id}:parameter/haneul/${env}/${path}`,
    type,
    value,
    version: index + 2,
    changedAt: anchor - daysAgo * DAY + 4_000_000,
    changedBy: `arn:aws:iam::${account.id}:user/${cast.backend.name}`,
  }));
});
