import { type Contract, hashOf, proofOf } from "../../../tools/act/order.ts";
import type { CanonicalCall } from "../../../tools/results.ts";
import type { Answer, ToolServer } from "./tool-server.ts";

export const SECRET = "a secret that only the test knows";

export interface TestOrder {
  approval_id: string;
  contract: Contract;
  hash: string;
  approver: { user: string; team: string };
  approvers: { user: string; team: string }[];
  begin_by: string;
}

let orders = 0;

/** An order as the bot would hand it over once a person approved this call. */
export function orderFor(call: CanonicalCall, change: Partial<TestOrder> = {}): TestOrder {
  orders += 1;
  const contract: Contract = { v: 1, call, requester: "U0JIWOO", runId: "r-1", policyVersion: 1 };
  return {
    approval_id: `approval-${orders}`,
    contract,
    hash: hashOf(contract),
    approver: { user: "U0SEOYEON", team: "T0HANEUL" },
    approvers: [
      { user: "U0DOYUN", team: "T0HANEUL" },
      { user: "U0SEOYEON", team: "T0HANEUL" },
    ],
    begin_by: "2026-12-31T00:00:00.000Z",
    ...change,
  };
}

/** Asks what became of an order that was handed over at this moment. */
export function traceOf(server: ToolServer, order: TestOrder, sentAt: string): Promise<Answer> {
  const proof = proofOf(SECRET, order);
  return server.call("act_reconcile", { ...order, sent_at: sentAt }, { context: null, proof });
}

/** `proof` is the bot's own unless the test forges one. */
export function hand(
  server: ToolServer,
  tool: "act_execute" | "act_verify",
  order: TestOrder,
  proof = proofOf(SECRET, order),
): Promise<Answer> {
  return server.call(tool, order, { context: null, proof });
}
