import type { Call, Outcome } from "../define-tool.ts";
import { InputError } from "../errors.ts";
import { resolveInstant } from "../instant.ts";
import type { Note } from "../results.ts";
import { needRetained } from "../retained.ts";
import { askedAccounts, askedRegions } from "../sweep-accounts.ts";
import { resourceIds } from "./event-filter.ts";
import { eventColumns, toRows } from "./event-rows.ts";
import { findEvents, trailRegions } from "./find-events.ts";
import { inAccounts } from "./in-accounts.ts";
import { RETENTION_DAYS, retainedEvents } from "./lookup-events.ts";
import type { TrailEvent } from "./read-event.ts";
import type { TrailChangesInput } from "./trail-changes.ts";
import { countsOf, noneFound, trailTable } from "./trail-table.ts";

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Written down as changes by CloudTrail, and changing nothing anybody would look for. */
const routine = new Set([
  ...["ConsoleLogin", "CheckMfa", "SwitchRole", "GetSigninToken", "CreateLogStream", "StartQuery"],
  ...["CreateGrant", "RetireGrant", "SendSSHPublicKey", "UpdateInstanceInformation", "PutComplianceItems"],
]);

export async function runTrailChanges(input: TrailChangesInput, call: Call): Promise<Outcome> {
  const { around, resource } = input;
  if (!around && !resource) throw nothingNamed();
  const window = windowOf(around, input.window, call);
  needRetained(retainedEvents, window, call);
  const accounts = askedAccounts(input.account, call);
  const left: TrailEvent[] = [];
  const { found, columns, rows } = await inAccounts(accounts, eventColumns, async (account) => {
    const regions = trailRegions(askedRegions(account, accounts, input.regions, call));
    const resources = resource ? await resourceIds(resource, account, regions, call) : undefined;
    const all = await findEvents({ writes_only: true, resources }, window, account, regions, call);
    const written = all.events.filter(({ error }) => error === null);
    left.push(...written.filter(({ name }) => routine.has(name)));
    const events = written.filter(({ name }) => !routine.has(name));
    return { found: { ...all, events }, rows: await toRows(events, account, call) };
  });
  const { events } = found;
  const totals = {
    changes: events.length,
    users: new Set(events.map(({ user }) => user)).size,
    ...countsOf("user", events, ({ user }) => user || "AWS"),
    ...countsOf("event", events, ({ name }) => name),
  };
  const what = `No change found${resource ? ` on "${call.field(resource)}"` : ""}`;
  const notes = [...leftOut(left), ...noneFound(found, what)];
  return { kind: "table", table: trailTable(found, { columns, rows, totals, notes }, call) };
}

/** A period is taken as it is, a moment with the window on both sides; without either, all that is retained. */
function windowOf(around: string | undefined, side: string, { context }: Call): { fromMs: number; toMs: number } {
  if (!around) return { fromMs: context.now - RETENTION_DAYS * unitMs.d, toMs: context.now };
  try {
    return context.period(around);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const at = resolveInstant(around, context);
    const ms = Number.parseInt(side, 10) * unitMs[side.at(-1) as keyof typeof unitMs];
    return { fromMs: at - ms, toMs: Math.min(at + ms, context.now) };
  }
}

function leftOut(events: readonly TrailEvent[]): Note[] {
  if (events.length === 0) return [];
  const names = [...new Set(events.map(({ name }) => name))].sort().join(", ");
  const text = `Routine calls not listed: ${events.length} (${names}).`;
  return [{ code: "routine_excluded", text, params: { count: events.length, events: names } }];
}

function nothingNamed(): InputError {
  return new InputError({
    ko: "언제(around) 또는 어떤 리소스(resource)의 변경인지 지정해 주세요.",
    en: "Say when (around) or on which resource (resource).",
  });
}
