import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SocketModeClient } from "@slack/socket-mode";
import { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startChild } from "../../../sandbox/run/child.ts";
import { runCommand } from "../../../sandbox/run/command.ts";
import { askReport, exitCode } from "../../../sandbox/run/report.ts";
import type { Workspace } from "../../../sandbox/run/stack.ts";
import { type Press, waitForTurn } from "../../../sandbox/run/turn.ts";
import { type Control, createControl } from "../../../sandbox/slack/control-client.ts";
import { cardMetadata, record, turnMetadata } from "./support.ts";

/** The local workspace as a process, and a bot that does what each test says over the real wire. */
const dir = mkdtempSync(join(tmpdir(), "opsthread-turn-"));
const workspace = startChild<Workspace>({
  name: "The workspace",
  args: ["sandbox/slack/main.ts", "--port", "0", "--data", dir, "--with-parent"],
  env: { PATH: process.env.PATH ?? "" },
  readyFrom: (line) => (line.startsWith("{") ? (JSON.parse(line) as Workspace) : undefined),
  onLine: () => undefined,
});
const BOT = "U0OPSBOT";
let control: Control;
let client: WebClient;
let socket: SocketModeClient;
const onClick: Record<string, (user: string) => Promise<unknown>> = {};

interface Envelope {
  ack: () => Promise<void>;
  type: string;
  body: { user: { id: string }; message: { ts: string } };
}

beforeAll(async () => {
  const { url, slackApiUrl, botToken, appToken } = await workspace.ready;
  control = createControl(url);
  client = new WebClient(botToken, { slackApiUrl });
  socket = new SocketModeClient({ appToken, clientOptions: { slackApiUrl } });
  socket.on("slack_event", async ({ ack, type, body }: Envelope) => {
    await ack();
    if (type === "interactive") await onClick[body.message.ts]?.(body.user.id);
  });
  await socket.start();
});

afterAll(async () => {
  await socket.disconnect();
  await workspace.stop(3_000);
  rmSync(dir, { recursive: true, force: true });
});

/** A person asks; `reply` posts into the thread as the bot; `wait` is what is tested. */
async function ask(user: string, channel: string, text: string) {
  const { ts, channel: id } = await control.post({ user, channel, text });
  return {
    reply: async (words: string, metadata?: object, blocks?: object[]) => {
      const more = { ...(metadata ? { metadata } : {}), ...(blocks ? { blocks } : {}) } as object;
      const posted = await client.chat.postMessage({ channel: id, thread_ts: ts, text: words, ...more });
      return { channel: id, ts: posted.ts ?? "" };
    },
    tell: (whom: string, words: string) => client.chat.postEphemeral({ channel: id, user: whom, text: words }),
    wait: (press: Press | null = null, ms = 15_000) =>
      waitForTurn(control, {
        place: { user, channel, thread_ts: ts },
        askedTs: ts,
        bot: BOT,
        until: Date.now() + ms,
        press,
      }),
    seen: async () =>
      (await control.messages({ user, channel, thread_ts: ts })).messages.map((message) => ({ message })),
  };
}

const buttons = [
  {
    type: "actions",
    elements: ["approve", "deny"].map((what) => ({
      type: "button",
      action_id: `approval:${what}`,
      value: "a-1",
      text: { type: "plain_text", text: what },
    })),
  },
];

describe.concurrent("a question has ended", () => {
  test("when a post of the bot says so, and not before", async () => {
    const thread = await ask("jiwoo", "ops", "@ops 비용");
    await thread.reply("잠깐만요");
    const waiting = thread.wait();
    setTimeout(() => void thread.reply("끝", turnMetadata("answered")), 500);
    expect(await waiting).toBe("answered");
    const report = askReport(
      await thread.seen(),
      (id) => id,
      () => undefined,
    );
    expect(report.thread.map(({ text }) => text)).toEqual(["<@U0OPSBOT> 비용", "잠깐만요", "끝"]);
    expect(report.turns).toEqual([{ ...record, toolCalls: record.toolCalls.map(({ id: _, ...call }) => call) }]);
  });

  test("as failed when the bot says that", async () => {
    const thread = await ask("jiwoo", "ops", "@ops 비용");
    await thread.reply("안 됐습니다", turnMetadata("failed"));
    expect(await thread.wait()).toBe("failed");
  });

  test("with a word to the asker alone, once nothing more comes", async () => {
    const thread = await ask("guest", "ops", "@ops cost");
    await thread.tell("U0GUEST", "You may not ask.");
    expect(await thread.wait()).toBe("told");
  });

  test("with a notice in a direct message, once nothing more comes", async () => {
    const thread = await ask("sarah", "dm", "cost");
    await thread.reply("Not here.", { event_type: "opsthread_notice", event_payload: {} });
    expect(await thread.wait()).toBe("told");
  });

  test("unheard where the bot is no member", async () => {
    const thread = await ask("jiwoo", "random", "@ops 비용");
    expect(await thread.wait()).toBe("unheard");
  });

  test("by the clock when nothing comes", async () => {
    const thread = await ask("jiwoo", "ops", "@ops 비용");
    expect(await thread.wait(null, 600)).toBe("timeout");
  });

  test("waiting, when a card stands there and nobody is to press", async () => {
    const thread = await ask("jiwoo", "ops", "@ops 재부팅");
    await thread.reply("승인이 필요합니다", turnMetadata("waiting"));
    await thread.reply("카드", cardMetadata("pending"), buttons);
    expect(await thread.wait()).toBe("waiting");
  });

  test("after the press, when the resumed turn has been answered and the card is settled", async () => {
    const thread = await ask("jiwoo", "ops", "@ops 재부팅");
    await thread.reply("승인이 필요합니다", turnMetadata("waiting"));
    const card = await thread.reply("카드", cardMetadata("pending"), buttons);
    const show = (state: string) =>
      client.chat.update({ ...card, text: state, blocks: [], metadata: cardMetadata(state, "U0SEOYEON") as never });
    onClick[card.ts] = async () => {
      await show("executing");
      await thread.reply("실행했습니다", turnMetadata("answered"));
      setTimeout(() => void show("succeeded"), 400);
    };
    expect(await thread.wait({ what: "approve", as: ["U0SEOYEON"] })).toBe("answered");
    const report = askReport(
      await thread.seen(),
      (id) => (id === "U0SEOYEON" ? "seoyeon" : id),
      () => undefined,
    );
    expect(report.approvals).toEqual([
      {
        id: "a-1",
        tool: "ec2_reboot_instances",
        args: { instance_ids: ["i-0ab"] },
        hash: "abc123",
        state: "succeeded",
        decidedBy: "seoyeon",
      },
    ]);
  });

  test("waiting, when the press was refused", async () => {
    const thread = await ask("jiwoo", "ops", "@ops 재부팅");
    await thread.reply("승인이 필요합니다", turnMetadata("waiting"));
    const card = await thread.reply("카드", cardMetadata("pending"), buttons);
    onClick[card.ts] = (user) => thread.tell(user, "직접 승인할 수 없습니다");
    expect(await thread.wait({ what: "deny", as: ["U0JIWOO"] })).toBe("waiting");
  });

  test("a card that the presser cannot see is refused in a sentence", async () => {
    const thread = await ask("jiwoo", "dm", "재부팅");
    await thread.reply("승인이 필요합니다", turnMetadata("waiting"));
    await thread.reply("카드", cardMetadata("pending"), buttons);
    await expect(thread.wait({ what: "approve", as: ["U0SEOYEON"] })).rejects.toThrow(
      /^The card could not be pressed: /,
    );
  });
});

describe("a slash command", () => {
  test("is answered by a post that says so, wherever it stands", async () => {
    const onCommand = async ({ type }: Envelope) => {
      if (type !== "slash_commands") return;
      await client.chat.postEphemeral({ channel: "C0OPS", user: "U0DOYUN", text: "잠시만요" });
      const metadata = { event_type: "opsthread_command", event_payload: {} };
      const { channel } = await client.conversations.open({ users: "U0DOYUN" });
      await client.chat.postMessage({ channel: channel?.id ?? "", text: "$1", metadata });
    };
    socket.on("slack_event", onCommand);
    const place = { user: "U0DOYUN", channel: "ops" };
    const ran = await runCommand(control, { place, text: "aws-cost 7d", bot: BOT, until: Date.now() + 15_000 });
    socket.off("slack_event", onCommand);
    const shown = ran.shown.map(({ message, onlyFor, elsewhere }) => ({ text: message.text, onlyFor, elsewhere }));
    expect(ran.ending).toBe("answered");
    expect(shown).toEqual([
      { text: "잠시만요", onlyFor: "U0DOYUN", elsewhere: undefined },
      { text: "$1", onlyFor: undefined, elsewhere: "DM" },
    ]);
  });
});

describe("the exit code", () => {
  test.each([
    [["answered"], 0],
    [["told"], 0],
    [["waiting"], 2],
    [["waiting", "answered"], 0],
    [["failed", "answered"], 1],
    [["answered", "timeout"], 1],
    [["unheard"], 1],
  ] as const)("of %j is %i", (endings, code) => {
    expect(exitCode([...endings])).toBe(code);
  });
});
