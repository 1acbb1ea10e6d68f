import type { AccountConfig } from "../config.ts";
import type { Column, Scalar, Scope } from "../results.ts";
import { sweepAccounts } from "../sweep-accounts.ts";
import type { FoundEvents } from "./find-events.ts";

/** Events with the row of each, in the same order. */
export interface Listed {
  found: FoundEvents;
  columns: Column[];
  rows: Scalar[][];
}

const accountColumn: Column = { name: "account", type: "text", label: { ko: "계정", en: "Account" } };

/** What each account found as one list, newest first; of several, each row says whose it is. */
export async function inAccounts(
  accounts: readonly AccountConfig[],
  columns: Column[],
  ask: (account: AccountConfig) => Promise<Omit<Listed, "columns">>,
): Promise<Listed> {
  const { found, skipped } = await sweepAccounts(accounts, ask);
  const [only] = found;
  if (accounts.length === 1 && only) return { ...only, columns };
  const entries = found
    .flatMap(({ found: { events, accounts }, rows }) =>
      events.map((event, index) => ({ event, row: [...(rows[index] ?? []), accounts[0]?.name ?? null] })),
    )
    .sort((a, b) => b.event.timeMs - a.event.timeMs);
  return {
    found: {
      ...merged(
        found.map((each) => each.found),
        skipped,
      ),
      events: entries.map(({ event }) => event),
    },
    columns: [...columns, accountColumn],
    rows: entries.map(({ row }) => row),
  };
}

/** All but the events; there is at least one. */
function merged(all: readonly FoundEvents[], skipped: Scope["skipped"]): FoundEvents {
  const seen = all.flatMap(({ seenFrom }) => seenFrom ?? []);
  return {
    ...all[0]!,
    accounts: all.flatMap(({ accounts }) => accounts),
    searched: [...new Set(all.flatMap(({ searched }) => searched))],
    skipped: [...skipped, ...all.flatMap((found) => found.skipped)],
    requests: all.reduce((sum, { requests }) => sum + requests, 0),
    seenFrom: seen.length === 0 ? null : Math.max(...seen),
    regions: all.flatMap(({ regions }) => regions),
  };
}
