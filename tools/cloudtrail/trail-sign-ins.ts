import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";

const kinds = ["all", "failed", "no_mfa", "root"] as const;

const input = ({ period, accountOrAll }: SharedFields) =>
  z.strictObject({
    period,
    kind: z.enum(kinds).default("all"),
    user: z.string().max(128).optional(),
    account: accountOrAll,
  });

export type TrailSignInsInput = z.infer<ReturnType<typeof input>>;

/** Who signed in to the console, or tried to. */
export const trailSignIns = defineTool({
  name: "trail_sign_ins",
  title: { ko: "콘솔 로그인 조회", en: "Console sign-ins" },
  description: text(
    "Console sign-ins of the last 90 days from CloudTrail: who, when, from which address, MFA, failures.",
    "Use for failed logins, logins without MFA, any use of the root user (kind root lists its calls too).",
    "Not for: other calls (trail_find_events).",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./trail-sign-ins-run.ts")).runTrailSignIns(input, call),
});
