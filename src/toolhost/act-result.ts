import { z } from "zod";
import type { ActOutcome, Reconciliation, Verification } from "../ports/act-host.ts";

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
    output: z.array(z.object({ target: z.string(), text: z.string() })).exactOptional(),
  }) satisfies z.ZodType<Verification>,
});

export const reconcileResult = z.object({
  reconciliation: z.object({
    kind: z.enum(["executed", "not_executed", "open"]),
    eventId: z.string().nullable(),
    requestId: z.string().nullable(),
    at,
    text,
  }) satisfies z.ZodType<Reconciliation>,
});
