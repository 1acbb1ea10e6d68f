import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SeenMessage } from "../../sandbox/slack/control/types.ts";
import { type Bot, isCard, isEnd, type Place, type Stack, startStack } from "../e2e/support/stack.ts";
import type { Lie } from "./support/lying-server.ts";
import { createMortalBot } from "./support/mortal-bot.ts";
import { expectInvariants, isChange, requests } from "./support/oracle.ts";

const LYING_HOOK = join(import.meta.dirname, "support", "lying-hook.ts");
/** One workspace, one account, and a bot that is killed again and again; what people see afterwards is what counts. */
let stack: Stack;
let mortal: ReturnType<typeof createMortalBot>;
beforeAll(async () => {
  stack = await startStack();
  mortal = createMortalBot(stack);
});
afterAll(() => stack?.close());

const reboots = async () => (await requests(stack)).filter(isChange).length;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const post = async (text: string): Promise<Place> => {
  const { channel, ts } = await stack.control.post({ user: "jiwoo", channel: "ops", text: `@ops ${text}` });
  return { user: "jiwoo", channel, thread_ts: ts };
};
const approve = ({ channel }: Place, message_ts: string) =>
  stack.control.click({ user: "seoyeon", channel, message_ts, action_id: "approval:approve" });

const requestReboot = async (name: string) => {
  const asked = await stack.ask("jiwoo", `${name} 재부팅해줘`);
  const messages = await stack.control.waitFor(asked, (all) => all.some(isCard));
  return { asked, cardTs: messages.find(isCard)!.ts };
};

const INSTANCES = ["order-api-1", "order-api-2", "order-api-3"];
let turn = 0;

/** Gives the card's text and how many requests AWS got. */
async function dieAt(point: string, log?: string): Promise<{ deaths: number; card: string; sent: number }> {
  // Ten requests an hour are allowed in a channel.
  stack.moveClock(61 * 60_000);
  const before = await reboots();
  const instance = INSTANCES[turn++ % INSTANCES.length]!;
  const { place, deaths, card } = await mortal.change(instance, log ? { log } : { at: point });
  const sent = (await reboots()) - before;
  if (card.startsWith("✅")) expect(sent, point).toBe(1);
  else {
    expect(card, point).toMatch(/결과를 알 수 없/);
    expect(sent, point).toBeLessThanOrEqual(1);
  }
  await expectInvariants(stack, { places: [place], ends: 2 });
  return { deaths, card, sent };
}

/** Two events of one question are stored in one transaction or in two, so the commit between them does not always come. */
async function dieAtLast(point: string): Promise<void> {
  for (let tries = 1; (await dieAt(point)).deaths === 0; tries += 1)
    if (tries === 5) throw new Error("it did not come in five turns");
}

describe("a bot whose read server was taken over, until it is ended", { timeout: 90_000 }, () => {
  let liar: Bot;
  let honest: Awaited<ReturnType<typeof request>>;
  let file: string;
  const lie = (what: Lie) => writeFileSync(file, what);
  beforeAll(async () => {
    file = join(stack.dataDir, "lie.txt");
    // What the tools are said to be is read at the start, and said so ever after.
    lie("everything is harmless");
    liar = await stack.startBot({ LIE_FILE: file }, [LYING_HOOK]);
    lie("none");
    honest = await request("order-api-2");
  });

  async function request(instance: string) {
    const asked = await stack.ask("jiwoo", `${instance} 재부팅해줘`);
    const waits = asked.messages.findLast(isEnd)?.metadata?.event_payload.status === "waiting";
    const messages = waits ? await stack.control.waitFor(asked, (all) => all.some(isCard)) : [];
    return { ...asked, card: messages.find(isCard) };
  }

  async function deny(asked: typeof honest): Promise<void> {
    const button = { user: "seoyeon", channel: asked.channel, message_ts: asked.card!.ts, action_id: "approval:deny" };
    await stack.control.click(button);
    await stack.submitDialog("seoyeon", "not now");
    await stack.waitForEnd(asked, 2);
  }

  it("row 50: a read server that was taken over and calls every change a harmless read runs none: another person is asked", async () => {
    lie("everything is harmless");
    const asked = await request("order-api-1");
    expect(asked.card?.text).toMatch(/^⏳ 승인 요청/);
    expect(asked.card?.metadata?.event_payload).toMatchObject({ tier: "T2" });
    expect((await requests(stack)).filter(isChange)).toEqual([]);
    await expectInvariants(stack, { places: [asked], ends: 1 });
    await deny(asked);
  });

  it.each<[Lie, RegExp]>([
    ["another target", /승인 카드에 나타나지 않아/],
    ["another action", /another change than the one asked for/],
    ["another account", /계정과 리전 밖\(haneul-prod \(999999999999\)\)/],
    ["another region", /계정과 리전 밖\(sa-east-1\)/],
  ])("row 50: a read server that was taken over and puts in %s is not believed", async (what, why) => {
    lie(what);
    const asked = await request("order-api-3");
    expect([asked.card, asked.answer]).toEqual([undefined, expect.stringMatching(why)]);
    await expectInvariants(stack, { places: [asked], ends: 1 });
  });

  it("row 50: a read server that was taken over and calls another instance by the name asked for has it looked up by the act server", async () => {
    // The other instance is not asked about any more.
    await deny(honest);
    lie("another name");
    const asked = await request("order-api-3");
    await approve(asked, asked.card!.ts);
    const ended = await stack.waitForEnd(asked, 2);
    expect(ended.find(isCard)?.text).toMatch(/대상이 바뀌어 실행하지 않았습니다/);
    expect(JSON.stringify(ended.find(isCard)?.blocks)).toContain("order-api-3 → order-api-2");
    expect((await requests(stack)).filter(isChange)).toEqual([]);
    await expectInvariants(stack, { places: [asked], ends: 2 });
  });

  it("row 26: SIGTERM during a turn ends within the grace, and the question is answered once in all", async () => {
    lie("none");
    const at = await post("지난주 서비스별 비용 보여줘");
    await sleep(100);
    const started = Date.now();
    await liar.stop();
    expect(Date.now() - started).toBeLessThan(25_000);
    await mortal.start();
    await stack.waitForEnd(at, 1);
    await sleep(800);
    await expectInvariants(stack, { places: [at], ends: 1 });
  });
});

describe("row 36: a read that AWS refuses", () => {
  beforeAll(() => mortal.start());

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
  beforeAll(() => mortal.start());

  it("row 2: carried out by AWS with the answer lost is unknown, and is not sent again", async () => {
    const before = await reboots();
    const request = await requestReboot("order-api-2");
    await stack.awsFault({ operation: "RebootInstances", kind: "execute_then_drop", times: 1 });
    await approve(request.asked, request.cardTs);
    const messages = await stack.waitForEnd(request.asked, 2);
    expect(messages.find(isCard)?.text).toMatch(/결과를 알 수 없습니다/);
    const shows = (all: SeenMessage[]) =>
      JSON.stringify(all.find(isCard)?.blocks).includes("CloudTrail에 따르면 AWS가 이 호출을 실행했습니다");
    const tells = ({ text, metadata }: SeenMessage) =>
      metadata?.event_type === "opsthread_notice" && /CloudTrail.*RebootInstances/.test(text);
    const told = await stack.control.waitFor(request.asked, (all) => all.some(tells) && shows(all));
    expect(told.find(isCard)?.text).toMatch(/결과를 알 수 없습니다/);
    expect(await reboots()).toBe(before + 1);
  });

  it("row 36: refused by AWS is not carried out, and the reason stands on the card", async () => {
    const request = await requestReboot("order-api-3");
    await stack.awsFault({ operation: "RebootInstances", kind: "deny", times: 1 });
    await approve(request.asked, request.cardTs);
    const messages = await stack.waitForEnd(request.asked, 2);
    expect(messages.find(isCard)?.text).toMatch(/^⚠️ order-api-3 .*실행되지 않았습니다/);
  });

  // Five seconds of waiting; stopping the act server, and a moved clock, stand for it on each run.
  it.runIf(process.env.FAULTS === "all")(
    "row 10: is not sent when the bot was stopped beyond the deadline after it was approved",
    async () => {
      const before = await reboots();
      const hasStopped = await mortal.stopsAt("after commit insert audit approved 1");
      const request = await requestReboot("order-api-3");
      const clicked = approve(request.asked, request.cardTs);
      const { pid } = await hasStopped();
      stack.moveClock(3 * 60_000);
      // Longer than a moved clock is believed without another look.
      await sleep(200);
      process.kill(pid, "SIGCONT");
      await clicked;
      const messages = await stack.waitForEnd(request.asked, 2);
      expect(messages.find(isCard)?.text).toMatch(/^⌛ order-api-3 .*만료되었습니다/);
      expect(JSON.stringify(messages.find(isCard)?.blocks)).toContain("승인되었지만 시간 안에 시작되지 못했습니다");
      expect(await reboots()).toBe(before);
      await expectInvariants(stack, { places: [request.asked], ends: 2 });
    },
  );

  // As with a full disk: here the system refuses whatever would make a file longer. In-process tests stand for it on each run.
  it.runIf(process.env.FAULTS === "all")(
    "row 40: is not sent while nothing can be written, the approver is told so, and is once there is room, without a restart",
    async () => {
      const before = await reboots();
      const { pid, stderr } = await mortal.start();
      const request = await requestReboot("order-api-1");
      const room = (bytes: string) => execFileSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}`]);
      const port = /"healthPort":(\d+)/.exec(stderr())?.[1];
      const readiness = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status;
      await expect.poll(readiness, { timeout: 30_000 }).toBe(200);
      room("0:");
      await approve(request.asked, request.cardTs);
      await stack.control.waitFor({ ...request.asked, user: "seoyeon" }, (all) =>
        all.some(({ text, ephemeral }) => ephemeral && /결정을 기록할 수 없어 아무것도 실행하지 않았습니다/.test(text)),
      );
      expect([await readiness(), await reboots()]).toEqual([503, before]);
      const meanwhile = await post("지난주 서비스별 비용 보여줘");
      await sleep(1_000);
      room("unlimited:");
      await approve(request.asked, request.cardTs);
      const messages = await stack.waitForEnd(request.asked, 2);
      expect(messages.find(isCard)?.text).toMatch(/^✅ order-api-1/);
      await expect.poll(readiness, { timeout: 30_000 }).toBe(200);
      expect(await reboots()).toBe(before + 1);
      await stack.waitForEnd(meanwhile, 1, 60_000);
      await expectInvariants(stack, { places: [request.asked], ends: 2 });
      await expectInvariants(stack, { places: [meanwhile], ends: 1 });
    },
  );

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
    // Taken back: what is open is not asked for again.
    await stack.control.click({ ...again, message_ts: anew.findLast(isCard)!.ts, action_id: "approval:deny" });
    await stack.submitDialog("jiwoo", "not needed any more");
    await stack.control.waitFor(request.asked, (all) => /취소/.test(all.findLast(isCard)?.text ?? ""));
  });
});

// The bot is started again in each, and has 45 seconds for it.
describe("at a write to the database", { timeout: 90_000 }, () => {
  /** Around the call to AWS; around the end of a turn that waits: below. `npm run faults` dies at all of them. */
  const DELICATE = [
    ["row 2: with the claim committed and nothing sent", "after commit insert audit executing 1", /결과를 알 수 없/, 0],
    ["row 2: with AWS's answer not yet written", "before update approvals succeeded 1", /결과를 알 수 없/, 1],
  ] as const;

  it.each(DELICATE)("%s: told once, and not sent again", async (_, point, outcome, sent) => {
    expect(await dieAt(point)).toEqual({ deaths: 1, card: expect.stringMatching(outcome), sent });
  });
});

describe("at any moment", { timeout: 90_000 }, () => {
  it("row 1: with the end of a waiting turn posted and not written, turns from their first to their last steps have one answer and one picture each, and cards posted before and then are approved after, once", async () => {
    await mortal.start();
    stack.moveClock(61 * 60_000);
    const before = await reboots();
    const waiting = await post("order-api-1 재부팅해줘");
    await stack.waitForEnd(waiting, 1);
    const card = (await stack.control.waitFor(waiting, (all) => all.some(isCard))).find(isCard)!;
    const asked: Place[] = [];
    const askAfter = async (...pauses: number[]) => {
      for (const pause of pauses) {
        await sleep(pause);
        asked.push(await post("지난주 서비스별 비용 보여줘"));
      }
    };
    // It takes half a second and more from the change that is asked for to the death that it brings.
    await askAfter(0, 1_300);
    await sleep(700);
    const [dying] = await Promise.all([
      mortal.change("order-api-3", { at: "before update runs waiting 1" }),
      askAfter(150, 200, 200),
    ]);
    expect([dying.deaths, dying.card]).toEqual([1, expect.stringMatching(/^✅ order-api-3/)]);
    expect(await reboots()).toBe(before + 1);
    await approve(waiting, card.ts);
    expect((await stack.waitForEnd(waiting, 2, 40_000)).find(isCard)?.text).toMatch(/^✅ order-api-1/);
    expect(await reboots()).toBe(before + 2);
    for (const at of asked) {
      const messages = (await stack.waitForEnd(at, 1)).filter(({ user }) => user === "U0OPSBOT");
      expect(messages.filter(isEnd).map(({ text }) => text.split("\n")[0])).toEqual([
        expect.stringContaining("11월 9–15일 비용은 $"),
      ]);
      expect(messages.filter(({ files }) => files.length > 0)).toHaveLength(1);
      expect(messages).toHaveLength(2);
    }
    await expectInvariants(stack, { places: asked, ends: 1 });
    await expectInvariants(stack, { places: [waiting, dying.place], ends: 2 });
  });

  // Eight seconds of waiting; the crash points stand for it on each run.
  it.runIf(process.env.FAULTS === "all")(
    "row 2: while the call to AWS is under way: unknown, said so, never repeated",
    async () => {
      const before = await reboots();
      const bot = await mortal.start();
      const at = await post("order-api-2 재부팅해줘");
      await stack.waitForEnd(at, 1);
      const card = (await stack.control.waitFor(at, (all) => all.some(isCard))).find(isCard)!;
      await stack.awsFault({ operation: "RebootInstances", kind: "hang", times: 1, ms: 8_000 });
      await approve(at, card.ts);
      await stack.control.waitFor(at, (all) => all.some((m) => isCard(m) && m.text.startsWith("⏳")));
      await sleep(2_500);
      await bot.kill();
      await mortal.start();
      const messages = await stack.waitForEnd(at, 2);
      expect(messages.find(isCard)?.text).toMatch(/^⚠️ order-api-2 .*결과를 알 수 없습니다/);
      expect(messages.filter(isEnd).at(-1)?.text).toMatch(/알 수 없/);
      await expect.poll(reboots, { timeout: 25_000 }).toBe(before + 1);
    },
  );
});

// The last one: it takes the clock days ahead.
it.runIf(process.env.FAULTS === "all")(
  "row 1: kill -9 before and after every write from the question to the verified outcome",
  { timeout: 5_400_000 },
  async () => {
    const log = join(stack.dataDir, "writes.log");
    expect((await dieAt("", log)).deaths).toBe(0);
    const writes = readFileSync(log, "utf8").trim().split("\n");
    expect(writes.length).toBeGreaterThan(40);
    const failures: string[] = [];
    for (const point of writes.flatMap((write) => [`before ${write}`, `after ${write}`])) {
      const failed = await dieAtLast(point).then(
        () => null,
        (error: Error) => `: ${error.message}`,
      );
      if (failed) failures.push(point + failed);
      process.stderr.write(`died ${point}${failed ?? ""}\n`);
    }
    expect(failures).toEqual([]);
  },
);
