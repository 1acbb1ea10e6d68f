import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";

const eventName = /^[A-Za-z][A-Za-z0-9_]{1,99}$/;
const eventSource = /^[a-z0-9.-]+$/;

const input = ({ period, accountOrAll, regions, problem }: SharedFields) =>
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
  });

export type TrailFindEventsInput = z.infer<ReturnType<typeof input>>;

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
  input,
  run: async (input, call) => (await import("./trail-find-events-run.ts")).runTrailFindEvents(input, call),
});
