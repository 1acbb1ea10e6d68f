import type { LogGroup } from "@aws-sdk/client-cloudwatch-logs";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { ToolError } from "../errors.ts";
import { listLogGroups, matchGroups } from "./log-groups.ts";

export interface ResolvedGroups {
  region: string;
  groups: LogGroup[];
  requests: number;
}

/** Looks in the asked region, else in the account's regions in order, and takes the first that has the groups. */
export async function resolveGroups(
  asked: readonly string[],
  region: string | undefined,
  account: AccountConfig,
  call: Call,
): Promise<ResolvedGroups> {
  let requests = 0;
  let missing: ToolError | null = null;
  for (const candidate of call.context.regions(account, region ? [region] : undefined)) {
    const list = await listLogGroups(account, candidate, call);
    requests += list.requests;
    try {
      return { region: candidate, groups: matchGroups(list.groups, asked, account.name), requests };
    } catch (error) {
      if (!(error instanceof ToolError) || error.code !== "not_found") throw error;
      missing ??= error;
    }
  }
  throw (
    missing ??
    new ToolError("not_found", {
      ko: `${account.name} 계정에 조회할 리전이 설정되어 있지 않습니다.`,
      en: `${account.name} has no regions to look in.`,
    })
  );
}
