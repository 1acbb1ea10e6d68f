import { setTimeout as sleep } from "node:timers/promises";
import type { ModalView } from "@slack/types";
import { WebAPIRateLimitedError, WebClient } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createLog } from "../../src/log.ts";
import { createClients } from "../../src/slack/clients.ts";
import { createOpenDialog } from "../../src/slack/open-dialog.ts";
import { createLane } from "../../src/slack/socket/lane.ts";
import { type Running, startBot, startWorkspace } from "../sandbox/slack/start-workspace.ts";

/** How often each of the bot's clients sends a call that fails, and that none of them waits for another; on the wire. */
let slack: Running;
let clients: Record<Name, WebClient>;
const log = createLog("fatal", "test");
const NAMES = ["asking", "listening", "opening", "posting", "saying", "streaming"] as const;
type Name = (typeof NAMES)[number];
const REPEATING: Name[] = ["asking", "listening"];
const ONCE = NAMES.filter((name) => !REPEATING.includes(name));

beforeAll(async () => {
  slack = await startWorkspace();
  const { botToken, slackApiUrl: apiUrl } = slack.ready;
  const { listening, ...made } = createClients({ botToken, apiUrl, log });
  // As Bolt makes the one it gives to listeners.
  clients = { ...made, listening: new WebClient(botToken, listening) };
});
afterAll(() => slack?.remove());
beforeEach(() => slack.control.clearFaults());

/** Methods that anybody may call, one for each of those that are broken at the same time. */
const METHODS = ["users.info", "auth.test"] as const;
const call = (name: Name, method: (typeof METHODS)[number] = "users.info") =>
  clients[name].apiCall(method, { user: "U0SARAH" });
/** How often a method was called while `work` ran, and how it ended. */
async function callsWhile(method: string, work: () => Promise<unknown>) {
  const before = (await slack.control.journal()).at(-1)?.n ?? 0;
  const [outcome] = await Promise.allSettled([work()]);
  const calls = (await slack.control.journal(before)).filter((one) => one.kind === "call" && one.method === method);
  return { sent: calls.length, outcome };
}
const failures = [{ kind: "http_500" }, { kind: "hang", ms: 40 }] as const satisfies object[];
const limit = { kind: "ratelimited", retry_after: 0 } as const;

describe.each([...failures, limit])("a call that runs into $kind", (fault) => {
  it("is sent twice more for who asks and for listeners, or as often as Slack says to wait", async () => {
    const isLimit = fault.kind === "ratelimited";
    const ends = REPEATING.map(async (name, i) => {
      await slack.control.fault({ method: METHODS[i]!, times: isLimit ? 3 : 9, ...fault });
      const { sent, outcome } = await callsWhile(METHODS[i]!, () => call(name, METHODS[i]));
      return [name, sent, outcome.status];
    });
    const expected = isLimit ? [4, "fulfilled"] : [3, "rejected"];
    expect(await Promise.all(ends)).toEqual(REPEATING.map((name) => [name, ...expected]));
  });

  it("is sent once by all others, who hear of a rate limit at once, and by a socket at its start, which waits as Slack asks", async () => {
    await slack.control.fault({ method: "users.info", times: ONCE.length, ...fault });
    for (const name of ONCE) {
      const { sent, outcome } = await callsWhile("users.info", () => call(name));
      const { reason } = outcome as PromiseRejectedResult;
      const isLimit = reason instanceof WebAPIRateLimitedError;
      expect([name, sent, isLimit]).toEqual([name, 1, fault.kind === "ratelimited"]);
    }
    await slack.control.fault({ method: "apps.connections.open", times: 1, ...fault });
    const { appToken, slackApiUrl } = slack.ready;
    const lane = createLane({ name: "a", appToken, slackApiUrl, log, pongMs: 600, onDelivery: () => {} });
    const { sent, outcome } = await callsWhile("apps.connections.open", () => lane.start());
    await lane.stop();
    const isLimit = fault.kind === "ratelimited";
    expect([sent, outcome.status]).toEqual(isLimit ? [2, "fulfilled"] : [1, "rejected"]);
  });
});

describe("a client that waits", () => {
  it.each([
    { kind: "ratelimited", retry_after: 1, times: REPEATING.length },
    { kind: "hang", ms: 900, times: NAMES.length },
  ] as const)("because of $kind holds nothing else, not even of its own", async ({ times, ...fault }) => {
    const waiting = NAMES.slice(0, times);
    await slack.control.fault({ method: "users.info", times, ...fault });
    const ends = Promise.allSettled(waiting.map((name) => call(name)));
    // Until Slack has them.
    await sleep(50);
    const began = performance.now();
    await Promise.all(NAMES.map((name) => call(name, "auth.test")));
    expect(performance.now() - began).toBeLessThan(700);
    await ends;
  });
});

describe("a dialog", () => {
  it("opens as soon as Slack allows it, while the press is good, and is given up when that is too late", async () => {
    const open = createOpenDialog(clients.opening);
    const text = { type: "plain_text" as const, text: "Test" };
    const view: ModalView = { type: "modal", title: text, blocks: [{ type: "section", text }] };
    const outcomes: string[] = [];
    const app = await startBot(slack.ready, (bolt) => {
      bolt.command("/models", async ({ ack, body }) => {
        await ack();
        const opened = open(body.trigger_id, view);
        outcomes.push(
          await opened.then(
            () => "opened",
            (error: unknown) => (error as Error).constructor.name,
          ),
        );
      });
    });
    for (const retry_after of [1, 3]) {
      await slack.control.fault({ method: "views.open", kind: "ratelimited", retry_after, times: 1 });
      await slack.control.command({ user: "sarah", channel: "ops", command: "/models", text: "" });
      await expect.poll(() => outcomes.length, { timeout: 4_000 }).toBe(retry_after === 1 ? 1 : 2);
    }
    await app.stop();
    expect(outcomes).toEqual(["opened", "WebAPIRateLimitedError"]);
    expect((await slack.control.view("sarah")).modal?.title).toBe("Test");
  });
});
