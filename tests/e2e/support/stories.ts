import { expect } from "vitest";
import type { SeenMessage } from "../../../sandbox/slack/control/types.ts";
import { isCard, isEnd, type Place, type Stack, type Thread } from "./stack.ts";

/**
 * What people do with the bot in Slack, each told once: it has to end the same on a good day of Slack's and on a bad one.
 * A story gives what people are left with, to be compared between the days.
 */
type Story = (stack: Stack) => Promise<string[]>;

const OURS = "U0OPSBOT";
/** A bad day takes longer, and several threads wait in the same line. */
const WITHIN_MS = 40_000;

const finals = (messages: SeenMessage[]) => messages.filter(isEnd);
const card = (messages: SeenMessage[]) => messages.find(isCard);
const fileNames = (messages: SeenMessage[]) => messages.flatMap(({ files }) => files.map(({ name }) => name));

/** Answers, cards and files in the order they stand: their words, and what changes from one day to the next left out. */
function left(messages: SeenMessage[]): string[] {
  return (
    messages
      .filter(
        ({ user, ephemeral, metadata }) => user === OURS && !ephemeral && metadata?.event_type !== "opsthread_notice",
      )
      // Before a card only its steps stand, which a stream shows without words.
      .map((one) => (one.metadata?.event_payload.status === "waiting" ? { ...one, text: "(see the card)" } : one))
      .map(({ text, files }) => (files.length > 0 ? files.map(({ alt, name }) => alt || name).join() : text))
      .map((words) => words.replace(/ 기준 [\d-]+ \d\d:\d\d KST\.$/, "").replace(/\d\d:\d\d(:\d\d)?/g, "hh:mm"))
      .map((words) => words.replace(/[0-9a-f]{8}\.csv$/, "….csv"))
  );
}

/** Nothing is half-written, and nothing says that it is still being worked on. */
async function expectAtRest(stack: Stack, at: Place): Promise<void> {
  const look = async () => {
    const { messages, statuses } = await stack.control.messages(at);
    const open = messages.filter((one) => one.streaming || one.metadata?.event_type === "opsthread_working");
    return [...open.map(({ text }) => text), ...statuses.map(({ text, processing }) => [text, processing])];
  };
  await expect.poll(look, { timeout: WITHIN_MS, interval: 200 }).toEqual([]);
}

const press = (stack: Stack, { user, channel }: Place, message: SeenMessage | undefined, action_id: string) =>
  stack.control.click({ user, channel, message_ts: message?.ts ?? "", action_id });

/** The words in bold, a table, the picture below it; what is asked next is answered from the same rows. */
const question: Story = async (stack) => {
  const first = await stack.ask("jiwoo", "지난주 서비스별 비용 보여줘");
  expect(first.answer).toMatch(/^\*\*11월 9–15일 비용은 \$[\d,.]+입니다/);
  expect(first.answer).toMatch(/\| Amazon Elastic Compute Cloud - Compute \| \$[\d,.]+ \|/);
  expect(first.messages.filter(({ user }) => user === OURS).map(({ files }) => files.length)).toEqual([0, 1]);

  const next = await stack.ask("jiwoo", "EC2만", { thread: first.thread_ts });
  expect(next.answer).toMatch(/^\*\*11월 9–15일 EC2 비용은 \$/);
  expect([finals(next.messages).length, next.record.ceRequests]).toEqual([2, 0]);
  await expectAtRest(stack, next);
  return left(next.messages);
};

/** Slack opens a dialog within three seconds of the press or never; who is told so presses again. */
async function openEvidence(stack: Stack, at: Place, answer: SeenMessage | undefined) {
  for (const until = Date.now() + WITHIN_MS; Date.now() < until; ) {
    const told = async () =>
      (await stack.control.messages(at)).messages.filter(({ text }) =>
        text.startsWith("The dialog could not be opened"),
      );
    const before = (await told()).length;
    await press(stack, at, answer, "answer:evidence");
    for (;;) {
      const { modal } = await stack.control.view(at.user);
      if (modal) return modal;
      if ((await told()).length > before || Date.now() > until) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error("no dialog was opened, and nothing said so");
}

/** What an answer rests on, and its rows as a file; both from its buttons. */
const buttons: Story = async (stack) => {
  const asked = await stack.ask("sarah", "How many EC2 instances are running?", { channel: "dm" });
  const answer = finals(asked.messages).at(-1);
  const modal = await openEvidence(stack, asked, answer);
  expect(modal.title).toBe("Evidence");
  expect(JSON.stringify(modal.blocks)).toContain("EC2 instances");
  await stack.control.closeView({ user: "sarah", view_id: modal.id });
  await press(stack, asked, answer, "answer:csv");
  const seen = await stack.control.waitFor(
    asked,
    (all) => fileNames(all).some((name) => name.endsWith(".csv")),
    WITHIN_MS,
  );
  await expectAtRest(stack, asked);
  return left(seen);
};

/** A card that is denied by whoever may, with a reason, and one that is approved, run and verified. */
const change: Story = async (stack) => {
  const cardFor = async (text: string): Promise<Thread> => {
    const asked = await stack.ask("jiwoo", text);
    return { ...asked, messages: await stack.control.waitFor(asked, (all) => card(all) !== undefined, WITHIN_MS) };
  };
  const before = (await stack.awsCalls("RebootInstances")).length;
  const [no, yes] = await Promise.all([cardFor("order-api-3 재부팅해줘"), cardFor("order-api-2 재부팅해줘")]);
  const deny = () => press(stack, { ...no, user: "doyun" }, card(no.messages), "approval:deny");
  await stack.submitDialog("doyun", "배포 중", deny);
  await press(stack, { ...yes, user: "seoyeon" }, card(yes.messages), "approval:approve");
  const [denied, done] = await Promise.all([no, yes].map((at) => stack.waitForEnd(at, 2, WITHIN_MS)));
  expect(card(denied!)?.text).toMatch(/^⛔ order-api-3 .*거절/);
  expect(card(done!)?.text).toMatch(/^✅ order-api-2 .* 완료$/);
  expect(JSON.stringify([card(denied!), card(done!)].map((one) => one?.blocks))).not.toContain("approval:approve");
  expect((await stack.awsCalls("RebootInstances")).length - before).toBe(1);
  for (const at of [no, yes]) await expectAtRest(stack, at);
  return [...left(denied!), ...left(done!)];
};

/** Figures without a model, at once; the thread below them goes on from them without a mention. */
const costCommand: Story = async (stack) => {
  const at = { user: "doyun", channel: "general" };
  const isAnswer = ({ metadata }: SeenMessage) => metadata?.event_type === "opsthread_command";
  const known = (await stack.control.messages(at)).messages;
  await stack.control.command({ ...at, command: "/aws-cost", text: "7d by service" });
  const isNew = ({ ts }: SeenMessage) => known.every((old) => old.ts !== ts);
  const seen = (
    await stack.control.waitFor(at, (all) => all.some((one) => isNew(one) && isAnswer(one)), WITHIN_MS)
  ).filter(isNew);
  const answer = seen.find(isAnswer)!;
  expect(answer.text).toMatch(/^\*\*11월 13일–19일 비용은 \$/);
  expect(fileNames(seen)).toHaveLength(1);
  const next = await stack.ask("doyun", "EC2만", { channel: answer.channel, thread: answer.ts });
  expect(next.answer).toMatch(/^\*\*11월 13–19일 EC2 비용은 \$/);
  expect(next.record.ceRequests).toBe(0);
  await expectAtRest(stack, next);
  return left(next.messages);
};

/** Told to the person alone, and kept. */
const modelsCommand: Story = async (stack) => {
  const at = { user: "seoyeon", channel: "ops" };
  const since = (await stack.control.messages(at)).messages.at(-1)?.ts ?? "";
  const says = async (text: string, is: RegExp) => {
    await stack.control.command({ ...at, command: "/models", text });
    const isIt = ({ ephemeral, text: said, ts }: SeenMessage) => Boolean(ephemeral && ts > since && is.test(said));
    return (await stack.control.waitFor(at, (all) => all.some(isIt), WITHIN_MS)).filter(isIt);
  };
  const [listed] = await says("", /^선택할 수 있는 모델/);
  for (const part of ["Offline planner", "ANTHROPIC_API_KEY"]) expect(JSON.stringify(listed?.blocks)).toContain(part);
  const [chosen] = await says("use offline", /^✅ /);
  return [listed?.text ?? "", chosen?.text ?? ""];
};

/** With whatever Slack shows: its own button, ours under a message that is edited, or a word. */
const stop: Story = async (stack) => {
  await stack.awsFault({ operation: "ListFindings", kind: "hang", times: 2, ms: 60_000 });
  const { channel, ts } = await stack.control.post({
    user: "sarah",
    channel: "ops",
    text: "@ops any GuardDuty findings of high severity?",
  });
  const at = { user: "sarah", channel, thread_ts: ts };
  const until = Date.now() + 4_000;
  for (;;) {
    const { messages, statuses } = await stack.control.messages(at);
    const withButton = messages.find(({ blocks }) => JSON.stringify(blocks).includes('"turn:stop"'));
    if (withButton) await press(stack, at, withButton, "turn:stop");
    else if (statuses.some(({ processing }) => processing)) await stack.control.stop(at);
    else if (Date.now() > until) await stack.control.post({ ...at, text: "stop" });
    else {
      await new Promise((resolve) => setTimeout(resolve, 60));
      continue;
    }
    break;
  }
  const seen = await stack.waitForEnd(at, 1, WITHIN_MS);
  expect(finals(seen)[0]?.text).toMatch(/^⏹ \*\*Stopped, as Sarah Lee asked\./);
  await expectAtRest(stack, at);
  return left(seen).map((text) => text.replace(/t-[0-9a-f]{10}/, "t-…"));
};

export const stories: Record<string, Story> = {
  "a question with table and picture, and its follow-up": question,
  "evidence and rows from the buttons of an answer in a direct message": buttons,
  "a change denied and a change approved": change,
  "/aws-cost and what is asked in its thread": costCommand,
  "/models": modelsCommand,
  "Stop while AWS hangs": stop,
};
