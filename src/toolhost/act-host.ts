import { createHmac, randomBytes } from "node:crypto";
import { type CallToolResult, CallToolResultSchema } from "@modelcontextprotocol/sdk/types.js";
import type { ActHost, ActOrder, ActOutcome, Reconciliation, Verification } from "../ports/act-host.ts";
import type { Clock } from "../ports/clock.ts";
import type { AwsCall } from "../ports/tools.ts";
import { executeResult, reconcileResult, verifyResult } from "./act-result.ts";
import { awsCallsOf } from "./aws-calls.ts";
import { errorCode, textOf } from "./outcome.ts";
import { createToolProcess, type ToolProcessOptions } from "./tool-process.ts";
import type { Connection } from "./tool-server.ts";

/** Codes the act server gives only for an order it refused before sending it, or that AWS refused. */
const REFUSALS = new Set([
  "invalid_input",
  "access_denied",
  "throttled",
  "not_found",
  "ambiguous",
  "expired_credentials",
  "budget",
]);
const UNREADABLE = {
  ko: "실행 서버가 보낸 결과를 읽을 수 없습니다.",
  en: "The act server sent a result that cannot be read.",
};
/** Verifying waits for the target to come back. */
const VERIFY_MS = 300_000;

export interface ActHostOptions extends Omit<ToolProcessOptions, "env"> {
  /** Complete, without the handshake secret, which is made here and known to nobody else. */
  env: Record<string, string>;
  clock: Clock;
  /** What the server asked of AWS, called before the answer is given. */
  onAwsCalls?: (calls: AwsCall[]) => void;
}

/**
 * The act tool server as a child over stdio MCP. An order is sent at most once: whatever leaves it open
 * whether it reached AWS is `unknown`, and is for a person to look at.
 */
export function createActHost(options: ActHostOptions): ActHost {
  const secret = randomBytes(32).toString("hex");
  const { clock, log } = options;
  const child = createToolProcess({ ...options, env: { ...options.env, OPSTHREAD_ACT_SECRET: secret } });
  const now = (): string => new Date(clock.now()).toISOString();

  const send = async (
    connection: Connection,
    name: string,
    order: ActOrder,
    request: { timeout: number; signal?: AbortSignal },
    more: Record<string, unknown> = {},
  ): Promise<CallToolResult> => {
    const { approvalId, contract, hash, approver, approvers } = order;
    const begin_by = new Date(order.beginBy).toISOString();
    const people = [approver, ...approvers].map(({ user, team }) => `${user}@${team}`);
    const proof = createHmac("sha256", secret)
      .update([approvalId, hash, begin_by, ...people].join(" "))
      .digest("hex");
    const params = {
      name,
      arguments: { approval_id: approvalId, contract, hash, approver, approvers, begin_by, ...more },
      _meta: { "opsthread/proof": proof, ...(options.onAwsCalls ? { "opsthread/record": true } : {}) },
    };
    const result = await connection.client.request({ method: "tools/call", params }, CallToolResultSchema, request);
    options.onAwsCalls?.(awsCallsOf(result));
    return result;
  };

  return {
    async ready() {
      await child.connect();
    },
    async execute(order) {
      let connection: Connection;
      try {
        connection = await child.connect();
      } catch (error) {
        log.error({ err: error, approval: order.approvalId }, "an approved action could not be sent");
        const text = {
          ko: "실행 서버를 시작할 수 없어 AWS에 아무것도 보내지 않았습니다.",
          en: "The act server could not be started, so nothing was sent to AWS.",
        };
        return { kind: "failed", requestId: null, at: now(), text };
      }
      try {
        const result = await send(connection, "act_execute", order, { timeout: child.timeouts.callMs });
        return toActOutcome(result, now());
      } catch (error) {
        log.error({ err: error, approval: order.approvalId }, "the outcome of an approved action is not known");
        child.failed(connection, error);
        const text = {
          ko: "실행 서버가 끝났거나 제때 답하지 않았습니다. 호출이 AWS에 닿았는지 알 수 없습니다.",
          en: "The act server ended or gave no answer in time. The call may or may not have reached AWS.",
        };
        return { kind: "unknown", at: now(), text };
      }
    },
    async verify(order, signal) {
      let connection: Connection | null = null;
      try {
        connection = await child.connect(signal);
        return toVerification(await send(connection, "act_verify", order, { timeout: VERIFY_MS, signal }), now());
      } catch (error) {
        log.warn({ err: error, approval: order.approvalId }, "an action could not be verified");
        if (connection && !signal.aborted) child.failed(connection, error);
        return notVerified(now());
      }
    },
    async reconcile(order, sentAt, signal) {
      let connection: Connection | null = null;
      try {
        connection = await child.connect(signal);
        const more = { sent_at: new Date(sentAt).toISOString() };
        const request = { timeout: child.timeouts.callMs, signal };
        return toReconciliation(await send(connection, "act_reconcile", order, request, more), now());
      } catch (error) {
        log.warn({ err: error, approval: order.approvalId }, "the records of an action could not be read");
        if (connection && !signal.aborted) child.failed(connection, error);
        return notReconciled(now());
      }
    },
    close: () => child.close(),
  };
}

function toActOutcome(result: CallToolResult, at: string): ActOutcome {
  const said = textOf(result);
  if (result.isError) {
    if (REFUSALS.has(errorCode(result, said))) {
      const text = { ko: `실행 서버가 거절했습니다: ${said}`, en: said };
      return { kind: "failed", requestId: null, at, text };
    }
    const text = {
      ko: `실행 서버가 처리하는 중에 실패했습니다: ${said}`,
      en: `The act server failed while it handled the order: ${said}`,
    };
    return { kind: "unknown", at, text };
  }
  const checked = executeResult.safeParse(result.structuredContent);
  if (checked.success) return checked.data.outcome;
  return { kind: "unknown", at, text: UNREADABLE };
}

function toVerification(result: CallToolResult, at: string): Verification {
  const checked = verifyResult.safeParse(result.structuredContent);
  return !result.isError && checked.success ? checked.data.verification : notVerified(at);
}

function notVerified(at: string): Verification {
  return {
    ok: null,
    text: {
      ko: "실행 후 상태를 확인하지 못했습니다. AWS 콘솔에서 직접 확인하세요.",
      en: "The state after the action could not be checked. Please look at it in the AWS console.",
    },
    at,
  };
}

function toReconciliation(result: CallToolResult, at: string): Reconciliation {
  const checked = reconcileResult.safeParse(result.structuredContent);
  return !result.isError && checked.success ? checked.data.reconciliation : notReconciled(at);
}

function notReconciled(at: string): Reconciliation {
  return {
    kind: "open",
    eventId: null,
    requestId: null,
    at,
    text: {
      ko: "AWS의 기록을 읽지 못해 실행 여부를 확인하지 못했습니다.",
      en: "AWS's records could not be read, so it is still open whether it was carried out.",
    },
  };
}
