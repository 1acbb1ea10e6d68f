import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namesAnotherHost } from "../../../../sandbox/slack/page/render/other-host.ts";
import { visible } from "../../../../sandbox/slack/page/render/visible.ts";

const lies = (target: string, label: string) => namesAnotherHost(new URL(target), label);

describe("a link's label", () => {
  it.each([
    ["https://evil.example", "console.aws.amazon.com"],
    ["https://evil.example", "https://console.aws.amazon.com/ec2"],
    ["https://evilconsole.aws.amazon.com.evil.example", "console.aws.amazon.com"],
    ["https://evil.example/?console.aws.amazon.com", "console.aws.amazon.com"],
    ["https://notamazon.com", "amazon.com"],
    ["https://evil.example", "console.aws\u200b.amazon.com"],
    ["https://evil.example", "ｃonsole．aws．amazon．com"],
    ["https://evil.example", "сonsole.aws.amazon.com"],
    ["https://console.aws.amazon.com@evil.example/", "https://console.aws.amazon.com@evil.example/"],
    ["mailto:who@evil.example", "who@amazon.com"],
  ])("to %s that reads %s names another host", (target, label) => {
    expect(lies(target, label)).toBe(true);
  });

  it.each([
    ["https://console.aws.amazon.com/ec2", "console.aws.amazon.com"],
    ["https://console.aws.amazon.com/ec2", "https://console.aws.amazon.com/ec2"],
    ["https://console.aws.amazon.com", "aws.amazon.com"],
    ["https://runbooks.example/5xx", "the runbook"],
    ["mailto:oncall@haneul.example", "oncall@haneul.example"],
  ])("to %s that reads %s tells the truth", (target, label) => {
    expect(lies(target, label)).toBe(false);
  });

  it("that is any host but the link's own is always found out", () => {
    const host = fc.domain().filter((name) => !/xn--/.test(name));
    fc.assert(
      fc.property(host, host, (own, other) => {
        fc.pre(own !== other && !own.endsWith(`.${other}`));
        expect(lies(`https://${own}/`, other)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("text", () => {
  it("names the signs that would turn its direction, and keeps everything else", () => {
    expect(visible("log\u202Egnp.exe\u2066 🧑‍💻 정상")).toBe("log‹U+202E›gnp.exe‹U+2066› 🧑‍💻 정상");
  });
});
