import { loginsText } from "../compose/logins.ts";
import { rootText } from "../compose/root.ts";
import { trailText } from "../compose/trail.ts";
import { text } from "../format/result.ts";
import { periodArgument } from "../periods/argument.ts";
import type { When } from "../periods/when.ts";
import type { Call } from "../transcript.ts";
import { chartOf, mayDraw } from "./chart.ts";
import { call, fetched, perhaps, type Script, scripted } from "./script.ts";
import type { NewCall, Working } from "./working.ts";

type Done = (Call | undefined)[];

const EVENTS = "trail_find_events";
const SIGN_INS = "trail_sign_ins";
const WEEK: When = { kind: "rolling", amount: 7, unit: "d" };
const MONTH: When = { kind: "rolling", amount: 30, unit: "d" };
/** As far back as CloudTrail tells: for a deed on one thing, which is quickly found. */
const RETAINED: When = { kind: "rolling", amount: 90, unit: "d" };
/** Made and removed so rarely that a week would mostly say "nobody". */
const RARELY_TOUCHED = new Set([
  ...["natGateway", "vpcEndpoint", "vpc", "subnet", "routeTable", "address", "loadBalancer", "topic", "queue"],
]);
/** Instance types with a GPU. */
const GPU = ["g", "p", "trn", "inf"];

export const trailPlaybook = scripted(EVENTS, function* (working): Script {
  const { manner } = working;
  const group = yield* securityGroup(working);
  const slots = group ? { ...working.slots, resource: group.id } : working.slots;
  const rare = slots.events !== undefined && RARELY_TOUCHED.has(slots.thing ?? "");
  const usual = slots.instanceType || slots.resource || slots.ip || rare ? RETAINED : WEEK;
  const fields = {
    period: periodArgument(slots.when ?? usual),
    events: slots.instanceType ? ["RunInstances"] : slots.events,
    user: slots.user,
    resource: slots.instanceType ? undefined : slots.resource,
    // An event name says its source already, and CloudTrail looks up by one attribute only.
    source: slots.events ? undefined : slots.source,
    ip: slots.ip,
    role: slots.role,
    writes_only: onlyChanges(slots) ? true : undefined,
    errors_only: slots.errorsOnly,
    error: slots.error,
    account: slots.account,
    regions: slots.regions,
  };
  const all = fetched(working, (yield [call(EVENTS, fields)])[0]);
  if ("trouble" in all) return all.trouble;
  const got = slots.instanceType
    ? fetched(working, (yield [call("data_query", { sql: ofType(all.handle, slots.instanceType) })])[0])
    : all;
  if ("trouble" in got) return got.trouble;
  if (manner.chart && mayDraw(working, got.result))
    yield [chartOf(got.handle, { ...got.result, info: { ...got.info, tool: EVENTS } })];
  const told = group ? { ...working, slots: { ...slots, resource: group.name } } : working;
  return trailText(told, got.result, all.info);
});

/** Of an address or a role all is told, of the rest what changed something. */
const onlyChanges = ({ events, errorsOnly, writesOnly, ip, role }: Working["slots"]): boolean =>
  !events && !errorsOnly && (writesOnly === true || (!ip && !role));

/** Events name a security group by its id, people by its name or by what stands in it: "the bastion security group". */
function* securityGroup(working: Working): Generator<NewCall[], { id: string; name: string } | null, Done> {
  const { thing, names, user, account } = working.slots;
  const wanted = names?.find((name) => name !== user);
  if (thing !== "securityGroup" || !wanted || /^sg-[0-9a-f]+$/.test(wanted)) return null;
  const [done] = yield [call("inventory_find", { type: "security group", name: `${wanted}*`, account })];
  const rows = perhaps(working, done)?.rows ?? [];
  const exact = rows.filter(({ name }) => name === wanted);
  const [only, ...others] = exact.length === 1 ? exact : rows;
  return only && others.length === 0 ? { id: text(only.id), name: text(only.name) } : null;
}

/** Launches tell the type in their detail; other events do not know it. */
function ofType(handle: string, type: string): string {
  const told = (name: string) => `' ' || detail || ',' LIKE '%instanceType=${name}%'`;
  const exact = type.replace(/[^\w.-]/g, "");
  const wanted = type === "gpu" ? GPU.map(told) : [told(exact.includes(".") ? `${exact},` : `${exact}.`)];
  return `SELECT * FROM ${handle} WHERE ${wanted.join(" OR ")} ORDER BY time DESC`;
}

export const loginsPlaybook = scripted(SIGN_INS, function* (working): Script {
  const { slots, manner } = working;
  const root = slots.user === "root";
  const fields = {
    period: periodArgument(slots.when ?? (root ? MONTH : WEEK)),
    kind: kindOf(working),
    user: root ? undefined : slots.user,
    account: slots.account,
  };
  const got = fetched(working, (yield [call(SIGN_INS, fields)])[0]);
  if ("trouble" in got) return got.trouble;
  if (manner.chart && mayDraw(working, got.result))
    yield [call("chart", { dataset: got.handle, chart: "event_timeline", x: "time", category: "outcome" })];
  return root ? rootText(working, got.result) : loginsText(working, got.result);
});

function kindOf({ slots }: Working): string | undefined {
  if (slots.user === "root") return "root";
  return slots.errorsOnly ? "failed" : slots.noMfa ? "no_mfa" : undefined;
}
