import { z } from "zod";
import { type Call, defineTool, readsAws, text } from "../define-tool.ts";
import type { Column, Note } from "../results.ts";
import { toRows } from "./event-rows.ts";
import { findEvents, RETENTION_DAYS } from "./find-events.ts";

const columns: Column[] = [
  { name: "time", type: "time", label: { ko: "시각", en: "Time" } },
  { name: "event", type: "text", label: { ko: "이벤트", en: "Event" } },
  { name: "user", type: "text", label: { ko: "사용자", en: "User" } },
  { name: "source_ip", type: "text", label: { ko: "원본 IP", en: "Source IP" } },
  { name: "region", type: "text", label: { ko: "리전", en: "Region" } },
  { name: "resource", type: "text", label: { ko: "리소스", en: "Resource" } },
  { name: "error", type: "text", label: { ko: "오류", en: "Error" } },
  { name: "outcome", type: "text", label: { ko: "결과", en: "Outcome" } },
  { name: "read_only", type: "bool", label: { ko: "읽기 전용", en: "Read-only" } },
  { name: "event_id", type: "id", label: { ko: "이벤트 ID", en: "Event ID" } },
  { name: "detail", type: "text", label: { ko: "상세", en: "Detail" } },
];

const eventName = /^[A-Za-z][A-Za-z0-9_]{1,99}$/;
const eventSource = /^[a-z0-9.-]+$/;

/** Who did what: management events of the last 90 days. */
export const trailFindEvents = defineTool({
  name: "trail_find_events",
  title: { ko: "CloudTrail 이벤트 조회", en: "CloudTrail events" },
  description: text(
    "Find who changed or called what in AWS, when and from where: CloudTrail management events of the last 90 days, newest first.",
    "Use for: who started, stopped, rebooted, created, deleted or changed something; console sign-ins; denied calls.",
    'Failed console sign-ins: events ["ConsoleLogin"] with errors_only. Who started instances: ["RunInstances","StartInstances"].',
    "Global events (IAM, sign-ins) are always searched in us-east-1 too. Naming events, a user or a resource makes it fast and complete.",
    "Not for: data events such as S3 object access, application logs, cost.",
  ),
  annotations: readsAws,
  input: ({ period, account, regions, problem }) =>
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
        .optional()
        .describe("API names, e.g. RunInstances."),
      user: z.string().min(1).max(128).optional().describe('Exact IAM user, role session name, or "root".'),
      resource: z.string().min(1).max(256).optional().describe("Id or ARN as in the event, or an instance's Name tag."),
      source: z
        .string()
        .regex(
          eventSource,
          problem({
            ko: "ec2.amazonaws.com처럼 서비스 이름으로 지정해 주세요",
            en: "is not a service such as ec2.amazonaws.com",
          }),
        )
        .optional()
        .describe("e.g. ec2.amazonaws.com"),
      ip: z.string().max(45).optional(),
      errors_only: z.boolean().default(false).describe("Only calls that failed or were denied."),
      writes_only: z.boolean().default(false).describe("Only calls that change something."),
      account,
      regions,
    }),

  async run(input, call) {
    const account = call.context.account(input.account);
    const found = await findEvents(input, account, call);
    const users = new Set(found.events.map(({ user }) => user));
    return {
      kind: "table",
      table: {
        columns,
        rows: await toRows(found.events, account, call),
        totals: { events: found.events.length, users: users.size },
        period: found.period,
        scope: {
          accounts: [{ id: await call.aws.accountId(account, call.signal), name: account.name }],
          regions: found.searched,
          skipped: found.skipped,
        },
        source: {
          service: "CloudTrail",
          requests: found.requests,
          cached: 0,
          usd: 0,
          freshTo: null,
          scannedBytes: null,
        },
        truncated: found.complete
          ? null
          : {
              shown: found.events.length,
              of: null,
              why: {
                ko: "페이지 한도; 이벤트나 사용자, 리소스를 지정하거나 기간을 줄이면 됩니다",
                en: "page limit; name an event, a user or a resource, or shorten the period",
              },
            },
        notes: toNotes(input, found, call),
      },
    };
  },
});

type Asked = Parameters<typeof findEvents>[0];

function toNotes(input: Asked, found: Awaited<ReturnType<typeof findEvents>>, call: Call): Note[] {
  const notes: Note[] = [];
  if (found.clippedTo !== null)
    notes.push({
      code: "retention",
      text: `CloudTrail's event history reaches back ${RETENTION_DAYS} days; searched from ${found.clippedTo}.`,
      params: { from: found.clippedTo },
    });
  if (found.events.length === 0) {
    const asked = [
      input.events && `events ${input.events.join(", ")}`,
      input.user && `user "${input.user}"`,
      input.resource && `resource "${input.resource}"`,
      input.source && `source ${input.source}`,
      input.ip && `address ${input.ip}`,
      input.errors_only && "failures only",
      input.writes_only && "changes only",
    ].filter(Boolean);
    notes.push({
      code: "none_found",
      text: `No management event matches${asked.length > 0 ? ` (${call.field(asked.join("; "), 300)})` : ""}; ${found.complete ? "all pages were read" : "not all pages were read"}. Data events (such as S3 objects) are not part of this history.`,
    });
  }
  return notes;
}
