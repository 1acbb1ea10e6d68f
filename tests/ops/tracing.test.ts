import { expect, test } from "vitest";
import { createTracing } from "../../src/ops/tracing.ts";
import { attribute, otlpReceiver, spanTree } from "../support/otlp-receiver.ts";

test("steps become spans under the step they run in, also side by side, and go out with the headers asked for", async () => {
  const receiver = await otlpReceiver();
  const headers = { authorization: "Bearer abc" };
  const tracing = await createTracing({ endpoint: `${receiver.url}/`, headers, serviceName: "opsthread-test" });
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  await tracing.run("turn", { "opsthread.run_id": "r-1" }, async () => {
    await Promise.all(
      ["a", "b"].map((name) =>
        tracing.run(`tool ${name}`, {}, async () => {
          await pause(5);
          tracing.past(`aws of ${name}`, { count: 2 }, { at: 1_700_000_000_000, ms: 250 }, null);
        }),
      ),
    );
    await tracing.run("model", {}, async (span) => span.set({ tokens: 12 }));
  });
  await tracing.close();
  await receiver.close();

  const spans = receiver.spans();
  expect(spanTree(spans).split("\n").sort()).toEqual([
    "    aws of a",
    "    aws of b",
    "  model",
    "  tool a",
    "  tool b",
    "turn",
  ]);
  const tool = (name: string) => spans.find((span) => span.name === name)!;
  expect(tool("aws of a").parentSpanId).toBe(tool("tool a").spanId);
  expect(tool("aws of b").parentSpanId).toBe(tool("tool b").spanId);
  expect([tool("aws of a").startTimeUnixNano, tool("aws of a").endTimeUnixNano]).toEqual([
    "1700000000000000000",
    "1700000000250000000",
  ]);
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  expect(attribute(tool("model"), "tokens")).toBe(12);
  const [request] = receiver.requests;
  expect([request?.path, request?.headers.authorization]).toEqual(["/v1/traces", "Bearer abc"]);
  expect(request?.body.resourceSpans[0]?.resource.attributes).toContainEqual({
    key: "service.name",
    value: { stringValue: "opsthread-test" },
  });
});

test("a step that throws is marked with the kind of its error alone, and throws on", async () => {
  const receiver = await otlpReceiver();
  const tracing = await createTracing({ endpoint: receiver.url, headers: {}, serviceName: "opsthread" });
  const secret = new TypeError("the row holds AKIAIOSFODNN7EXAMPLE");
  await expect(tracing.run("tool", {}, () => Promise.reject(secret))).rejects.toBe(secret);
  await tracing.close();
  await receiver.close();
  const [span] = receiver.spans();
  expect([span?.status.code, attribute(span!, "error.type")]).toEqual([2, "TypeError"]);
  expect(JSON.stringify(receiver.requests)).not.toContain("AKIAIOSFODNN7EXAMPLE");
});

test("nobody there to take the spans holds nothing up", async () => {
  const tracing = await createTracing({ endpoint: "http://127.0.0.1:9", headers: {}, serviceName: "opsthread" });
  expect(await tracing.run("turn", {}, async () => 42)).toBe(42);
  await tracing.close();
});

test("off, the work runs all the same", async () => {
  const tracing = await createTracing(null);
  expect(
    await tracing.run("turn", {}, async (span) => {
      span.set({ a: 1 });
      span.failed("none");
      return 42;
    }),
  ).toBe(42);
});
