import type { Call, Outcome } from "../define-tool.ts";
import { needRetained } from "../retained.ts";
import { askedAccounts, askedRegions } from "../sweep-accounts.ts";
import { type EventFilter, resourceIds } from "./event-filter.ts";
import { eventColumns, toRows } from "./event-rows.ts";
import { findEvents, trailRegions } from "./find-events.ts";
import { inAccounts } from "./in-accounts.ts";
import { retainedEvents } from "./lookup-events.ts";
import type { TrailFindEventsInput } from "./trail-find-events.ts";
import { countsOf, noneFound, trailTable } from "./trail-table.ts";

export async function runTrailFindEvents(input: TrailFindEventsInput, call: Call): Promise<Outcome> {
  const { resource } = input;
  const window = call.context.period(input.period);
  needRetained(retainedEvents, window, call);
  const accounts = askedAccounts(input.account, call);
  const { found, columns, rows } = await inAccounts(accounts, eventColumns, async (account) => {
    const regions = trailRegions(askedRegions(account, accounts, input.regions, call));
    const resources = resource ? await resourceIds(resource, account, regions, call) : undefined;
    const found = await findEvents({ ...input, resources }, window, account, regions, call);
    return { found, rows: await toRows(found.events, account, call) };
  });
  const { events } = found;
  const totals = {
    events: events.length,
    users: new Set(events.map(({ user }) => user)).size,
    failed: events.filter(({ error }) => error !== null).length,
    ...countsOf("user", events, ({ user }) => user || "AWS"),
    ...countsOf("event", events, ({ name }) => name),
  };
  const notes = noneFound(found, `No management event matches${asked(input, call)}`);
  return { kind: "table", table: trailTable(found, { columns, rows, totals, notes }, call) };
}

function asked(input: EventFilter & { resource?: string | undefined }, call: Call): string {
  const parts = [
    input.events && `events ${input.events.join(", ")}`,
    input.user && `user "${input.user}"`,
    input.role && `role "${input.role}"`,
    input.resource && `resource "${input.resource}"`,
    input.source && `source ${input.source}`,
    input.ip && `address ${input.ip}`,
    input.error && `error ${input.error}`,
    input.errors_only && "failures only",
    input.writes_only && "changes only",
    input.reads_only && "reads only",
  ].filter(Boolean);
  return parts.length > 0 ? ` (${call.field(parts.join("; "), 300)})` : "";
}
