import { expect, test } from "vitest";
import { createMetrics } from "../../src/ops/metrics.ts";
import { createObserver } from "../../src/ops/observe.ts";
import { createTracing } from "../../src/ops/tracing.ts";
import { type Model, ModelError, type Models } from "../../src/ports/model.ts";
import type { ToolHost, ToolOutcome } from "../../src/ports/tools.ts";
import { attribute, otlpReceiver, spanTree } from "../support/otlp-receiver.ts";

const NOW = Date.parse("2026-11-20T00:12:00Z");
const context = { zone: "UTC", language: "en" as const, accounts: [], runId: "r-1" };
const never = new AbortController().signal;

function hostGiving(outcome: ToolOutcome): ToolHost {
  return { tools: async () => [], call: async () => outcome, close: async () => undefined };
}

async function lines(metrics: ReturnType<typeof createMetrics>): Promise<string[]> {
  const text = await metrics.text({
    connected: () => true,
    load: () => ({ queued: 2, running: 1, oldestAt: NOW - 1_500 }),
    openApprovals: () => 4,
    clock: { now: () => NOW, moved: false },
  });
  return text.split("\n").filter((line) => /^opsthread_(?!process_|nodejs_)/.test(line) && !line.includes("_seconds_"));
}

const modelOf = (reply: Model["reply"]): Models => ({
  list: async () => [],
  get: () => ({ id: "m-1", offline: false, reply }),
  defaultId: "m-1",
  fallback: null,
});

test("every call is counted by its outcome, and the gauges are read when asked", async () => {
  const metrics = createMetrics();
  const observe = createObserver(metrics, await createTracing(null));
  await observe.toolHost(hostGiving({ kind: "text", text: "" })).call("cost_query", {}, context, never);
  await observe
    .toolHost(hostGiving({ kind: "error", code: "throttled", text: "" }))
    .call("cost_query", {}, context, never);
  observe.awsCalls([
    { action: "ce:GetCostAndUsage", account: "prod", region: "us-east-1", at: NOW, ms: 120, error: null },
    { action: "ce:GetCostAndUsage", account: "prod", region: "us-east-1", at: NOW, ms: 120, error: "throttled" },
  ]);
  const good = observe.models(
    modelOf(async () => ({
      content: [],
      stop: "end",
      usage: { input: 10, output: 5, cacheRead: 100, cacheWrite: 0 },
      usd: 0.25,
      requestId: null,
    })),
  );
  await good.get("m-1")!.reply({} as never, () => undefined, never);
  const bad = observe.models(modelOf(() => Promise.reject(new ModelError("overloaded", "busy"))));
  await expect(bad.get("m-1")!.reply({} as never, () => undefined, never)).rejects.toThrow("busy");

  expect(await lines(metrics)).toEqual([
    'opsthread_model_calls_total{model="m-1",outcome="end"} 1',
    'opsthread_model_calls_total{model="m-1",outcome="overloaded"} 1',
    'opsthread_model_tokens_total{model="m-1",kind="input"} 10',
    'opsthread_model_tokens_total{model="m-1",kind="output"} 5',
    'opsthread_model_tokens_total{model="m-1",kind="cache_read"} 100',
    'opsthread_model_tokens_total{model="m-1",kind="cache_write"} 0',
    'opsthread_model_usd_total{model="m-1"} 0.25',
    'opsthread_tool_calls_total{tool="cost_query",outcome="ok"} 1',
    'opsthread_tool_calls_total{tool="cost_query",outcome="throttled"} 1',
    'opsthread_aws_calls_total{action="ce:GetCostAndUsage",outcome="ok"} 1',
    'opsthread_aws_calls_total{action="ce:GetCostAndUsage",outcome="throttled"} 1',
    "opsthread_slack_connected 1",
    "opsthread_queue_rows_queued 2",
    "opsthread_queue_rows_running 1",
    "opsthread_queue_oldest_seconds 1.5",
    "opsthread_approvals_open 4",
  ]);
  await lines(metrics);
});

test("AWS requests are spans of the tool call that made them, and an error is a code", async () => {
  const receiver = await otlpReceiver();
  const tracing = await createTracing({ endpoint: receiver.url, headers: {}, serviceName: "opsthread" });
  const observe = createObserver(createMetrics(), tracing);
  const host = observe.toolHost({
    ...hostGiving({ kind: "error", code: "access_denied", text: "User arn:aws:iam::417205938164:user/x" }),
    async call() {
      await Promise.resolve();
      observe.awsCalls([
        { action: "ec2:DescribeInstances", account: "prod", region: "r1", at: NOW, ms: 9, error: "access_denied" },
      ]);
      return { kind: "error", code: "access_denied", text: "User arn:aws:iam::417205938164:user/x" };
    },
  });
  await host.call("inventory_find", { name: "a secret name" }, context, never);
  await tracing.close();
  await receiver.close();
  const spans = receiver.spans();
  expect(spanTree(spans)).toBe("  aws ec2:DescribeInstances\ntool inventory_find".split("\n").reverse().join("\n"));
  expect(spans.map((span) => attribute(span, "error.type"))).toEqual(["access_denied", "access_denied"]);
  expect(JSON.stringify(receiver.requests)).not.toMatch(/secret name|arn:aws/);
});

test("a change and what became of it are spans of their own, with the requests of the act server", async () => {
  const receiver = await otlpReceiver();
  const tracing = await createTracing({ endpoint: receiver.url, headers: {}, serviceName: "opsthread" });
  const metrics = createMetrics();
  const observe = createObserver(metrics, tracing);
  const text = { ko: "비밀", en: "a secret name" };
  const asked = async <T>(action: string, answer: T): Promise<T> => {
    await Promise.resolve();
    observe.awsCalls([{ action, account: "prod", region: "r1", at: NOW, ms: 9, error: null }]);
    return answer;
  };
  const at = "2026-11-20T00:00:07Z";
  const act = observe.act({
    ready: async () => {},
    execute: () => asked("ec2:RebootInstances", { kind: "failed", requestId: null, at, text }),
    verify: () => asked("ec2:DescribeInstanceStatus", { ok: true, at, text }),
    reconcile: () => asked("cloudtrail:LookupEvents", { kind: "open", eventId: null, requestId: null, at, text }),
    close: async () => {},
  });
  const call = {
    ...{ tool: "ec2_reboot_instances", region: "r1", args: {}, fingerprint: {} },
    account: { id: "1", name: "prod" },
  };
  const contract = { v: 1 as const, call, requester: "U1", runId: "r", policyVersion: 1 };
  const approver = { user: "U2", team: "T1" };
  const order = { approvalId: "a1", contract, hash: "", approver, approvers: [approver], beginBy: 0 };
  await act.execute(order);
  await act.verify(order, never);
  await act.reconcile(order, NOW, never);
  await tracing.close();
  await receiver.close();
  const spans = receiver.spans();
  expect(spanTree(spans).split("\n")).toEqual([
    "change ec2_reboot_instances",
    "  aws ec2:RebootInstances",
    "change verify",
    "  aws ec2:DescribeInstanceStatus",
    "change reconcile",
    "  aws cloudtrail:LookupEvents",
  ]);
  const changes = spans.filter(({ name }) => name.startsWith("change"));
  expect(changes.map((span) => [attribute(span, "opsthread.approval_id"), attribute(span, "error.type")])).toEqual([
    ["a1", "failed"],
    ["a1", undefined],
    ["a1", undefined],
  ]);
  expect(JSON.stringify(receiver.requests)).not.toContain("secret");
  expect(await lines(metrics)).toContain('opsthread_aws_calls_total{action="ec2:RebootInstances",outcome="ok"} 1');
});
