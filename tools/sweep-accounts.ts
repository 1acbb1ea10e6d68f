import type { AccountConfig } from "./config.ts";
import type { Call } from "./define-tool.ts";
import { AwsCallError, InputError } from "./errors.ts";
import type { Scope } from "./results.ts";
import { ALL_ACCOUNTS } from "./shared-fields.ts";
import { whySkipped } from "./sweep.ts";

/** The account that was named, or the default one, or all that may be read from here. */
export function askedAccounts(name: string | undefined, { context }: Pick<Call, "context">): AccountConfig[] {
  return name === ALL_ACCOUNTS ? context.accounts() : [context.account(name)];
}

/** Of several accounts, those of the asked regions that each one has; of one, what is not configured is refused. */
export function askedRegions(
  account: AccountConfig,
  accounts: readonly AccountConfig[],
  asked: readonly string[] | undefined,
  { context }: Pick<Call, "context">,
): string[] {
  if (accounts.length === 1) return context.regions(account, asked);
  return asked === undefined ? account.regions : account.regions.filter((region) => asked.includes(region));
}

/** Asks all accounts side by side. Of several, one that AWS refuses is named, and the others are answered. */
export async function sweepAccounts<Result>(
  accounts: readonly AccountConfig[],
  ask: (account: AccountConfig) => Promise<Result>,
): Promise<{ found: Result[]; skipped: Scope["skipped"] }> {
  const settled = await Promise.allSettled(accounts.map(ask));
  const skipped: Scope["skipped"] = [];
  const found: Result[] = [];
  for (const [index, outcome] of settled.entries()) {
    if (outcome.status === "fulfilled") {
      found.push(outcome.value);
      continue;
    }
    const error: unknown = outcome.reason;
    if (accounts.length === 1 || !(error instanceof AwsCallError)) throw error;
    skipped.push({ account: accounts[index]!.name, why: whySkipped(error) });
  }
  if (found.length > 0) return { found, skipped };
  throw settled.find((outcome) => outcome.status === "rejected")?.reason ?? new InputError(noAccount);
}

const noAccount = { ko: "조회할 수 있는 계정이 없습니다.", en: "There is no account to read." };
