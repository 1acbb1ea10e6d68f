import { z } from "zod";
import type { ActOutcome, Verification } from "../ports/approvals.ts";

const at = z.iso.datetime({ offset: true });
const text = z.object({ ko: z.string(), en: z.string() });
const answered = { requestId: z.string().nullable(), at, text };

export const executeResult = z.object({
  outcome: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("succeeded"), ...answered }),
    z.object({ kind: z.literal("failed"), ...answered }),
    z.object({ kind: z.literal("unknown"), at, text }),
    z.object({ kind: z.literal("stale"), at, text }),
  ]) satisfies z.ZodType<ActOutcome>,
});

export const verifyResult = z.object({
  verification: z.object({
    ok: z.boolean().nullable(),
    text,
    at,
  }) satisfies z.ZodType<Verification>,
});
