import { afterEach, expect, test } from "vitest";
import { readiness } from "../../src/ops/readiness.ts";
import { type Check, type StatusServer, serveStatus } from "../../src/ops/status-server.ts";

let server: StatusServer | undefined;
afterEach(() => server?.close());

const NOW = Date.parse("2026-11-20T00:12:00Z");
const idle = { queued: 0, running: 0, oldestAt: null as number | null };

async function served(checks: { alive?: Record<string, Check>; ready?: Record<string, Check> }) {
  server = await serveStatus(0, {
    alive: checks.alive ?? {},
    ready: checks.ready ?? {},
    metrics: { contentType: "text/plain", text: async () => "opsthread_x 1\n" },
  });
  const { port } = server;
  return async (path: string, method = "GET") => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
    return { status: response.status, body: await response.text() };
  };
}

const ready = (parts: Partial<Parameters<typeof readiness>[0]> = {}) =>
  readiness({
    connected: () => null,
    probe: () => undefined,
    load: () => idle,
    toolHost: {
      tools: async () => [{ name: "cost_query", title: "", description: "", inputSchema: {}, readOnly: true }],
      call: () => Promise.reject(new Error("not asked")),
      close: async () => undefined,
    },
    act: null,
    clock: { now: () => NOW, moved: false },
    ...parts,
  });

test("200 while everything holds, and nothing else is served", async () => {
  const get = await served({ alive: { slack: () => null }, ready: ready() });
  expect(await get("/healthz")).toEqual({ status: 200, body: '{"ok":true,"failing":{}}' });
  expect(await get("/readyz")).toEqual({ status: 200, body: '{"ok":true,"failing":{}}' });
  expect(await get("/metrics")).toEqual({ status: 200, body: "opsthread_x 1\n" });
  expect((await get("/")).status).toBe(404);
  expect((await get("/healthz?x=1")).status).toBe(404);
  expect((await get("/healthz", "POST")).status).toBe(404);
});

test("503 names each part that does not hold, and says no more of an error than that", async () => {
  const get = await served({
    ready: ready({
      connected: () => "no Socket Mode connection is open",
      probe() {
        throw new Error("SQLITE_FULL at /data/secret-name");
      },
      load: () => ({ queued: 7, running: 3, oldestAt: NOW - 180_000 }),
      toolHost: {
        tools: async () => [],
        call: () => Promise.reject(new Error("not asked")),
        close: async () => undefined,
      },
      act: { ready: () => Promise.reject(new Error("spawn /app/node: EACCES")) },
    }),
  });
  const { status, body } = await get("/readyz");
  expect(status).toBe(503);
  expect(JSON.parse(body)).toEqual({
    ok: false,
    failing: {
      slack: "no Socket Mode connection is open",
      store: "failed",
      queue: "7 waiting, the oldest for 180 s",
      tools: "the tool server offers no tool",
      changes: "failed",
    },
  });
});

test("work that waits a short while is no trouble", async () => {
  const get = await served({ ready: ready({ load: () => ({ queued: 7, running: 3, oldestAt: NOW - 119_000 }) }) });
  expect((await get("/readyz")).status).toBe(200);
});

test("a check that never answers fails by its time limit", async () => {
  const get = await served({ ready: { tools: () => new Promise(() => undefined) } });
  expect(JSON.parse((await get("/readyz")).body)).toEqual({
    ok: false,
    failing: { tools: "no answer within 2 s" },
  });
});
