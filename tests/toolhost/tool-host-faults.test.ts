import { execFileSync } from "node:child_process";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { describe, expect, test } from "vitest";
import { createToolHost } from "../../src/toolhost/tool-host.ts";
import { context, error, hostFor } from "./support/host.ts";
import { recordLog } from "./support/record-log.ts";

const ended = (name: string) =>
  error(
    "unavailable",
    `The tool server ended while ${name} was running, so there is no result. It is started again at the next call; try once more.`,
  );
const timedOut = (name: string, seconds: number) =>
  error(
    "unavailable",
    `${name} gave no answer within ${seconds} s and was stopped. Try a shorter period or a narrower question.`,
  );

const runs = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe("a tool server that does not behave", () => {
  test.concurrent("row 30: garbage on its stdout, a second reply and a reply to nobody change nothing", async ({
    onTestFinished,
  }) => {
    const { call } = hostFor({ onTestFinished });
    expect(await call("garbage")).toEqual({ kind: "text", text: "after garbage" });
    expect(await call("twice")).toEqual({ kind: "text", text: "first" });
    expect(await call("wrong_id")).toEqual({ kind: "text", text: "yours number" });
    expect(await call("text")).toEqual({ kind: "text", text: "plain" });
  });

  test.concurrent("row 30: a log line without its end swallows one reply; the server is kept and the next call works", async ({
    onTestFinished,
  }) => {
    const { call, entries } = hostFor({ onTestFinished }, { callMs: 700 });
    expect(await call("partial_line")).toEqual(timedOut("partial_line", 0.7));
    expect(await call("text")).toEqual({ kind: "text", text: "plain" });
    expect(entries.filter((entry) => entry.message === "the tool server started")).toHaveLength(1);
  });

  test.concurrent("11 MB in one reply arrive", { timeout: 60_000 }, async (context) => {
    const { call } = hostFor(context, { callMs: 50_000 });
    expect((await call("megabytes_11")).kind).toBe("table");
  });

  test.concurrent("row 30: a reply over the limit fails its call at once, and the next one works", async (context) => {
    const { call } = hostFor(context, {}, { maxReply: 1_000_000 });
    await call("text");
    const began = performance.now();
    expect(await call("megabytes_3")).toEqual(ended("megabytes_3"));
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(await call("text")).toEqual({ kind: "text", text: "plain" });
  });

  test.concurrent("row 30: a crash in mid-call is an error for every call under way, and the next call starts it again", async ({
    onTestFinished,
  }) => {
    const { call } = hostFor({ onTestFinished });
    await call("text");
    expect(await Promise.all([call("sleepy"), call("crash")])).toEqual([ended("sleepy"), ended("crash")]);
    expect(await call("text")).toEqual({ kind: "text", text: "plain" });
  });

  test.concurrent("row 30: a call that meets a server dead this very moment is told so, and the next call starts it again", async ({
    onTestFinished,
  }) => {
    const { call, entries } = hostFor({ onTestFinished });
    await call("text");
    const { pid } = { pid: 0, ...entries.find(({ message }) => message === "the tool server started")?.fields };
    process.kill(pid, "SIGKILL");
    // Nothing is heard of the end while this process sleeps.
    execFileSync("sleep", ["0.1"]);
    expect(await call("text")).toEqual(ended("text"));
    expect(await call("text")).toEqual({ kind: "text", text: "plain" });
  });

  test.concurrent("row 30: an endless loop times out, and the server is killed and started again", async ({
    onTestFinished,
  }) => {
    const { call, entries } = hostFor({ onTestFinished }, { callMs: 800, pingMs: 400 });
    expect(await call("hang")).toEqual(timedOut("hang", 0.8));
    await expect
      .poll(() => entries.map((entry) => entry.message), { timeout: 5_000 })
      .toContain("the tool server ended");
    expect(await call("text")).toEqual({ kind: "text", text: "plain" });
  });

  test.concurrent("row 31: a slow tool times out, its late reply is ignored, and the server is kept", async ({
    onTestFinished,
  }) => {
    const { call, entries } = hostFor({ onTestFinished }, { callMs: 500 });
    expect(await call("slow")).toEqual(timedOut("slow", 0.5));
    await new Promise((done) => setTimeout(done, 1_300));
    expect(await call("text")).toEqual({ kind: "text", text: "plain" });
    expect(entries.filter((entry) => entry.message === "the tool server started")).toHaveLength(1);
  });

  test.concurrent("a stopped call ends at once, before and while it runs", async ({ onTestFinished }) => {
    const { call } = hostFor({ onTestFinished });
    const stopped = (name: string) => error("stopped", `${name} was stopped before it answered.`);
    expect(await call("text", {}, AbortSignal.abort())).toEqual(stopped("text"));
    await call("text");
    const stop = new AbortController();
    const began = performance.now();
    const slow = call("slow", {}, stop.signal);
    setTimeout(() => stop.abort(new Error("stop")), 50);
    expect(await slow).toEqual(stopped("slow"));
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test.concurrent("row 30: after three restarts in a minute it is refused with the reason", async (context) => {
    const { call, tools } = hostFor(context);
    for (const _ of [1, 2, 3, 4]) expect(await call("crash")).toEqual(ended("crash"));
    const refused =
      /^The tool server ended 4 times within 60 s and is not started again for \d+ s\. Say that the tools are down\.$/;
    expect(await call("text")).toEqual({ kind: "error", code: "unavailable", text: expect.stringMatching(refused) });
    await expect(tools.tools()).rejects.toThrow(refused);
  });

  test.concurrent("one that ends at its start, or does not exist, is an error", async ({ onTestFinished }) => {
    const unavailable = error("unavailable", "The tool server does not start. Say that the tools are down.");
    expect(await hostFor({ onTestFinished }, {}, { args: ["--refuse"] }).call("text")).toEqual(unavailable);
    const { log } = recordLog();
    const missing = createToolHost({ command: "/no/such/command", args: [], env: {}, log });
    expect(await missing.call("text", {}, context, new AbortController().signal)).toEqual(unavailable);
  });

  test.concurrent("its stderr is logged, without secrets, cut to a line's length", async ({ onTestFinished }) => {
    const { call, entries } = hostFor({ onTestFinished });
    expect(await call("stderr")).toEqual({ kind: "text", text: "said it" });
    expect(await call("text")).toEqual({ kind: "text", text: "plain" });
    expect(entries).toContainEqual({
      level: "info",
      fields: { line: expect.stringMatching(/^signed in with \[redacted:aws-key:[0-9a-f]{4}\]$/) },
      message: "tool server wrote",
    });
    expect(JSON.stringify(entries).length).toBeLessThan(10_000);
  });

  test.concurrent("closing ends the child, and later calls are refused", async ({ onTestFinished }) => {
    const { tools, call, entries } = hostFor({ onTestFinished });
    await call("text");
    const started = entries.find((entry) => entry.message === "the tool server started");
    const { pid } = { pid: 0, ...started?.fields };
    await tools.close();
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    expect(await call("text")).toEqual(error("unavailable", "The bot is shutting down."));
  });

  test.concurrent.for([
    ["crash", ended("crash")],
    ["hang", timedOut("hang", 0.8)],
    ["megabytes_3", ended("megabytes_3")],
  ] as const)("row 30: what it forked does not outlive it when it ends by %s", async ([fault, outcome], context) => {
    const { call, entries } = hostFor(context, { callMs: 800, pingMs: 400 }, { maxReply: 1_000_000 });
    const forked = await call("fork");
    const pid = Number(forked.text);
    expect(runs(pid)).toBe(true);
    expect(await call(fault)).toEqual(outcome);
    await context.expect.poll(() => runs(pid), { timeout: 5_000 }).toBe(false);
    // The host hears of an end a moment later than the system knows.
    await context.expect.poll(() => entries.map(({ message }) => message)).toContain("the tool server ended");
    expect(await call("text")).toEqual({ kind: "text", text: "plain" });
  });

  test.concurrent("row 30: what it forked ends with it when the bot closes", { timeout: 15_000 }, async (context) => {
    const { tools, call } = hostFor(context);
    const pid = Number((await call("fork")).text);
    await tools.close();
    await context.expect.poll(() => runs(pid), { timeout: 5_000 }).toBe(false);
  });
});

/** One after the other: the memory is measured. */
describe("a tool server that says too much", () => {
  test.for(["line_50_mb", "megabytes_50"])(
    "row 32: 50 MB in one line (%s) end it, the bot's memory stays bounded, and the next call works",
    async (fault, context) => {
      const { call } = hostFor(context);
      // What other processes take of the machine looks like lag: what the bot itself does shows every time.
      const lags: number[] = [];
      for (let tries = 0; tries < 3 && lags.every((lag) => lag >= 200); tries += 1) {
        await call("text");
        const before = process.memoryUsage().rss;
        const lag = monitorEventLoopDelay({ resolution: 5 });
        lag.enable();
        let most = before;
        const sample = setInterval(() => {
          most = Math.max(most, process.memoryUsage().rss);
        }, 5);
        const outcome = await call(fault);
        clearInterval(sample);
        lag.disable();
        expect(outcome).toEqual(ended(fault));
        expect((most - before) / 1e6).toBeLessThan(120);
        lags.push(lag.percentile(99) / 1e6);
      }
      expect(Math.min(...lags)).toBeLessThan(200);
      expect(await call("text")).toEqual({ kind: "text", text: "plain" });
    },
  );
});
