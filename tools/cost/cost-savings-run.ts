import type { Call, Outcome } from "../define-tool.ts";
import { commitments } from "./commitments.ts";
import type { CostSavingsInput } from "./cost-savings.ts";
import { rightsizing } from "./rightsizing.ts";
import { waste } from "./waste.ts";

export async function runCostSavings(input: CostSavingsInput, call: Call): Promise<Outcome> {
  const account = call.context.account(input.account);
  const find = {
    rightsizing: () => rightsizing(account, call),
    commitments: () => commitments(input.report, account, call),
    waste: () => waste(account, input.tag, call),
  }[input.kind];
  const { regions, skipped, ...found } = await find();
  const id = await call.aws.accountId(account, call.signal);
  return {
    kind: "table",
    table: { ...found, scope: { accounts: [{ id, name: account.name }], regions, skipped } },
  };
}
