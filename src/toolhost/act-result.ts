import { z } from "zod";
import type { ActOutcome, Verification } from "../ports/approvals.ts";

const at = z.iso.datetime({ offset: true });
const answered = { requestId: z.string().nullable(), at, text: z.string() };

export const executeResult = z.object({
  outcome: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("succeeded"), ...answered }),
    z.object({ kind: z.literal("failed"), ...answered }),
    z.object({ kind: z.literal("unknown"), at, text: z.string() }),
    z.object({ kind: z.literal("stale"), at, text: z.string() }),
  ]) satisfies z.ZodType<ActOutcome>,
});

export const verifyResult = z.object({
  verification: z.object({
    ok: z.boolean().nullable(),
    text: z.object({ ko: z.string(), en: z.string() }),
    at,
  }) satisfies z.ZodType<Verification>,
});
