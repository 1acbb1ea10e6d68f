import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { ActOrder } from "../../src/ports/act-host.ts";
import { createActHost } from "../../src/toolhost/act-host.ts";
import { nodeArgs } from "../support/node-args.ts";
import { recordLog } from "./support/record-log.ts";
import { aPreview } from "./support/shapes.ts";

const server = fileURLToPath(new URL("./support/act-server.ts", import.meta.url));
const at = "2026-11-21T00:14:07.000Z";
const now = "2026-11-21T01:00:00.000Z";
const never = new AbortController().signal;

const order = (approvalId: string): ActOrder => ({
  approvalId,
  contract: { v: 1, call: aPreview().call, requester: "U0JIWOO", runId: "r1", policyVersion: 1 },
  hash: "ab".repeat(32),
  approver: { user: "U0SEOYEON", team: "T1" },
  approvers: [{ user: "U0SEOYEON", team: "T1" }],
  beginBy: Date.parse(at),
});

function actFor(
  test: { onTestFinished(end: () => Promise<void>): void },
  options: { command?: string; callMs?: number } = {},
) {
  const { log, entries } = recordLog();
  const act = createActHost({
    command: options.command ?? process.execPath,
    args: nodeArgs(server),
    env: { AWS_PROFILE: "executor" },
    log,
    clock: { now: () => Date.parse(now), moved: false },
    timeouts: { callMs: options.callMs ?? 10_000, pingMs: 1_500, backoffMs: 10 },
  });
  test.onTestFinished(() => act.close());
  return { act, entries };
}

const unknown = {
  kind: "unknown",
  at: now,
  text: {
    ko: "실행 서버가 끝났거나 제때 답하지 않았습니다. 호출이 AWS에 닿았는지 알 수 없습니다.",
    en: "The act server ended or gave no answer in time. The call may or may not have reached AWS.",
  },
};
const notVerified = {
  ok: null,
  text: {
    ko: "실행 후 상태를 확인하지 못했습니다. AWS 콘솔에서 직접 확인하세요.",
    en: "The state after the action could not be checked. Please look at it in the AWS console.",
  },
  at: now,
};

describe("the act server's host", () => {
  test.concurrent("hands over the order with its proof and reports what the server reports", async (context) => {
    const { act } = actFor(context);
    expect(await act.execute(order("apr-1"))).toEqual({
      kind: "succeeded",
      requestId: "8c1e",
      at,
      text: { ko: "재부팅함", en: "rebooted" },
    });
    expect(await act.execute(order("stale"))).toEqual({
      kind: "stale",
      at,
      text: { ko: "i-0ab가 중지됨", en: "i-0ab is stopped" },
    });
    expect(await act.verify(order("apr-1"), never)).toEqual({
      ok: true,
      text: { ko: "정상입니다", en: "Checks pass" },
      at,
    });
  });

  test.concurrent("the server sees its own environment and a secret, and exactly the order", async (context) => {
    const { act } = actFor(context);
    const outcome = await act.execute(order("echo"));
    const { contract, hash, approver, approvers } = order("echo");
    expect(JSON.parse(outcome.text.en)).toEqual({
      args: { approval_id: "echo", contract, hash, approver, approvers, begin_by: at },
      // The second by the guard, where it keeps compiled modules.
      env: ["AWS_PROFILE", "NODE_COMPILE_CACHE", "OPSTHREAD_ACT_SECRET"],
    });
  });

  test.concurrent("what became of an order is asked with the moment it was handed over; no answer leaves it open", async (context) => {
    const { act } = actFor(context);
    expect(await act.reconcile(order("apr-1"), Date.parse(now), never)).toEqual({
      kind: "executed",
      eventId: "e-1",
      requestId: "8c1e",
      at,
      text: { ko: "기록에 있습니다", en: `sent ${now}` },
    });
    expect(await act.reconcile(order("crash"), Date.parse(now), never)).toEqual({
      kind: "open",
      eventId: null,
      requestId: null,
      at: now,
      text: {
        ko: "AWS의 기록을 읽지 못해 실행 여부를 확인하지 못했습니다.",
        en: "AWS's records could not be read, so it is still open whether it was carried out.",
      },
    });
  });

  test.concurrent("a refusal is a failure: nothing was sent", async (context) => {
    const { act } = actFor(context);
    await act.ready();
    const en = "The hash does not match the contract.";
    const text = { ko: `실행 서버가 거절했습니다: ${en}`, en };
    expect(await act.execute(order("refuse"))).toEqual({ kind: "failed", requestId: null, at: now, text });
    expect(await act.verify(order("refuse"), never)).toEqual(notVerified);
  });

  test.concurrent("a server that cannot be started sent nothing, and is not ready", async (context) => {
    const { act } = actFor(context, { command: "/no/such/command" });
    await expect(act.ready()).rejects.toThrow("tool server");
    const text = {
      ko: "실행 서버를 시작할 수 없어 AWS에 아무것도 보내지 않았습니다.",
      en: "The act server could not be started, so nothing was sent to AWS.",
    };
    expect(await act.execute(order("apr-1"))).toEqual({ kind: "failed", requestId: null, at: now, text });
    expect(await act.verify(order("apr-1"), never)).toEqual(notVerified);
  });

  test.concurrent("a crash leaves the outcome unknown, and the order is not sent again", async (context) => {
    const { act, entries } = actFor(context);
    expect(await act.execute(order("crash"))).toEqual(unknown);
    expect(entries.filter((entry) => entry.message === "the tool server started")).toHaveLength(1);
    expect(await act.verify(order("apr-1"), never)).toMatchObject({ ok: true });
    expect(await act.verify(order("crash"), never)).toEqual(notVerified);
  });

  test.concurrent("no answer in time, an unexpected failure and nonsense leave the outcome unknown", async (context) => {
    const { act } = actFor(context, { callMs: 1_000 });
    expect(await act.execute(order("hang"))).toEqual(unknown);
    expect(await act.execute(order("bug"))).toEqual({
      kind: "unknown",
      at: now,
      text: {
        ko: "실행 서버가 처리하는 중에 실패했습니다: unexpected",
        en: "The act server failed while it handled the order: unexpected",
      },
    });
    expect(await act.execute(order("nonsense"))).toEqual({
      kind: "unknown",
      at: now,
      text: {
        ko: "실행 서버가 보낸 결과를 읽을 수 없습니다.",
        en: "The act server sent a result that cannot be read.",
      },
    });
  });

  test.concurrent("closing while an order is under way leaves it unknown", async (context) => {
    const { act } = actFor(context);
    await act.verify(order("apr-1"), never);
    const executing = act.execute(order("hang"));
    await act.close();
    expect(await executing).toEqual(unknown);
  });

  test.concurrent("a stopped verification says that it does not know", async (context) => {
    const { act } = actFor(context);
    await act.verify(order("apr-1"), never);
    expect(await act.verify(order("hang"), AbortSignal.timeout(50))).toEqual(notVerified);
  });
});
