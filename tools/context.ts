import { z } from "zod";
import { type Allowance, allowanceWire } from "./allowance.ts";
import type { AccountConfig } from "./config.ts";
import { InputError, ToolError } from "./errors.ts";
import { knownZone, type PeriodClock, resolveBillingDays, resolvePeriod, type Window } from "./period.ts";
import type { Language } from "./results.ts";

/** What travels in MCP `_meta["opsthread/context"]`: set by the bot, never by a model. */
const wire = z.object({
  zone: z.string().optional(),
  language: z.enum(["ko", "en"]).optional(),
  accounts: z.array(z.string()).optional(),
  runId: z.string().optional(),
  paidRequests: z.number().int().positive().optional(),
  allowances: z.array(allowanceWire).max(4).optional(),
});

const CONTEXT_KEY = "opsthread/context";

/** On whose behalf a call runs. A client that sends no context gets UTC and the first account. */
export interface CallContext {
  /** The moment of the question, in whole seconds: milliseconds since the epoch. */
  now: number;
  zone: string;
  /** Of the words that a result itself holds. */
  language: Language;
  /** The turn of the conversation that asks; null for a client that has none. */
  runId: string | null;
  /** How many paid requests (Cost Explorer) this call may make at most where nobody can be asked; null: they can. */
  paidRequests: number | null;
  /** What this caller may spend besides the limits of the day. */
  allowances: Allowance[];
  /** Resolves the words of a period in the asker's zone. */
  period(words: string): Window;
  /** The same as UTC billing days. */
  billingDays(words: string): Window;
  /** The named account, or the default one; throws where this caller may not read it. */
  account(name: string | undefined): AccountConfig;
  /** All that this caller may read, the default one first. */
  accounts(): AccountConfig[];
  /** The asked regions, or all the account's. */
  regions(account: AccountConfig, asked: readonly string[] | undefined): string[];
}

/** The language to answer in, also where the rest of the context cannot be read; English when none is named. */
export function readLanguage(meta: unknown): Language {
  const sent = z.object({ [CONTEXT_KEY]: z.object({ language: wire.shape.language }) }).safeParse(meta);
  return (sent.success && sent.data[CONTEXT_KEY]?.language) || "en";
}

export function readContext(meta: unknown, accounts: readonly AccountConfig[], now: number): CallContext {
  const sent = z.object({ [CONTEXT_KEY]: wire.optional() }).safeParse(meta ?? {});
  if (!sent.success)
    throw new ToolError("internal", {
      ko: "호출의 컨텍스트를 읽을 수 없어 도구를 실행하지 않았습니다.",
      en: "The caller's context is not readable; no tool was run.",
    });
  const context = sent.data[CONTEXT_KEY];
  const zone = knownZone(context?.zone);
  const clock: PeriodClock = { now: Math.floor(now / 1_000) * 1_000, zone };
  const allowed = context?.accounts
    ? context.accounts.flatMap((name) => accounts.find((account) => account.name === name) ?? [])
    : accounts.slice(0, 1);

  return {
    now: clock.now,
    zone,
    language: context?.language ?? "en",
    runId: context?.runId ?? null,
    paidRequests: context?.paidRequests ?? null,
    allowances: context?.allowances ?? [],
    period: (words) => resolvePeriod(words, clock),
    billingDays: (words) => resolveBillingDays(words, clock),
    account(name) {
      const found = name === undefined ? allowed[0] : allowed.find((account) => account.name === name);
      if (found) return found;
      if (allowed.length === 0)
        throw new ToolError("access_denied", {
          ko: "여기서 조회할 수 있는 계정이 없습니다.",
          en: "No account may be read from here.",
        });
      const names = allowed.map((account) => account.name).join(", ");
      throw new ToolError("access_denied", {
        ko: `여기서는 "${name}" 계정을 조회할 수 없습니다. 조회할 수 있는 계정: ${names}.`,
        en: `The account "${name}" may not be read from here. Readable: ${names}.`,
      });
    },
    accounts: () => allowed,
    regions(account, asked) {
      if (asked === undefined || asked.length === 0) return account.regions;
      const wrong = asked.filter((region) => !account.regions.includes(region));
      if (wrong.length === 0) return [...new Set(asked)];
      throw new InputError({
        ko: `${account.name} 계정에 설정되지 않은 리전입니다: ${wrong.join(", ")}. 설정된 리전: ${account.regions.join(", ")}.`,
        en: `${wrong.join(", ")} is not configured for ${account.name}. Its regions: ${account.regions.join(", ")}.`,
      });
    },
  };
}
