import type { Call, Outcome } from "../define-tool.ts";
import { iso } from "../period.ts";
import type { Table } from "../results.ts";
import { askedAccounts, askedRegions, sweepAccounts } from "../sweep-accounts.ts";
import { accessNotes, BUCKET, readAccess } from "./bucket-access.ts";
import { readEstate } from "./estate.ts";
import { findColumns, findNotes, findRow } from "./find-table.ts";
import type { InventoryFindInput } from "./inventory-find.ts";
import { typesMeant } from "./kinds.ts";
import { missingOf } from "./missing-tags.ts";
import type { Resource } from "./resource.ts";

export async function runInventoryFind(input: InventoryFindInput, call: Call): Promise<Outcome> {
  const accounts = askedAccounts(input.account, call);
  const meant = input.type === undefined ? null : typesMeant(input.type);
  const bucketsOnly = meant?.known === true && meant.fits(BUCKET);
  const { found: estates, skipped } = await sweepAccounts(accounts, async (account) => {
    const regions = askedRegions(account, accounts, input.regions, call);
    const estate = await readEstate(account, { regions, ...(meant ? { types: meant.fits } : {}) }, call);
    if (bucketsOnly) await readAccess(estate, account, call);
    return estate;
  });
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
      ...(bucketsOnly ? { public: listed.filter(({ resource }) => resource.state === "public").length } : {}),
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
    notes: [
      ...findNotes({
        input,
        knownType: meant?.known ?? true,
        fitting: fitting.map(({ resource }) => resource),
        listed: listed.map(({ resource }) => resource),
        estates,
      }),
      ...(bucketsOnly ? accessNotes(listed.map(({ resource }) => resource)) : []),
    ],
  };
  return { kind: "table", table };
}

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
