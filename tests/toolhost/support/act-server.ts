/** Stands where the act tool server stands; the id of the approval says how it behaves. */
import { createHmac } from "node:crypto";
import { type Result, serveByHand } from "./rpc-server.ts";

const at = "2026-11-21T00:14:07.000Z";
interface Call {
  name: string;
  arguments?: Record<string, unknown>;
  _meta?: Record<string, unknown>;
}

const result = (structuredContent: Record<string, unknown>): Result => ({ content: [], structuredContent });
const refusal = (code: string, text: string): Result => ({
  content: [{ type: "text", text }],
  isError: true,
  _meta: { "opsthread/error": { code } },
});
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

interface Order {
  approval_id: string;
  hash: string;
  begin_by: string;
  approver: { user: string; team: string };
  approvers: { user: string; team: string }[];
}

async function act({ name, arguments: args, _meta }: Call): Promise<Result> {
  const order = args as unknown as Order;
  const secret = process.env.OPSTHREAD_ACT_SECRET ?? "";
  const people = [order.approver, ...order.approvers].map(({ user, team }) => `${user}@${team}`);
  const signed = [order.approval_id, order.hash, order.begin_by, ...people].join(" ");
  const proof = createHmac("sha256", secret).update(signed).digest("hex");
  if (secret.length < 64 || _meta?.["opsthread/proof"] !== proof) return refusal("access_denied", "no proof");
  if (order.approval_id === "crash") process.exit(9);
  if (order.approval_id === "hang") await sleep(60_000);
  if (order.approval_id === "refuse") return refusal("invalid_input", "The hash does not match the contract.");
  if (order.approval_id === "bug") return refusal("internal", "unexpected");
  if (order.approval_id === "nonsense") return result({ outcome: { kind: "done" } });
  if (name === "act_verify") {
    return result({ verification: { ok: true, text: { ko: "정상입니다", en: "Checks pass" }, at } });
  }
  if (name === "act_reconcile") {
    const text = { ko: "기록에 있습니다", en: `sent ${String(args?.sent_at)}` };
    return result({ reconciliation: { kind: "executed", eventId: "e-1", requestId: "8c1e", at, text } });
  }
  if (order.approval_id === "echo") {
    const text = JSON.stringify({ args: args, env: Object.keys(process.env).sort() });
    return result({ outcome: { kind: "succeeded", requestId: null, at, text: { ko: text, en: text } } });
  }
  if (order.approval_id === "stale")
    return result({ outcome: { kind: "stale", at, text: { ko: "i-0ab가 중지됨", en: "i-0ab is stopped" } } });
  return result({ outcome: { kind: "succeeded", requestId: "8c1e", at, text: { ko: "재부팅함", en: "rebooted" } } });
}
serveByHand("act", { "tools/call": (params) => act(params as unknown as Call) });
