import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAnthropicClient } from "../../src/models/anthropic.ts";
import { createBedrockClient } from "../../src/models/bedrock.ts";
import { createModels } from "../../src/models/models.ts";
import type { Model } from "../../src/ports/model.ts";

const offline: Model = { id: "offline", offline: true, reply: () => Promise.reject(new Error("not asked")) };
let now = Date.parse("2026-11-21T00:00:00Z");
const clock = { now: () => now, moved: false };
const errors: unknown[] = [];
const common = { clock, onListError: (error: unknown) => void errors.push(error) };

const info = (id: string, name: string, extra: object = {}) => ({
  type: "model",
  id,
  display_name: name,
  created_at: "2026-09-01T00:00:00Z",
  lifecycle: "active",
  deprecated_at: null,
  retires_at: null,
  line: "sonnet",
  max_input_tokens: 1_000_000,
  max_tokens: 128_000,
  capabilities: { thinking: { supported: true, types: { adaptive: { supported: true } } } },
  ...extra,
});

/** The Models API; `pages` empty answers 500. */
let pages: object[][] = [];
let asked: string[] = [];
const api = createServer((req, res) => {
  asked.push(req.url!);
  const page = req.url!.includes("after_id") ? 1 : 0;
  const data = pages[page];
  res.writeHead(data ? 200 : 500, { "content-type": "application/json", "x-should-retry": "false" });
  res.end(JSON.stringify(data ? { data, has_more: page + 1 < pages.length, first_id: "a", last_id: "b" } : {}));
});
let client: ReturnType<typeof createAnthropicClient>;
beforeEach(async () => {
  await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
  client = createAnthropicClient({ apiKey: "k", baseURL: `http://127.0.0.1:${(api.address() as AddressInfo).port}` });
  asked = [];
  errors.length = 0;
  now = Date.parse("2026-11-21T00:00:00Z");
});
afterEach(() => new Promise((resolve) => api.close(resolve)));

describe("models over the API", () => {
  const sonnet = info("claude-sonnet-5-5", "Claude Sonnet 5.5");
  const old = info("claude-sonnet-4-5", "Claude Sonnet 4.5", {
    lifecycle: "deprecated",
    retires_at: "2026-11-30T00:00:00Z",
  });

  it("are listed from the Models API, all pages, the default first, with price and retirement", async () => {
    pages = [[old], [sonnet, info("claude-next", "Claude Next")]];
    const models = createModels({
      ...common,
      provider: { kind: "api", client },
      offline: null,
      defaultId: "claude-sonnet-5-5",
    });
    expect(await models.list()).toMatchInlineSnapshot(`
      [
        {
          "id": "claude-sonnet-5-5",
          "name": "Claude Sonnet 5.5",
          "offline": false,
          "price": {
            "input": 2,
            "output": 10,
          },
          "retires": null,
          "window": 1000000,
        },
        {
          "id": "claude-sonnet-4-5",
          "name": "Claude Sonnet 4.5",
          "offline": false,
          "price": {
            "input": 3,
            "output": 15,
          },
          "retires": {
            "on": "2026-11-30",
          },
          "window": 1000000,
        },
        {
          "id": "claude-next",
          "name": "Claude Next",
          "offline": false,
          "price": null,
          "retires": null,
          "window": 1000000,
        },
      ]
    `);
    expect(models.get("claude-next")?.id).toBe("claude-next");
    expect(models.get("claude-opus-5-5")).toBeNull();
  });

  it("are asked for once an hour, and kept when the API fails", async () => {
    pages = [[sonnet]];
    const models = createModels({ ...common, provider: { kind: "api", client }, offline: null });
    await Promise.all([models.list(), models.list()]);
    now += 59 * 60_000;
    await models.list();
    expect(asked).toHaveLength(1);
    pages = [];
    now += 2 * 60_000;
    expect((await models.list()).map((choice) => choice.id)).toEqual(["claude-sonnet-5-5"]);
    expect(errors).toHaveLength(1);
    await models.list();
    expect(asked).toHaveLength(2);
  });

  it("are known ones while the API has never answered", async () => {
    pages = [];
    const models = createModels({ ...common, provider: { kind: "api", client }, offline: null });
    expect((await models.list()).map((choice) => choice.id)).toEqual([
      "claude-sonnet-5-5",
      "claude-opus-5-5",
      "claude-haiku-5-5",
      "claude-fable-5-2",
    ]);
  });

  it("include the default a team wrote, even when no list knows it", async () => {
    pages = [[sonnet]];
    const models = createModels({
      ...common,
      provider: { kind: "api", client },
      offline: null,
      defaultId: "claude-alias",
    });
    expect((await models.list())[0]).toEqual({
      id: "claude-alias",
      name: "claude-alias",
      offline: false,
      price: null,
      window: null,
      retires: null,
    });
    expect(models.get("claude-alias")?.id).toBe("claude-alias");
  });
});

describe("the planner", () => {
  it("can be chosen only where it is the default", async () => {
    const alone = createModels({ ...common, provider: null, offline });
    expect(await alone.list()).toEqual([
      { id: "offline", name: "Offline planner", offline: true, price: null, window: null, retires: null },
    ]);
    expect(alone.get("offline")).toBe(offline);

    pages = [[info("claude-sonnet-5-5", "Claude Sonnet 5.5")]];
    const beside = createModels({ ...common, provider: { kind: "api", client }, offline, fallbackId: "offline" });
    expect(beside.fallback).toBe(offline);
    expect(beside.get("offline")).toBeNull();
    expect((await beside.list()).map((choice) => choice.id)).toEqual(["claude-sonnet-5-5"]);
  });
});

describe("what cannot be", () => {
  it("is said at start", () => {
    expect(() => createModels({ ...common, provider: null, offline: null })).toThrow("no model");
    expect(() =>
      createModels({ ...common, provider: null, offline: null, defaultId: "x", fallbackId: "offline" }),
    ).toThrow('the fallback model "offline" is not configured');
  });
});

describe("models on Bedrock", () => {
  it("are a fixed list of inference profiles without prices, reached in the configured region", async () => {
    const bedrock = createBedrockClient({ region: "ap-northeast-2", bearerToken: "token" });
    expect(bedrock.baseURL).toBe("https://bedrock-runtime.ap-northeast-2.amazonaws.com");
    const models = createModels({ ...common, provider: { kind: "bedrock", client: bedrock }, offline: null });
    expect((await models.list()).map(({ id, price }) => [id, price])).toEqual([
      ["global.anthropic.claude-sonnet-5-5", null],
      ["global.anthropic.claude-opus-5-5", null],
      ["global.anthropic.claude-haiku-5-5", null],
    ]);
  });

  it("answer over Bedrock's own path, and its throttling is no spending limit", async () => {
    let path = "";
    let body = "";
    const runtime = createServer(async (req, res) => {
      path = req.url!;
      for await (const chunk of req) body += chunk;
      res.writeHead(429, { "content-type": "application/json", "x-amzn-requestid": "amz-1" });
      res.end(JSON.stringify({ message: "Too many requests" }));
    });
    await new Promise<void>((resolve) => runtime.listen(0, "127.0.0.1", resolve));
    const baseURL = `http://127.0.0.1:${(runtime.address() as AddressInfo).port}`;
    const bedrock = createBedrockClient({ region: "ap-northeast-2", bearerToken: "token", baseURL });
    const models = createModels({ ...common, provider: { kind: "bedrock", client: bedrock }, offline: null });
    const request = {
      system: "s",
      tools: [],
      messages: [{ role: "user" as const, content: [{ type: "text" as const, text: "hi" }] }],
      turn: { language: "en" as const, zone: "UTC", now, thread: "t" },
      datasets: { list: () => [], read: () => null },
    };
    const asking = models.get(models.defaultId)!.reply(request, () => undefined, new AbortController().signal);
    await expect(asking).rejects.toMatchObject({ failure: "overloaded", requestId: "amz-1" });
    expect(path).toBe("/model/global.anthropic.claude-sonnet-5-5/invoke-with-response-stream");
    expect(JSON.parse(body)).not.toHaveProperty("cache_control");
    await new Promise((resolve) => runtime.close(resolve));
  });
});
