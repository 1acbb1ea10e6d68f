import { describe, expect, test } from "vitest";
import { readAskOptions } from "../../../sandbox/run/ask-options.ts";
import { readDemoOptions } from "../../../sandbox/run/demo-options.ts";
import { UsageError } from "../../../sandbox/run/errors.ts";

const complaint = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "(accepted)";
};

describe("the demo's options", () => {
  test("are all optional", () => {
    expect(readDemoOptions([])).toEqual({
      port: 3000,
      fresh: false,
      help: false,
      real: { slack: false, aws: false, model: false },
      seed: undefined,
      now: undefined,
    });
  });

  test("are read as given", () => {
    const argv = ["--port", "4000", "--fresh", "--real-model", "--seed", "7", "--now", "2026-11-20T09:00:00+09:00"];
    expect(readDemoOptions(argv)).toEqual({
      port: 4000,
      fresh: true,
      help: false,
      real: { slack: false, aws: false, model: true },
      seed: "7",
      now: "2026-11-20T09:00:00+09:00",
    });
  });

  test.each([
    [["--colour"], "Unknown option '--colour'."],
    [["--port", "many"], '--port: "many" is not a port number.'],
    [["--port", ""], '--port: "" is not a port number.'],
    [["--port", "70000"], '--port: "70000" is not a port number.'],
    [["--now", "soon"], '--now: "soon" is not an ISO time such as 2026-11-20T09:00:00+09:00.'],
    [["--real-aws", "--seed", "1"], "--seed is of the sample account; leave out --real-aws."],
    [["now"], "Unexpected argument 'now'."],
  ])("%j is refused in a sentence", (argv, sentence) => {
    expect(complaint(() => readDemoOptions(argv))).toBe(sentence);
  });
});

describe("the options of ask", () => {
  test("need nothing but the question", () => {
    expect(readAskOptions(["지난주 비용", "보여줘"])).toEqual({
      help: false,
      texts: ["지난주 비용 보여줘"],
      user: "jiwoo",
      channel: "ops",
      thread: undefined,
      command: false,
      press: null,
      seed: undefined,
      now: undefined,
      out: undefined,
      json: false,
      url: undefined,
      timeoutMs: 120_000,
    });
  });

  test("keep the order of what is asked next, and who presses", () => {
    const argv = ["a", "--then", "b", "--then", "c", "--deny", "--as", "doyun", "--dm", "--timeout", "5"];
    const { texts, press, channel, timeoutMs } = readAskOptions(argv);
    expect({ texts, press, channel, timeoutMs }).toEqual({
      texts: ["a", "b", "c"],
      press: { what: "deny", as: ["doyun"] },
      channel: "dm",
      timeoutMs: 5_000,
    });
  });

  test("let the first approver press where nobody is named", () => {
    expect(readAskOptions(["a", "--approve"]).press).toEqual({ what: "approve", as: ["seoyeon", "doyun"] });
  });

  test("take a channel with its sign", () => {
    expect(readAskOptions(["a", "--channel", "#sec"]).channel).toBe("sec");
  });

  test.each([
    [[], "There is no question."],
    [["  "], "There is no question."],
    [["a", "--dm", "--channel", "ops"], "Choose --dm or --channel, not both."],
    [["a", "--approve", "--deny"], "Choose --approve or --deny, not both."],
    [["a", "--as", "doyun"], "--as goes with --approve or --deny."],
    [["/models", "--command", "--thread", "1.000000"], "A slash command is not run in a thread; leave out --thread."],
    [["a", "--thread", "1.000000"], "--thread is of a running demo; give its --url."],
    [["a", "--url", "http://x", "--thread", "7"], '--thread: "7" is not a ts.'],
    [["a", "--url", "http://x", "--seed", "1"], "--seed is set where the demo is started, not with --url."],
    [["a", "--url", "http://x", "--now", "2026-01-01"], "--now is set where the demo is started, not with --url."],
    [["a", "--url", "there"], '--url: "there" is not an address.'],
    [["a", "--timeout", "0"], '--timeout: "0" is not a number of seconds.'],
    [["a", "--then"], "Option '--then <value>' argument missing."],
  ])("%j is refused in a sentence", (argv, sentence) => {
    expect(complaint(() => readAskOptions(argv))).toBe(sentence);
  });
});
