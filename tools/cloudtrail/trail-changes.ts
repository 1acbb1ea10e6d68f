import { z } from "zod";
import { type Call, defineTool, readsAws, text } from "../define-tool.ts";
import { InputError } from "../errors.ts";
import { resolveInstant } from "../instant.ts";
import type { Note } from "../results.ts";
import { askedAccounts, askedRegions } from "../sweep-accounts.ts";
import { resourceIds } from "./event-filter.ts";
import { eventColumns, toRows } from "./event-rows.ts";
import { findEvents, trailRegions } from "./find-events.ts";
import { inAccounts } from "./in-accounts.ts";
import { RETENTION_DAYS } from "./lookup-events.ts";
import type { TrailEvent } from "./read-event.ts";
import { countsOf, noneFound, trailTable } from "./trail-table.ts";

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Written down as changes by CloudTrail, and changing nothing anybody would look for. */
const routine = new Set([
  ...["ConsoleLogin", "CheckMfa", "SwitchRole", "GetSigninToken", "CreateLogStream", "StartQuery"],
  ...["CreateGrant", "RetireGrant", "SendSSHPublicKey", "UpdateInstanceInformation", "PutComplianceItems"],
]);

/** What was changed at a time, or on a thing. */
export const trailChanges = defineTool({
  name: "trail_changes",
  title: { ko: "변경 내역 조회", en: "Changes" },
  description: text(
    "What changed in AWS around a moment or on one resource: successful write calls from CloudTrail, newest first, with what was set.",
    "Use for causes of an incident, deployments, the last change of something.",
    "Not for: reads, failed calls (trail_find_events).",
  ),
  annotations: readsAws,
  input: ({ accountOrAll, regions, problem }) =>
    z.strictObject({
      around: z
        .string()
        .max(80)
        .optional()
        .describe("Moment (06:53, 2026-11-19T06:53) or period. Without: 90 days of the resource."),
      window: z
        .string()
        .regex(/^[1-9]\d{0,2}[mhd]$/, problem({ ko: "30m, 2h, 1d처럼 지정해 주세요", en: "is not like 30m, 2h or 1d" }))
        .default("1h")
        .describe("Before and after the moment."),
      resource: z.string().max(256).optional(),
      account: accountOrAll,
      regions,
    }),

  async run(input, call) {
    const { around, resource } = input;
    if (!around && !resource) throw nothingNamed();
    const window = windowOf(around, input.window, call);
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
  },
});

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
