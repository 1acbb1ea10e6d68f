import { type LastChange, lastChangeOf, namesOf } from "../actions/last-change.ts";
import { readReach } from "../actions/reach.ts";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call, Outcome } from "../define-tool.ts";
import { iso } from "../period.ts";
import type { Column, Note } from "../results.ts";
import { type DailyCost, dailyCost } from "./daily-cost.ts";
import { readEstate } from "./estate.ts";
import { findOne } from "./find-one.ts";
import { coverage } from "./find-table.ts";
import type { InventoryDescribeInput } from "./inventory-describe.ts";
import { neighboursOf } from "./neighbours.ts";
import type { Fact, Resource } from "./resource.ts";
import { type TaskCost, taskCost } from "./task-cost.ts";

const columns: Column[] = [
  { name: "section", type: "text", label: { ko: "구분", en: "Section" } },
  { name: "name", type: "text", label: { ko: "항목", en: "Name" } },
  { name: "value", type: "text", label: { ko: "값", en: "Value" } },
];

/** In the order in which a reader wants them; others follow. */
const sections = [
  "identity",
  "cost",
  "change",
  "alarms",
  "alarm",
  "capacity",
  "traffic",
  "security",
  "rules",
  "network",
];

export async function runInventoryDescribe(input: InventoryDescribeInput, call: Call): Promise<Outcome> {
  const account = call.context.account(input.account);
  const estate = await readEstate(account, { regions: account.regions, deep: true }, call);
  const found = findOne(input.resource, estate);
  const around = neighboursOf(found, estate);
  const change = await changeFacts(found, account, call);
  const task = await taskFacts(found, account, call);
  const cost = dailyCost(found, estate, task.cost);
  const rows = inOrder([
    ...[...own(found), ...found.facts, ...costFacts(cost, task.cost)],
    ...[...change.facts, ...around, ...tagFacts(found)],
  ]);
  const alarms = rows.filter(([section, name]) => section === "alarms" && name !== "notified by");
  return {
    kind: "table",
    table: {
      columns,
      rows,
      totals: {
        facts: rows.length,
        neighbours: around.length,
        alarms: alarms.length,
        ...(cost ? { usd_a_day: cost.usd } : {}),
        alarms_ringing: alarms.filter(([, , value]) => value.startsWith("ALARM")).length,
      },
      period: null,
      scope: { accounts: [estate.account], regions: estate.regions, skipped: estate.skipped },
      source: {
        service: "Inventory, CloudTrail",
        requests: estate.tally.requests + change.requests + task.requests,
        cached: 0,
        usd: 0,
        freshTo: iso(call.context.now),
        scannedBytes: null,
      },
      truncated: null,
      notes: [...costNotes(cost), ...change.notes, ...coverage([estate])],
    },
  };
}

const own = ({ type, id, name, arn, region, state, created, detail }: Resource): Fact[] =>
  facts([
    ["identity", "type", type],
    ["identity", "name", name],
    ["identity", "id", id],
    ["identity", "state", [state, region].filter(Boolean).join(", ")],
    ["identity", "what", detail],
    ["details", "created", created === null ? null : iso(created)],
    ["details", "arn", arn],
  ]);

const facts = (lines: readonly [section: string, name: string, value: string | null][]): Fact[] =>
  lines.flatMap(([section, name, value]): Fact[] => (value === null ? [] : [[section, name, value]]));

function costFacts(cost: DailyCost | null, task: TaskCost): Fact[] {
  const said =
    task === "hosts" || task === "unread" ? ofTasks[task] : cost && `$${cost.usd.toFixed(2)} (${cost.parts})`;
  return said === null ? [] : [["cost", "a day at list price", said]];
}

const ofTasks = {
  hosts: "in the price of its container instances; none of its own",
  unread: "not known: its tasks could not be read",
};

const costNotes = (cost: DailyCost | null): Note[] =>
  cost === null
    ? []
    : [
        {
          code: "list_price",
          text: `The cost a day is an estimate from list prices of ${cost.prices.asOf} (on demand, Linux), without discounts, traffic and tax.`,
          params: { as_of: cost.prices.asOf, source: cost.prices.source },
        },
      ];

/** Of a service: what one of its tasks costs, by one that runs. */
async function taskFacts(
  { type, id, region }: Resource,
  account: AccountConfig,
  call: Call,
): Promise<{ cost: TaskCost; requests: number }> {
  if (type !== "ecs:service") return { cost: null, requests: 0 };
  const [cluster = "", service = ""] = id.split("/");
  const reach = readReach(account, account.name, region, call);
  let requests = 0;
  const ask: typeof reach.ask = (action, request) => {
    requests += 1;
    return reach.ask(action, request);
  };
  const client = reach.client(awsSdk("client-ecs").ECSClient);
  return { cost: await taskCost({ cluster, service }, { region, client, ask }), requests };
}

function tagFacts({ tags }: Resource): Fact[] {
  if (tags === null) return [["tags", "tags", "could not be read"]];
  const entries = Object.entries(tags).map(([key, value]): Fact => ["tags", key, value]);
  return entries.length > 0 ? entries : [["tags", "tags", "none"]];
}

async function changeFacts(found: Resource, account: AccountConfig, call: Call): Promise<Changes> {
  const change = await lastChangeOf(found.arn, { account, region: found.region, call });
  const requests = namesOf(found.arn).length;
  if (change === null)
    return {
      facts: [],
      notes: [{ code: "change_unknown", text: "CloudTrail could not be read for the last change." }],
      requests,
    };
  return { facts: [["change", "last change", call.field(changeText(change)) ?? ""]], notes: [], requests };
}

function changeText(change: Exclude<LastChange, null>): string {
  if (change === "none") return "none in the last 90 days of management events";
  if ("noneSince" in change) return `none since ${iso(change.noneSince)}; older management events were not read`;
  return `${change.name} by ${change.user} at ${change.time}`;
}

interface Changes {
  facts: Fact[];
  notes: Note[];
  requests: number;
}

const rank = ([section]: Fact) => (sections.includes(section) ? sections.indexOf(section) : sections.length);

/** Each line once, by section. */
function inOrder(facts: readonly Fact[]): Fact[] {
  const once = new Map(facts.map((fact) => [JSON.stringify(fact), fact]));
  return [...once.values()].sort((a, b) => rank(a) - rank(b));
}
