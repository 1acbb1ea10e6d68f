import { prod } from "../../../sandbox/aws/world/account.ts";
import { seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { functionsOf } from "../../../sandbox/aws/world/functions.ts";
import { parametersOf } from "../../../sandbox/aws/world/parameters.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";
import { NOW, SEED } from "../../e2e/support/stack.ts";

const SECRET_NAME = /KEY|SALT|PASSWORD|TOKEN|SECRET/;

/** What the sample account keeps secret: parameters, and what functions have in their environment. */
export function seededSecrets(): string[] {
  const setting = settingOf(SEED, prod, seoulMidnight(Date.parse(NOW)));
  const parameters = parametersOf(setting).flatMap(({ type, value }) => (type === "SecureString" ? [value] : []));
  const environments = functionsOf(setting).flatMap(({ environment }) => Object.entries(environment));
  return [...parameters, ...environments.flatMap(([name, value]) => (SECRET_NAME.test(name) ? [value] : []))];
}
