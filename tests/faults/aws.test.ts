import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isCard, isEnd, type Stack, startStack } from "../e2e/support/stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  await stack.startBot();
});
afterAll(() => stack?.close());

const reboots = async () => (await stack.awsCalls("RebootInstances")).length;
const requestReboot = async (name: string) => {
  const asked = await stack.ask("jiwoo", `${name} 재부팅해줘`);
  const messages = await stack.control.waitFor(asked, (all) => all.some(isCard));
  return { asked, cardTs: messages.find(isCard)!.ts };
};
const approve = ({ asked, cardTs }: Awaited<ReturnType<typeof requestReboot>>) =>
  stack.control.click({ user: "seoyeon", channel: asked.channel, message_ts: cardTs, action_id: "approval:approve" });

describe("row 36: a read that AWS refuses", () => {
  it("is said with what is missing and what to do, in the asker's language", async () => {
    await stack.awsFault({ operation: "GetCostAndUsage", kind: "deny", times: 10 });
    const { answer } = await stack.ask("jiwoo", "3월 비용 알려줘");
    expect(answer).toMatch(/ce:GetCostAndUsage|권한/);
    expect(answer).not.toMatch(/\$\d/);
    await stack.awsFault({ operation: "LookupEvents", kind: "deny", times: 10 });
    const trail = await stack.ask("sarah", "Who stopped an EC2 instance in the last 3 days?");
    expect(trail.answer).toMatch(/cloudtrail:LookupEvents|permission/);
  });

  it("and one that is throttled for a moment is answered all the same", async () => {
    await fetch(`${stack.account.control}/_sandbox/fault`, { method: "DELETE" });
    await stack.awsFault({ operation: "ListFindings", kind: "throttle", times: 2 });
    const { answer } = await stack.ask("jiwoo", "심각도 높은 GuardDuty 탐지 결과 있어?");
    expect(answer.split("\n")[0]).toMatch(/\d+건/);
  });
});

describe("a change whose call goes wrong", () => {
  it("row 2: carried out by AWS with the answer lost is unknown, and is not sent again", async () => {
    const before = await reboots();
    const request = await requestReboot("order-api-2");
    await stack.awsFault({ operation: "RebootInstances", kind: "execute_then_drop", times: 1 });
    await approve(request);
    const messages = await stack.waitForEnd(request.asked, 2);
    expect(messages.find(isCard)?.text).toMatch(/결과를 알 수 없습니다/);
    const told = await stack.control.waitFor(request.asked, (all) =>
      all.some(
        ({ text, metadata }) => metadata?.event_type === "opsthread_notice" && /CloudTrail.*RebootInstances/.test(text),
      ),
    );
    expect(JSON.stringify(told.find(isCard)?.blocks)).toMatch(/CloudTrail에 따르면 AWS가 이 호출을 실행했습니다/);
    expect(told.find(isCard)?.text).toMatch(/결과를 알 수 없습니다/);
    expect(await reboots()).toBe(before + 1);
  });

  it("row 36: refused by AWS is not carried out, and the reason stands on the card", async () => {
    const request = await requestReboot("order-api-3");
    await stack.awsFault({ operation: "RebootInstances", kind: "deny", times: 1 });
    await approve(request);
    const messages = await stack.waitForEnd(request.asked, 2);
    expect(messages.find(isCard)?.text).toMatch(/^⚠️ order-api-3 .*실행되지 않았습니다/);
  });

  it("row 9: is not sent when nobody decided in time, and the thread is told that this is no denial", async () => {
    const before = await reboots();
    const request = await requestReboot("order-api-1");
    stack.moveClock(16 * 60_000);
    const messages = await stack.waitForEnd(request.asked, 2, 20_000);
    expect(messages.find(isCard)?.text).toMatch(/^⌛ order-api-1 .*만료되었습니다/);
    expect(messages.filter(isEnd).at(-1)?.text).not.toMatch(/거절/);
    await stack.control.click({
      user: "seoyeon",
      channel: request.asked.channel,
      message_ts: request.cardTs,
      action_id: "approval:approve",
      stale: true,
    });
    await stack.control.waitFor({ ...request.asked, user: "seoyeon" }, (all) =>
      all.some(({ text }) => text.startsWith("이 요청은 이미 만료되었습니다")),
    );
    const again = {
      user: "jiwoo",
      channel: request.asked.channel,
      message_ts: request.cardTs,
      action_id: "approval:again",
    };
    await stack.control.click(again);
    const anew = await stack.control.waitFor(request.asked, (all) => all.filter(isCard).length === 2);
    expect(anew.filter(isCard).map(({ text }) => text.slice(0, 2))).toEqual(["⌛ ", "⏳ "]);
    await stack.control.waitFor(
      request.asked,
      (all) => !JSON.stringify(all.find(isCard)?.blocks).includes("approval:again"),
    );
    expect(await reboots()).toBe(before);
  });
});
