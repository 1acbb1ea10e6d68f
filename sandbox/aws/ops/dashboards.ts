import type * as CW from "@aws-sdk/client-cloudwatch";
import type { Call } from "../call.ts";
import { openCursor, pageOf } from "../pager.ts";
import { AwsError } from "../wire/errors.ts";
import type { Operations } from "../wire/service.ts";
import { dashboardsOf } from "../world/dashboards.ts";

const DASHBOARDS_A_PAGE = 1_000;

interface Dashboard {
  name: string;
  body: string;
  changedAt: number;
}

/** Of the account, whatever the region: dashboards are global. A call's own lie over the world's. */
function dashboardsIn(call: Call): Dashboard[] {
  const prefix = `${call.account.id}:`;
  const own = new Map(
    call.state
      .things<Dashboard | { deleted: true }>("dashboard")
      .all()
      .filter(([id]) => id.startsWith(prefix))
      .map(([id, thing]) => [id.slice(prefix.length), thing]),
  );
  const original = dashboardsOf(call.world.setting)
    .filter(({ name }) => !own.has(name))
    .map(({ name, body, changedAt }) => ({ name, body: JSON.stringify(body), changedAt }));
  const put = [...own.values()].flatMap((thing) => ("deleted" in thing ? [] : [thing]));
  return [...original, ...put].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @throws AwsError DashboardNotFoundError */
function findDashboard(call: Call, name: string | undefined): Dashboard {
  const found = dashboardsIn(call).find((dashboard) => dashboard.name === name);
  if (!found) throw new AwsError("DashboardNotFoundError", `Dashboard ${name} does not exist`, 404);
  return found;
}

const arnOf = (call: Call, name: string) => `arn:aws:cloudwatch::${call.account.id}:dashboard/${name}`;
const store = (call: Call) => call.state.things<Dashboard | { deleted: true }>("dashboard");

export const dashboardOperations = {
  ListDashboards(input, call) {
    const inputs = { prefix: input.DashboardNamePrefix ?? "" };
    const invalid = () => new AwsError("InvalidParameterValueException", "The NextToken is not valid.");
    const cursor = openCursor(input.NextToken, inputs, call.now, invalid);
    const found = dashboardsIn(call).filter(({ name }) => name.startsWith(inputs.prefix));
    const page = pageOf(found, cursor, DASHBOARDS_A_PAGE, inputs);
    return {
      DashboardEntries: page.items.map(({ name, body, changedAt }) => ({
        DashboardName: name,
        DashboardArn: arnOf(call, name),
        LastModified: new Date(changedAt),
        Size: Buffer.byteLength(body),
      })),
      ...(page.next ? { NextToken: page.next } : {}),
    };
  },

  GetDashboard(input, call) {
    const { name, body } = findDashboard(call, input.DashboardName);
    return { DashboardName: name, DashboardArn: arnOf(call, name), DashboardBody: body };
  },

  PutDashboard(input, call) {
    const [name, body] = [input.DashboardName ?? "", input.DashboardBody ?? ""];
    const invalid = (message: string) =>
      new AwsError("DashboardInvalidInputError", "The dashboard is not valid.", 400, {
        dashboardValidationMessages: [{ Message: message }],
      });
    if (!/^[\w-]{1,255}$/.test(name)) throw invalid("A name has letters, digits, - and _ only.");
    const read = jsonOf(body);
    if (!read || !("widgets" in read) || !Array.isArray(read.widgets)) throw invalid("The body needs widgets.");
    store(call).set(`${call.account.id}:${name}`, { name, body, changedAt: call.now });
    return { DashboardValidationMessages: [] };
  },

  DeleteDashboards(input, call) {
    for (const name of input.DashboardNames ?? []) findDashboard(call, name);
    for (const name of input.DashboardNames ?? []) store(call).set(`${call.account.id}:${name}`, { deleted: true });
    return {};
  },
} satisfies Operations<typeof CW>;

function jsonOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
