import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parseEnv } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SeenMessage } from "../../sandbox/slack/control/types.ts";
import { verifyAudit } from "../../src/store/audit.ts";
import { openForReading } from "../../src/store/database.ts";
import { cardsSent } from "../faults/support/oracle.ts";
import { asVariables, type Keys, keysOf } from "./support/aws-keys.ts";
import { type Bot, isCard, isEnd, type Stack, startStack } from "./support/stack.ts";

let stack: Stack;
let bot: Bot;
let keys: Keys;
beforeAll(async () => {
  stack = await startStack({ approvals: "{ raise: { ec2_stop_instances: T3 }, log_channel: general }" });
  keys = await keysOf(stack);
  bot = await stack.startBot(asVariables(keys, stack));
});
afterAll(() => stack?.close());

const reboots = async () => (await stack.awsCalls("RebootInstances")).filter(({ outcome }) => outcome === "ok");
const card = (messages: SeenMessage[]) => messages.find(isCard);
const press = (which: "approve" | "deny", user: string, at: { channel: string; messages: SeenMessage[] }) =>
  stack.control.click({ user, channel: at.channel, message_ts: card(at.messages)!.ts, action_id: `approval:${which}` });

/** What the card asks each approver of the highest tier to type: the names of the targets. */
const confirmed = (messages: SeenMessage[]) => {
  const { args } = card(messages)!.metadata!.event_payload as { args: string };
  return (JSON.parse(args) as { instance_ids: string[] }).instance_ids.join(", ");
};

/** The way back is a card of its own, which can be brought to mind once, and be taken back by who asked for it. */
async function proposeUndoAndTakeItBack(at: { user: string; channel: string; thread_ts: string }): Promise<void> {
  const cards = (messages: SeenMessage[]) => messages.filter(isCard);
  const seen = (is: (all: SeenMessage[]) => boolean) => stack.control.waitFor(at, is, 10_000);
  const click = (message_ts: string, action_id: string, stale = false) =>
    stack.control.click({ user: at.user, channel: at.channel, message_ts, action_id, ...(stale ? { stale } : {}) });
  const first = card((await stack.control.messages(at)).messages)!;
  await click(first.ts, "approval:undo");
  const undo = cards(await seen((all) => cards(all).length === 2))[1]!;
  expect(undo.text).toContain("Start EC2 instances");
  expect(JSON.stringify(undo.blocks)).toMatch(/Undoes: .*Stop EC2 instances.*<!subteam\^S/s);
  await seen((all) => !JSON.stringify(cards(all)[0]?.blocks).includes("approval:undo"));

  await click(undo.ts, "approval:nudge");
  await seen((all) => all.some(({ text }) => /^⏰ <!subteam\^S\w+> .* waits for a decision/.test(text)));
  // The reminder comes first, and the card loses its button after it.
  await seen((all) => !JSON.stringify(cards(all)[1]?.blocks).includes("approval:nudge"));
  await click(undo.ts, "approval:nudge", true);
  await seen((all) => all.some(({ text, ephemeral }) => ephemeral && text === "A reminder was posted already."));

  await stack.submitDialog(at.user, "not needed", () => click(undo.ts, "approval:deny"));
  const ended = await seen((all) => all.some(({ text }) => /cancelled.*taken back by the person who asked/.test(text)));
  expect(cards(ended)[1]?.text).toMatch(/cancelled\. Nothing was run$/);
  await seen((all) => JSON.stringify(cards(all)[0]?.blocks).includes("approval:undo"));
  expect(await stack.awsCalls("StartInstances")).toHaveLength(0);
}

describe("a change", () => {
  it("runs once, after the right person approved it, is verified, and CloudTrail names the approver", async () => {
    const asked = await stack.ask("jiwoo", "order-api-2 재부팅해줘");
    const at = { ...asked, messages: await stack.control.waitFor(asked, (all) => card(all) !== undefined) };
    const blocks = JSON.stringify(card(at.messages)?.blocks);
    for (const fact of [
      "order-api-2",
      "haneul-prod",
      "ap-northeast-2",
      "order-api-tg",
      "김지우",
      "박서연 또는 이도윤",
      "승인",
      "거절",
    ]) {
      expect(blocks).toContain(fact);
    }
    expect(await reboots()).toHaveLength(0);

    await press("approve", "jiwoo", at);
    const refused = await stack.control.waitFor(asked, (all) => all.some(({ ephemeral }) => ephemeral));
    expect(refused.find(({ ephemeral }) => ephemeral)?.text).toBe(
      "⛔ 요청한 사람은 직접 승인할 수 없습니다. 승인자 박서연 또는 이도윤 님이 승인할 수 있습니다.",
    );
    await press("approve", "sarah", at);
    await stack.control.waitFor({ ...asked, user: "sarah" }, (all) =>
      all.some(({ text }) => text === "⛔ You cannot decide about this request. 박서연 or 이도윤 can approve it."),
    );
    expect(await reboots()).toHaveLength(0);

    await press("approve", "seoyeon", at);
    const ended = await stack.waitForEnd(asked, 2, 40_000);
    expect(card(ended)?.text).toMatch(/^✅ order-api-2 \(i-[0-9a-f]+\) EC2 인스턴스 재부팅 완료$/);
    expect(card(ended)?.blocks.map(({ type }) => type)).toEqual(["section", "context"]);
    expect(JSON.stringify(card(ended)?.blocks)).toMatch(/승인 박서연 09:1\d · 실행 09:1\d:\d\d · .*2\/2.* · 요청 ID/);
    expect(ended.filter(isEnd).at(-1)?.text).toContain("박서연");
    expect(await reboots()).toHaveLength(1);

    await stack.control.click({
      user: "doyun",
      channel: at.channel,
      message_ts: card(at.messages)!.ts,
      action_id: "approval:approve",
      stale: true,
    });
    await stack.control.waitFor({ ...asked, user: "doyun" }, (all) =>
      all.some(({ text }) => /^이미 박서연 님이 09:1\d에 승인했습니다\.$/.test(text)),
    );
    expect(await reboots()).toHaveLength(1);
    await stack.control.waitFor(asked, (all) => /CloudTrail `[0-9a-f-]{36}`/.test(JSON.stringify(card(all)?.blocks)));

    const trail = await stack.ask("jiwoo", "오늘 누가 인스턴스를 재부팅했어?");
    expect(trail.answer).toContain("RebootInstances");
    expect(trail.answer).toContain("order-api-2");
  });

  it("found by its cost is stopped after an approval, and is billed no longer", async () => {
    const why = await stack.ask("sarah", "Why did our AWS cost jump this month?");
    const ids = [...new Set(why.answer.match(/\bi-[0-9a-f]{17}\b/g))];
    expect(ids).toHaveLength(2);
    const asked = await stack.ask("sarah", "stop them please", { thread: why.thread_ts });
    const at = { ...asked, messages: await stack.control.waitFor(asked, (all) => card(all) !== undefined) };
    for (const fact of [...ids, "g5.12xlarge", "us-east-1", "opsthread=managed"])
      expect(JSON.stringify(card(at.messages)?.blocks)).toContain(fact);
    const approve = (user: string) => () => press("approve", user, at);
    expect(await stack.submitDialog("seoyeon", "something else", approve("seoyeon"))).toBeDefined();
    await stack.submitDialog("seoyeon", confirmed(at.messages));
    await stack.control.waitFor(asked, (all) => JSON.stringify(card(all)?.blocks).includes("Approved 1 of 2: 박서연"));
    expect(await stack.awsCalls("StopInstances")).toHaveLength(0);
    await stack.submitDialog("doyun", confirmed(at.messages), approve("doyun"));
    const ended = await stack.waitForEnd(asked, 3, 40_000);
    expect(card(ended)?.text).toMatch(/^✅ .*Stop EC2 instances: done$/);
    expect(JSON.stringify(card(ended)?.blocks)).toContain("All stopped");
    expect(JSON.stringify(card(ended)?.blocks)).toMatch(/approved by 박서연 \d\d:\d\d, 이도윤 \d\d:\d\d/);
    expect(ended.filter(isEnd).at(-1)?.text).toMatch(/was carried out\.\*\*\s+Approved by 박서연, 이도윤 · run /);
    const stops = (await stack.awsCalls("StopInstances")).filter(({ outcome }) => outcome === "ok");
    expect(stops).toHaveLength(1);
    await proposeUndoAndTakeItBack(asked);
    const after = await stack.ask("sarah", "show the instances in us-east-1", { thread: why.thread_ts });
    expect(after.answer).toContain("0 running, 2 stopped");

    stack.moveClock(3 * 24 * 60 * 60_000);
    // Each process looks at the clock file ten times a second.
    await new Promise((resolve) => setTimeout(resolve, 150));
    const bill = await stack.ask("sarah", "us-east-1 cost by usage type by day from Nov 18 to Nov 22 as CSV");
    const csv = bill.pictures.find(({ name }) => name.endsWith(".csv"))!;
    const rows = new TextDecoder().decode(await stack.control.file(csv.path)).split("\r\n");
    const days = rows.filter((row) => row.includes("BoxUsage:g5.12xlarge")).map((row) => row.slice(0, 10));
    expect(days).toEqual(["2026-11-18", "2026-11-19", "2026-11-20"]);
  });

  it("that is denied does nothing, and the thread hears of it", async () => {
    const before = (await reboots()).length;
    const asked = await stack.ask("sarah", "please reboot order-api-3");
    const at = { ...asked, messages: await stack.control.waitFor(asked, (all) => card(all) !== undefined) };
    await stack.submitDialog("doyun", "deploy in progress <!here>", () => press("deny", "doyun", at));
    const ended = await stack.waitForEnd(asked, 2);
    expect(card(ended)?.text).toMatch(/^⛔ order-api-3 .*: denied\. Nothing was run$/);
    expect(JSON.stringify(card(ended)?.blocks)).toContain("Reason: deploy in progress &lt;!here&gt;");
    expect(ended.filter(isEnd).at(-1)?.text).toContain("denied");
    expect(await reboots()).toHaveLength(before);
  });

  it("row 8: pressed fifty times at once, by both approvers and by people who may not, runs once", async () => {
    const before = (await reboots()).length;
    const asked = await stack.ask("jiwoo", "order-api-1 재부팅");
    const at = { ...asked, messages: await stack.control.waitFor(asked, (all) => card(all) !== undefined) };
    const both = { channel: at.channel, message_ts: card(at.messages)!.ts, action_id: "approval:approve", stale: true };
    const people = ["jiwoo", "sarah", "seoyeon", "jiwoo", "doyun"];
    const click = (_: unknown, i: number) => stack.control.click({ ...both, user: people[i % people.length]! });
    await Promise.all(Array.from({ length: 50 }, click));
    await stack.waitForEnd(asked, 2, 40_000);
    expect(await reboots()).toHaveLength(before + 1);
  });

  it("row 51: can be stopped by an approver from Slack, which open cards show, and is allowed again with a reason", async () => {
    const before = (await reboots()).length;
    const asked = await stack.ask("jiwoo", "order-api-2 재부팅해줘");
    const at = { ...asked, messages: await stack.control.waitFor(asked, (all) => card(all) !== undefined) };
    const say = (user: string, text: string) =>
      stack.control.post({ user, channel: "ops", thread_ts: asked.thread_ts, text: `@ops ${text}` });
    const seenBy = (user: string, is: (message: SeenMessage) => boolean) =>
      stack.control.waitFor({ ...asked, user }, (all) => all.some(is), 10_000);
    /** Presses the button that the words bring, and submits the dialog behind it. */
    const turn = async (action_id: string, why: string) => {
      const offers = (message: SeenMessage) => JSON.stringify(message.blocks).includes(action_id);
      const offered = (await seenBy("seoyeon", offers)).findLast(offers)!;
      const button = { user: "seoyeon", channel: at.channel, message_ts: offered.ts, action_id };
      return stack.submitDialog("seoyeon", why, () => stack.control.click(button));
    };
    const cardShows = (text: string) =>
      seenBy("jiwoo", (one) => isCard(one) && JSON.stringify(one.blocks).includes(text));

    await say("jiwoo", "변경 중지");
    await seenBy("jiwoo", ({ text, ephemeral }) =>
      Boolean(ephemeral && text.includes("변경을 중지하거나 다시 허용할 수 있는 사람이 아닙니다")),
    );
    await say("seoyeon", "변경 중지: 배포 동결");
    await turn("changes:stop", "배포 동결");
    const stopped = await cardShows("지금은 아무도 승인할 수 없습니다");
    expect(JSON.stringify(card(stopped)?.blocks)).not.toContain("approval:approve");
    await seenBy("jiwoo", ({ text }) => /^⛔ 박서연 님이 모든 변경을 중지했습니다\..*사유: 배포 동결$/.test(text));
    const approveStale = { channel: at.channel, message_ts: card(at.messages)!.ts, action_id: "approval:approve" };
    await stack.control.click({ user: "doyun", ...approveStale, stale: true });
    await seenBy("doyun", ({ text, ephemeral }) => Boolean(ephemeral && text.includes("중지")));
    expect(await reboots()).toHaveLength(before);

    await say("seoyeon", "변경 다시 허용");
    await turn("changes:allow", "동결 끝");
    await seenBy("jiwoo", ({ text }) => /^✅ 박서연 님이 변경을 다시 허용했습니다\. 사유: 동결 끝$/.test(text));
    await cardShows("approval:approve");
    await press("approve", "doyun", at);
    const ended = await stack.waitForEnd(asked, 2, 40_000);
    expect(card(ended)?.text).toMatch(/^✅ order-api-2 .* 완료$/);
    expect(await reboots()).toHaveLength(before + 1);
    const log = (await stack.control.messages({ user: "seoyeon", channel: "general" })).messages.map(
      ({ text }) => text,
    );
    expect(log.filter((text) => text.includes("동결"))).toHaveLength(2);
  });

  it.each([
    ["an instance that is not there", "jiwoo", "no-such-host-9 재부팅해줘"],
    ["an instance the act role may not touch", "jiwoo", "bastion 재부팅해줘"],
    ["no instance named", "sarah", "reboot the server"],
  ])("of %s is a sentence, no card", async (_, user, text) => {
    const { messages, answer } = await stack.ask(user, text);
    expect(answer.length).toBeGreaterThan(10);
    // Its id stands in no result, and is the tool's own word all the same.
    expect(answer).not.toMatch(/확인되지 않은|no computation confirmed/);
    expect(messages.filter(isCard)).toEqual([]);
  });

  it("in a direct message, where no approver would see the card, is refused with the way out", async () => {
    const { messages, answer } = await stack.ask("jiwoo", "order-api-2 재부팅해줘", { channel: "dm" });
    expect(answer).toContain("DM에서는 다른 사람이 승인 카드를 볼 수 없습니다. 채널에서 다시 요청해 주세요.");
    expect(messages.filter(isCard)).toEqual([]);
  });

  it("is in the record: what was changed and by whom is answered from it, equal to what reached AWS", async () => {
    const ok = (await Promise.all(["RebootInstances", "StopInstances"].map((name) => stack.awsCalls(name))))
      .flat()
      .filter(({ outcome }) => outcome === "ok");
    const { answer, record } = await stack.ask("jiwoo", "최근 7일 동안 뭐가 변경됐고 누가 승인했어?");
    expect(record.toolCalls.map(({ name }) => name)).toEqual(["changes_made"]);
    expect(answer).toContain(`승인을 거쳐 변경된 것은 ${ok.length}건입니다`);
    expect(answer.match(/order-api-[12]/g)?.sort()).toEqual(["order-api-1", "order-api-2", "order-api-2"]);
    expect(answer).toMatch(/박서연, 이도윤 \d건/);
    expect(answer).toContain("실행되지 않은 요청은 2건");
  });

  it("row 54: has left a head in the log channel for each request that ended, and the chain agrees with all of them", async () => {
    const { messages } = await stack.control.messages({ user: "seoyeon", channel: "general" });
    const heads = messages.flatMap(({ metadata }) =>
      metadata?.event_type === "opsthread_audit" ? [String(metadata.event_payload.head)] : [],
    );
    expect(heads.length).toBeGreaterThanOrEqual(4);
    const db = openForReading(join(stack.dataDir, "bot"));
    const posted = heads.map((head) => ({ seq: Number(head.split(":")[0]), hash: head.split(":")[1]! }));
    expect(verifyAudit(db, posted).kind).toBe("intact");
    db.close();
  });

  it("is on record as it was shown: each version of each card, byte for byte what the workspace got", async () => {
    const bytes = (cards: { text: unknown; blocks: unknown }[]) =>
      new Set(cards.map(({ text, blocks }) => JSON.stringify({ text, blocks })));
    const db = openForReading(join(stack.dataDir, "bot"));
    const recorded = () =>
      (db.prepare("SELECT detail FROM audit WHERE what = 'shown'").pluck().all() as string[]).map(
        (detail) => JSON.parse(detail) as { text: string; blocks: unknown },
      );
    // CloudTrail's event ids come when they like.
    await expect
      .poll(async () => [...bytes(cardsSent(await stack.control.journal())).symmetricDifference(bytes(recorded()))])
      .toEqual([]);
    expect(recorded().length).toBeGreaterThan(10);
    db.close();
  });

  it("row 50: was made by a process of its own: the bot holds no AWS credentials, each child its own and nothing else", async () => {
    // Starts the servers that nobody needed so far.
    const port = /"healthPort":(\d+)/.exec(bot.stderr())?.[1];
    await expect
      .poll(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).text(), { timeout: 30_000 })
      .toContain('"ok":true');
    const environ = (pid: number) => readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
    const variables = (pid: number) =>
      Object.fromEntries(
        environ(pid).flatMap((entry) => (entry.includes("=") ? [entry.split(/=(.*)/s).slice(0, 2)] : [])),
      ) as Record<string, string>;
    const children = () =>
      readFileSync(`/proc/${bot.pid}/task/${bot.pid}/children`, "utf8").trim().split(" ").map(Number);
    const servers = () =>
      children()
        .map((pid) => ({ pid, env: variables(pid) }))
        .filter(({ env }) => env.OPSTHREAD_TOOLS_CONFIG !== undefined);
    const secrets = Object.values(keys).flatMap((one): string[] => Object.values(one));
    expect(secrets).toHaveLength(5);
    for (const pid of [bot.pid, ...children()])
      expect(environ(pid).filter((entry) => secrets.some((secret) => entry.includes(secret)))).toEqual([]);
    expect(Object.keys(variables(bot.pid)).filter((name) => name.startsWith("AWS_"))).toEqual([]);

    const files = servers().map(({ env }) => env.AWS_KEYS_FILE ?? "");
    const [read = "", act = ""] = files.sort((a, b) => basename(b).localeCompare(basename(a)));
    expect([basename(read), basename(act), files.length]).toEqual(["read.env", "act.env", 2]);
    expect(parseEnv(readFileSync(read, "utf8"))).toEqual(keys.read);
    expect(parseEnv(readFileSync(act, "utf8"))).toEqual(keys.act);
    const modes = [dirname(read), read, act].map((path) => (statSync(path).mode & 0o777).toString(8));
    expect(modes).toEqual(["700", "600", "600"]);
    const others = /^(SLACK_|OPSTHREAD_(READ|ACT)_(?!SECRET)|ANTHROPIC_|DATA_DIR)/;
    expect(servers().flatMap(({ env }) => Object.keys(env).filter((name) => others.test(name)))).toEqual([]);
    const handshakes = servers().map(({ env }) => env.OPSTHREAD_ACT_SECRET !== undefined);
    expect(handshakes.filter(Boolean)).toHaveLength(1);

    // A child that is started again finds its keys; with the bot they are gone.
    const reader = servers().find(({ env }) => env.OPSTHREAD_ACT_SECRET === undefined)!;
    process.kill(reader.pid, "SIGKILL");
    await expect.poll(() => existsSync(`/proc/${reader.pid}`), { interval: 10 }).toBe(false);
    const { answer } = await stack.ask("jiwoo", "order-api-2 상태 알려줘");
    expect(answer).toContain("order-api-2");
    expect(answer).toMatch(/i-[0-9a-f]{17}/);
    await bot.stop();
    expect(existsSync(dirname(read))).toBe(false);
  });
});
