import { z } from "zod";
import type { AccountConfig } from "../config.ts";
import type { Action } from "../define-action.ts";
import { ToolError } from "../errors.ts";
import type { Bilingual } from "../results.ts";
import { neverAllowed } from "./never.ts";
import { equalHex, hashOf, type Order, orderSchema, proofOf } from "./order.ts";

const PROOF_KEY = "opsthread/proof";

/** An order that may be carried out: proven to come from the bot, unchanged since it was approved, and one of our actions. */
export interface AcceptedOrder {
  order: Order;
  action: Action;
  account: AccountConfig & { actRole: string };
}

/**
 * Throws unless everything fits; nothing has been sent to AWS by then. The hash is recomputed over the arguments as this
 * process has parsed them, which are the ones it will send.
 */
export function acceptOrder(
  params: { arguments?: unknown; _meta?: unknown },
  known: { secret: string; actions: readonly Action[]; accounts: readonly AccountConfig[] },
): AcceptedOrder {
  const order = orderSchema.parse(params.arguments ?? {});
  const meta = z.object({ [PROOF_KEY]: z.string() }).safeParse(params._meta ?? {});
  const proof = meta.success ? (meta.data[PROOF_KEY] as string) : "";
  if (!equalHex(proof, proofOf(known.secret, order)))
    throw refused({
      ko: "이 서버를 시작한 봇의 호출임이 증명되지 않았습니다",
      en: "the call does not prove that it comes from the bot that started this server",
    });

  const { call } = order.contract;
  const action = known.actions.find(({ tool }) => tool.name === call.tool);
  if (!action)
    throw refused({
      ko: `"${call.tool}" 도구는 이 서버의 작업이 아닙니다`,
      en: `"${call.tool}" is not an action of this server`,
    });
  const args = action.args.parse(call.args);
  const contract = { ...order.contract, call: { ...call, args } };
  if (!equalHex(order.hash, hashOf(contract)))
    throw refused({
      ko: "승인된 내용과 다릅니다 (해시 불일치)",
      en: "the contract is not the one that was approved (its hash differs)",
    });

  const account = known.accounts.find(({ name }) => name === call.account.name);
  if (!account?.actRole)
    throw refused({
      ko: `${call.account.name} 계정에 실행 역할(act role)이 설정되어 있지 않습니다`,
      en: `no act role is configured for ${call.account.name}`,
    });
  if (account.id !== null && account.id !== call.account.id)
    throw refused({
      ko: `${call.account.name} 이름으로 설정된 계정이 승인된 내용의 계정과 다릅니다`,
      en: `${call.account.name} is configured as another account than the contract names`,
    });
  if (!account.regions.includes(call.region))
    throw refused({
      ko: `${account.name} 계정에 ${call.region} 리전이 설정되어 있지 않습니다`,
      en: `${call.region} is not configured for ${account.name}`,
    });
  const { change, more = [], look } = action.permissions(args, { account: call.account, region: call.region });
  const never = neverAllowed([change, ...more, look]);
  if (never)
    throw refused({
      ko: `${never} 작업은 승인이 있어도 허용되지 않습니다`,
      en: `${never} is never allowed, approved or not`,
    });
  return { order: { ...order, contract }, action, account: { ...account, actRole: account.actRole } };
}

/** `why`: without its full stop. */
export function refused(why: Bilingual): ToolError {
  return new ToolError("access_denied", {
    ko: `실행을 거부했습니다: ${why.ko}. AWS에는 아무것도 보내지 않았습니다.`,
    en: `Refused: ${why.en}. Nothing was sent to AWS.`,
  });
}
