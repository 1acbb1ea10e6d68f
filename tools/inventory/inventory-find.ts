import { z } from "zod";
import type { AccountConfig } from "../config.ts";
import { type Call, defineTool, readsAws, text } from "../define-tool.ts";
import { AwsCallError, InputError } from "../errors.ts";
import { iso } from "../period.ts";
import type { Table } from "../results.ts";
import { ALL_ACCOUNTS } from "../shared-fields.ts";
import { whySkipped } from "../sweep.ts";
import { type Estate, readEstate } from "./estate.ts";
import { findColumns, findNotes, findRow } from "./find-table.ts";
import { typesMeant } from "./kinds.ts";
import { missingOf } from "./missing-tags.ts";
import type { Resource } from "./resource.ts";

/** Everything that exists now, of all services that list themselves, the tagging API and Resource Explorer. */
export const inventoryFind = defineTool({
  name: "inventory_find",
  title: { ko: "리소스 조회", en: "Resources" },
  description: text(
    "List resources of any kind over all regions, with tags, and counts by type and region.",
    "Use for what exists, tag compliance (without_tag), or to turn a name into an id.",
    "Not for: details of one (inventory_describe), cost, metrics, changes.",
  ),
  annotations: readsAws,
  input: ({ accountOrAll, regions }) =>
    z.strictObject({
      type: z.string().min(1).max(60).optional().describe('"security group", "rds:db", "lambda" ...'),
      name: z.string().min(1).max(255).optional().describe("Name or id; * as wildcard."),
      tag: z.string().min(1).max(400).optional().describe('"key=value" or "key".'),
      without_tag: z.array(z.string().min(1).max(128)).min(1).max(5).optional(),
      state: z.string().min(1).max(40).optional(),
      account: accountOrAll,
      regions,
    }),

  async run(input, call) {
    const accounts = input.account === ALL_ACCOUNTS ? call.context.accounts() : [call.context.account(input.account)];
    const meant = input.type === undefined ? null : typesMeant(input.type);
    const { estates, skipped } = await readAll(accounts, input.regions, meant?.fits, call);
    const required = input.without_tag ?? [];
    const fitting = estates.flatMap((estate) =>
      [...estate.resources.values()]
        .filter(wanted(input))
        .map((resource) => ({ resource, account: estate.account.name })),
    );
    const checked = fitting.filter(({ resource }) => required.length === 0 || resource.tags !== null);
    const listed = checked
      .filter(({ resource }) => required.length === 0 || missingOf(resource, required).length > 0)
      .sort((a, b) => byTypeAndName(a.resource, b.resource));
    const compliance = { checked: checked.length, compliant: checked.length - listed.length };
    const table: Table = {
      columns: findColumns(required),
      rows: listed.map(({ resource, account }) => findRow(resource, account, required)),
      totals: {
        resources: listed.length,
        ...(required.length > 0 ? compliance : {}),
        ...counted(listed.map(({ resource }) => resource.type)),
        ...counted(listed.map(({ resource }) => resource.region)),
      },
      period: null,
      scope: {
        accounts: estates.map((estate) => estate.account),
        regions: [...new Set(estates.flatMap((estate) => estate.regions))],
        skipped: [...skipped, ...estates.flatMap((estate) => estate.skipped)],
      },
      source: {
        service: "Inventory",
        requests: estates.reduce((sum, { tally }) => sum + tally.requests, 0),
        cached: 0,
        usd: 0,
        freshTo: iso(call.context.now),
        scannedBytes: null,
      },
      truncated: null,
      notes: findNotes({
        input,
        knownType: meant?.known ?? true,
        fitting: fitting.map(({ resource }) => resource),
        listed: listed.map(({ resource }) => resource),
        estates,
      }),
    };
    return { kind: "table", table };
  },
});

/** All accounts side by side; one that is refused is named, and the others are answered. */
async function readAll(
  accounts: readonly AccountConfig[],
  asked: readonly string[] | undefined,
  types: ((type: string) => boolean) | undefined,
  call: Call,
): Promise<{ estates: Estate[]; skipped: Table["scope"]["skipped"] }> {
  const only = accounts.length === 1;
  const settled = await Promise.allSettled(
    accounts.map(async (account) => {
      const regions = only ? call.context.regions(account, asked) : common(account, asked);
      return readEstate(account, { regions, ...(types ? { types } : {}) }, call);
    }),
  );
  const skipped: Table["scope"]["skipped"] = [];
  const estates: Estate[] = [];
  for (const [index, outcome] of settled.entries()) {
    if (outcome.status === "fulfilled") {
      estates.push(outcome.value);
      continue;
    }
    const error: unknown = outcome.reason;
    if (only || !(error instanceof AwsCallError)) throw error;
    skipped.push({ account: accounts[index]!.name, why: whySkipped(error) });
  }
  if (estates.length > 0) return { estates, skipped };
  throw settled.find((outcome) => outcome.status === "rejected")?.reason ?? new InputError(noAccount);
}

const noAccount = { ko: "조회할 수 있는 계정이 없습니다.", en: "There is no account to read." };

const common = (account: AccountConfig, asked: readonly string[] | undefined) =>
  asked === undefined ? account.regions : account.regions.filter((region) => asked.includes(region));

interface Wanted {
  name?: string | undefined;
  tag?: string | undefined;
  state?: string | undefined;
}

function wanted({ name, tag, state }: Wanted): (resource: Resource) => boolean {
  const pattern = name === undefined ? null : wildcard(name);
  const [key = "", ...rest] = (tag ?? "").split("=");
  const value = rest.length > 0 ? wildcard(rest.join("=").trim()) : null;
  return (resource) =>
    (pattern === null || pattern.test(resource.name ?? "") || pattern.test(resource.id)) &&
    (tag === undefined || hasTag(resource, key.trim(), value)) &&
    (state === undefined || resource.state?.toLowerCase() === state.trim().toLowerCase());
}

function hasTag({ tags }: Resource, key: string, value: RegExp | null): boolean {
  const found = tags?.[key];
  return found !== undefined && (value === null || value.test(found));
}

function wildcard(words: string): RegExp {
  const parts = words.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "is");
}

const byTypeAndName = (a: Resource, b: Resource) =>
  compare(a.type, b.type) || compare(a.name ?? "\uffff", b.name ?? "\uffff") || compare(a.id, b.id);

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** How often each text occurs, most frequent first. */
function counted(texts: readonly string[]): Record<string, number> {
  const counts = [...Map.groupBy(texts, (one) => one)].map(([one, all]) => [one, all.length] as const);
  return Object.fromEntries(counts.sort(([a, n], [b, m]) => m - n || compare(a, b)));
}
