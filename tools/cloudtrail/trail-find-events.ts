import { z } from "zod";
import { type Call, defineTool, readsAws, text } from "../define-tool.ts";
import { askedAccounts, askedRegions } from "../sweep-accounts.ts";
import { type EventFilter, resourceIds } from "./event-filter.ts";
import { eventColumns, toRows } from "./event-rows.ts";
import { findEvents, trailRegions } from "./find-events.ts";
import { inAccounts } from "./in-accounts.ts";
import { countsOf, noneFound, trailTable } from "./trail-table.ts";

const eventName = /^[A-Za-z][A-Za-z0-9_]{1,99}$/;
const eventSource = /^[a-z0-9.-]+$/;

/** Who did what: management events of the last 90 days. */
export const trailFindEvents = defineTool({
  name: "trail_find_events",
  title: { ko: "CloudTrail 이벤트 조회", en: "CloudTrail events" },
  description: text(
    "Who did what in AWS, when, from where: CloudTrail management events of 90 days, newest first.",
    'Use for who started, stopped, created, deleted something (events ["RunInstances","StartInstances"]), or denied calls. Naming events, user or resource is fastest.',
    "Not for: sign-ins (trail_sign_ins), data events, logs.",
  ),
  annotations: readsAws,
  input: ({ period, accountOrAll, regions, problem }) =>
    z.strictObject({
      period,
      events: z
        .array(
          z.string().regex(
            eventName,
            problem({
              ko: "RunInstances처럼 API 이름으로 지정해 주세요",
              en: "is not an API name such as RunInstances",
            }),
          ),
        )
        .min(1)
        .max(5)
        .optional(),
      user: z.string().max(128).optional().describe('IAM user, role session, or "root".'),
      role: z.string().max(64).optional(),
      resource: z.string().max(256).optional().describe("Id, ARN, name or Name tag."),
      source: z
        .string()
        .regex(
          eventSource,
          problem({
            ko: "ec2.amazonaws.com처럼 서비스 이름으로 지정해 주세요",
            en: "is not a service such as ec2.amazonaws.com",
          }),
        )
        .optional(),
      ip: z.string().max(45).optional(),
      error: z.string().max(100).optional().describe("Code, e.g. AccessDenied."),
      errors_only: z.boolean().default(false),
      writes_only: z.boolean().default(false),
      reads_only: z.boolean().default(false),
      account: accountOrAll,
      regions,
    }),

  async run(input, call) {
    const { resource } = input;
    const window = call.context.period(input.period);
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
  },
});

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
