import { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createLog } from "../../src/log.ts";
import { createStatusLines } from "../../src/slack/live/status-line.ts";
import { slackBench } from "./support/bench.ts";

/** The line under a thread on the wire to the workspace; what is said and when is up to the test. */
let bench: Awaited<ReturnType<typeof slackBench>>;

beforeAll(async () => {
  bench = await slackBench();
});
afterAll(() => bench?.close());
beforeEach(() => bench.control.clearFaults());

async function lineInNewThread() {
  const { channel, ts } = await bench.control.post({ user: "jiwoo", channel: "ops", text: "a question" });
  const options = { slackApiUrl: bench.ready.slackApiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
  const client = new WebClient(bench.ready.botToken, { ...options, logLevel: "error" as never });
  const line = createStatusLines(client, createLog("silent", "test")).of({ channel, threadTs: ts });
  const shown = async () => {
    const { statuses } = await bench.control.messages({ user: "jiwoo", channel, thread_ts: ts });
    return statuses.map(({ text, processing }) => ({ text, processing }));
  };
  const toShow = (words: string) => expect.poll(shown).toEqual([{ text: words, processing: false }]);
  const post = async () => {
    await client.chat.postMessage({ channel, thread_ts: ts, text: "a part of the answer" });
    line.cleared();
  };
  return { line, shown, toShow, post };
}

describe("the line under a thread", () => {
  it("says the newest words and is gone at the end, also where the same was said twice", async () => {
    const { line, shown, toShow } = await lineInNewThread();
    line.say("is looking at the question…");
    await toShow("is looking at the question…");
    // The queue said it, and so does the turn that begins.
    line.say("is looking at the question…");
    line.say("is reading CloudTrail…");
    await toShow("is reading CloudTrail…");
    line.say("is reading CloudTrail…");
    await line.end();
    expect(await shown()).toEqual([]);
  });

  it("is said again under a message that took it away", async () => {
    const { line, shown, toShow, post } = await lineInNewThread();
    line.say("is reading CloudTrail…");
    await toShow("is reading CloudTrail…");
    await post();
    expect(await shown()).toEqual([]);
    line.say("is reading CloudTrail…");
    await toShow("is reading CloudTrail…");
    await line.end();
    expect(await shown()).toEqual([]);
  });

  it("of words that come faster than Slack takes them, only the newest are said, and a lost reply is tried again", async () => {
    const { line, shown, toShow } = await lineInNewThread();
    await bench.control.fault({ method: "assistant.threads.setStatus", kind: "drop_reply", times: 1 });
    for (const service of ["EC2", "RDS", "S3"]) line.say(`is reading ${service}…`);
    await toShow("is reading S3…");
    await line.end();
    expect(await shown()).toEqual([]);
  });

  it("is gone at the end, although it was said between a message and the word that the message stands", async () => {
    const { line, shown, toShow } = await lineInNewThread();
    line.say("is looking at the question…");
    await toShow("is looking at the question…");
    line.cleared();
    await line.end();
    expect(await shown()).toEqual([]);
  });

  it("and the Stop button are gone at the end, however often Slack says to wait", async () => {
    const { line, shown } = await lineInNewThread();
    line.say("is reading CloudTrail…");
    line.begin();
    await expect.poll(shown).toEqual([{ text: "is reading CloudTrail…", processing: true }]);
    await bench.control.fault({ method: "agents.sessions.setStatus", kind: "ratelimited", retry_after: 0, times: 5 });
    await line.end();
    expect(await shown()).toEqual([]);
  });
});
