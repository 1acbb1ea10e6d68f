import { readAwsFailure } from "./aws-failure.ts";
import type { AccountConfig } from "./config.ts";
import { AwsCallError } from "./errors.ts";
import type { Bilingual, Scope } from "./results.ts";

/** What came back per region, and what could not be searched and why. */
export interface Swept<Result> {
  found: { region: string; result: Result }[];
  searched: string[];
  skipped: Scope["skipped"];
}

/** Why something was left out, from the failure of its call. */
export function whySkipped({ action, cause }: AwsCallError): Bilingual {
  const { code, name } = readAwsFailure(cause);
  if (name === "OptInRequired")
    return { ko: `이 계정에서 켜지 않은 리전 (${name})`, en: `region not enabled (${name})` };
  return (reasons[code] ?? failed)(action, name);
}

const reasons: Record<string, (action: string, name: string) => Bilingual> = {
  access_denied: (action, name) => ({
    ko: `${action} 권한 없음 (${name})`,
    en: `no permission for ${action} (${name})`,
  }),
  throttled: (action, name) => ({
    ko: `AWS가 ${action} 호출을 제한 중 (${name})`,
    en: `AWS is limiting ${action} (${name})`,
  }),
};

const failed = (action: string, name: string): Bilingual => ({
  ko: `${action} 실패 (${name})`,
  en: `${action} failed (${name})`,
});

/**
 * Asks all regions side by side. A region that AWS refuses is named in the result instead of spoiling the others; when
 * none answers, the first failure is thrown. Anything that is not AWS's answer is thrown as it is.
 */
export async function sweep<Result>(
  account: AccountConfig,
  regions: readonly string[],
  ask: (region: string) => Promise<Result>,
): Promise<Swept<Result>> {
  const settled = await Promise.allSettled(regions.map(ask));
  const swept: Swept<Result> = { found: [], searched: [], skipped: [] };
  let firstFailure: AwsCallError | null = null;
  for (const [index, outcome] of settled.entries()) {
    const region = regions[index]!;
    if (outcome.status === "fulfilled") {
      swept.found.push({ region, result: outcome.value });
      swept.searched.push(region);
      continue;
    }
    const error: unknown = outcome.reason;
    if (!(error instanceof AwsCallError)) throw error;
    firstFailure ??= error;
    swept.skipped.push({ account: account.name, region, why: whySkipped(error) });
  }
  if (swept.searched.length === 0 && firstFailure) throw firstFailure;
  return swept;
}
