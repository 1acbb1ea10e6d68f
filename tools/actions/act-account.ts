import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { ToolError } from "../errors.ts";
import type { Fact } from "../results.ts";

export interface ActAccount {
  account: AccountConfig;
  /** Its 12 digits. */
  id: string;
}

/** The account a change is asked for; throws where nothing may be changed. */
export async function actAccount(name: string | undefined, call: Call): Promise<ActAccount> {
  const account = call.context.account(name);
  if (account.actRole === null)
    throw new ToolError("access_denied", {
      ko: `${account.name} 계정에서는 아무것도 바꿀 수 없습니다. 이 계정에 실행 역할(act role)이 설정되어 있지 않습니다.`,
      en: `Nothing can be changed in ${account.name}: no act role is configured for it.`,
    });
  return { account, id: await call.aws.accountId(account, call.signal) };
}

export function accountFact({ account, id }: ActAccount, region: string): Fact {
  const value = `${account.name} (${id}), ${region}`;
  return { code: "account", label: { ko: "계정", en: "Account" }, value: { ko: value, en: value } };
}
