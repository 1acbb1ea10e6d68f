import { z } from "zod";
import type { AccountConfig } from "./config.ts";
import type { Bilingual, Language } from "./results.ts";

/** Input fields that many tools share; accounts and regions are enums of what is configured. */
export interface SharedFields {
  account: z.ZodOptional<z.ZodEnum<Record<string, string>>>;
  regions: z.ZodOptional<z.ZodArray<z.ZodEnum<Record<string, string>>>>;
  region: z.ZodOptional<z.ZodEnum<Record<string, string>>>;
  period: z.ZodString;
  /** A check's own words on what does not fit, in the caller's language. */
  problem(text: Bilingual): string;
}

export function sharedFields(accounts: readonly AccountConfig[], language: Language): SharedFields {
  const account = z.enum(accounts.map(({ name }) => name));
  const region = z.enum([...new Set(accounts.flatMap(({ regions }) => regions))]);
  return {
    account: account.optional(),
    regions: z.array(region).min(1).optional(),
    region: region.optional(),
    period: z
      .string()
      .min(1)
      .max(80)
      .describe(
        "today, yesterday, last week, this month, 7d, 24h, since 09:00, 2026-11-15, 2026-11-01..2026-11-15 (last day included).",
      ),
    problem: (text) => text[language],
  };
}
