import { z } from "zod";
import type { AccountConfig } from "./config.ts";
import type { Bilingual, Language } from "./results.ts";

type Name = z.ZodType<string, string>;

/** Input fields that many tools share; accounts and regions are enums of what is configured, where those are few. */
export interface SharedFields {
  account: z.ZodOptional<Name>;
  /** The same, with a word for all of them where there are several. */
  accountOrAll: z.ZodOptional<Name>;
  regions: z.ZodOptional<z.ZodArray<Name>>;
  region: z.ZodOptional<Name>;
  period: z.ZodString;
  /** A check's own words on what does not fit, in the caller's language. */
  problem(text: Bilingual): string;
}

export const ALL_ACCOUNTS = "all";

/**
 * An enum stands in twenty tools, and all definitions go along with every question. Beyond this many characters a name
 * is plain text: the accounts are told with each question, and a call with a wrong name is answered by the right ones.
 */
const MAX_ENUM = 50;

function nameOf(names: readonly string[]): Name {
  return JSON.stringify(names).length > MAX_ENUM ? z.string().min(1).max(64) : z.enum(names);
}

export function sharedFields(accounts: readonly AccountConfig[], language: Language): SharedFields {
  const names = accounts.map(({ name }) => name);
  const account = nameOf(names);
  const region = nameOf([...new Set(accounts.flatMap(({ regions }) => regions))]);
  return {
    account: account.optional(),
    accountOrAll:
      names.length > 1
        ? nameOf([...names, ALL_ACCOUNTS])
            .optional()
            .describe(`"${ALL_ACCOUNTS}" for all of the channel's; default: its first.`)
        : account.optional(),
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
