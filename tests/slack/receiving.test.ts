import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SeenMessage } from "../../sandbox/slack/control/types.ts";
import { createLog } from "../../src/log.ts";
import type { Emit, TurnInput } from "../../src/ports/turn.ts";
import { createClients } from "../../src/slack/clients.ts";
import { slackBench } from "./support/bench.ts";
import { recordOf } from "./support/record.ts";

type Script = (input: TurnInput, emit: Emit, signal: AbortSignal) => Promise<void>;

let bench: Awaited<ReturnType<typeof slackBench>>;
let bot: Awaited<ReturnType<typeof bench.startBot>>;
let script: Script;
const asked: TurnInput[] = [];
const deaf: string[] = [];

const answer =
  (markdown: string): Script =>
  async (input, emit) => {
    await emit({ type: "text", markdown, verified: true });
    await emit({ type: "turn_finished", status: "answered", record: recordOf(input) });
  };
/** Works until it is told to stop, as the agent does. */
const untilStopped =
  (before: (emit: Emit) => Promise<void> = async () => {}): Script =>
  async (input, emit, signal) => {
    await emit({ type: "turn_started", runId: input.runId });
    await before(emit);
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
    const record = recordOf(input);
    await emit({ type: "turn_failed", code: "stopped", detail: null, partial: false, record });
  };
const lookUp = async (emit: Emit) => {
  await emit({ type: "tool_started", id: "c1", name: "cost_query", titles: { ko: "비용 조회", en: "Cost" }, args: {} });
  const call = { id: "c1", name: "cost_query", args: {}, ms: 400, rows: 12, dataset: "d1", error: null };
  await emit({ type: "tool_finished", record: call });
};

const isFinal = ({ metadata }: SeenMessage) => metadata?.event_type === "opsthread_turn";
const finals = (messages: SeenMessage[]) => messages.filter(isFinal);
const post = async (
  user: string,
  text: string,
  at: { channel?: string; thread_ts?: string; files?: string[] } = {},
) => {
  const posted = await bench.control.post({ user, channel: "ops", text, ...at });
  return { user, channel: posted.channel, thread_ts: at.thread_ts ?? posted.ts, ts: posted.ts };
};
const answered = (at: { user: string; channel: string; thread_ts: string }, count = 1) =>
  bench.control.waitFor(at, (all) => finals(all).length >= count, 15_000);
const quiet = () => new Promise((resolve) => setTimeout(resolve, 300));

const startBot = () =>
  bench.startBot(
    async (input, emit, signal) => {
      asked.push(input);
      await script(input, emit, signal);
      return "answered";
    },
    {},
    { pongMs: 600, deafMs: 2_500, onDeaf: (why) => deaf.push(why) },
  );

beforeAll(async () => {
  bench = await slackBench();
  bot = await startBot();
});
afterAll(async () => {
  await bot?.stop();
  await bench?.close();
});
beforeEach(async () => {
  await bench.control.clearFaults();
  asked.length = 0;
  script = answer("**안녕하세요.**");
});

describe("the sockets", () => {
  it("are two, side by side", async () => {
    await expect.poll(async () => (await bench.control.socket("release")).sockets).toBe(2);
  });

  it("row 5: the same envelope five times over two sockets is one question and one answer", async () => {
    await bench.control.fault({ method: "envelope", kind: "duplicate", times: 20 });
    const at = await post("jiwoo", "@ops 한 번만");
    await answered(at);
    const journal = await bench.control.journal();
    const events = journal.flatMap((e) => (e.kind === "envelope" ? [String(e.payload.event_id)] : []));
    await bench.control.redeliver(events.at(-1) ?? "", 5);
    await quiet();
    expect([asked.length, finals((await bench.control.messages(at)).messages).length]).toEqual([1, 1]);
  });

  it("row 3: a lost ack brings the event again, and it is answered once", async () => {
    await bench.control.settings({ ack_ms: 300 });
    await bench.control.fault({ method: "envelope", kind: "lose_ack", times: 2 });
    const at = await post("jiwoo", "@ops 비용");
    await answered(at);
    await expect
      .poll(async () => (await bench.control.journal()).filter((e) => e.kind === "unanswered").length)
      .toBeGreaterThanOrEqual(2);
    await quiet();
    await bench.control.settings({ ack_ms: 3_000 });
    expect([asked.length, finals((await bench.control.messages(at)).messages).length]).toEqual([1, 1]);
  });

  it("row 7: the two events of one mention are one question, whichever comes first", async () => {
    const at = await post("sarah", "@ops which way round?");
    await answered(at);
    const journal = await bench.control.journal();
    const pair = journal.flatMap((e) => {
      const event = e.kind === "envelope" ? (e.payload.event as { ts?: string; type?: string }) : {};
      return e.kind === "envelope" && event.ts === at.ts ? [[event.type, String(e.payload.event_id)] as const] : [];
    });
    expect(pair.map(([type]) => type)).toEqual(["message", "app_mention"]);
    for (const [, id] of pair.toReversed()) await bench.control.redeliver(id);
    await quiet();
    expect([asked.length, finals((await bench.control.messages(at)).messages).length]).toEqual([1, 1]);
  });

  it("row 6: an event whose first copy nobody stored is answered when it comes again", async () => {
    await bench.control.settings({ ack_ms: 200 });
    const { db } = bot;
    db.exec(
      "CREATE TEMP TRIGGER full BEFORE INSERT ON inbox BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
    );
    const at = await post("jiwoo", "@ops 두 번째에");
    await expect
      .poll(async () => (await bench.control.journal()).filter((e) => e.kind === "unanswered").length)
      .toBeGreaterThan(0);
    db.exec("DROP TRIGGER full");
    await answered(at);
    await bench.control.settings({ ack_ms: 3_000 });
    expect(asked).toHaveLength(1);
  });

  it("row 24: told to go again and again while people ask and click, lose neither question nor click", async () => {
    const places = [];
    for (let round = 0; round < 4; round++) {
      await bench.control.socket("disconnect", "refresh_requested");
      places.push(await post("sarah", `@ops round ${round}`));
      const { delivered } = await bench.control.command({
        user: "sarah",
        channel: "ops",
        command: "/models",
        text: "",
      });
      expect(delivered).toBe(true);
    }
    for (const at of places) await answered(at);
    expect(asked.map(({ text }) => text).sort()).toEqual(["round 0", "round 1", "round 2", "round 3"]);
  });

  it("row 25: that fall silent are noticed and replaced, and what was said meanwhile is answered", async () => {
    await expect.poll(async () => (await bench.control.socket("release")).sockets).toBeGreaterThanOrEqual(2);
    await bench.control.settings({ ack_ms: 500 });
    await bench.control.socket("silence");
    const at = await post("jiwoo", "@ops 들려?");
    await answered(at);
    await bench.control.settings({ ack_ms: 3_000 });
    expect(bot.slack.isConnected()).toBe(true);
  });
});

describe("a thread it takes part in", () => {
  it("is left to people once they talk to each other, until it is named again", async () => {
    const at = await post("sarah", "@ops cost please");
    await answered(at);
    await post("jiwoo", "that is a lot", { thread_ts: at.thread_ts });
    await post("sarah", "I will look at it tomorrow", { thread_ts: at.thread_ts });
    await quiet();
    expect(asked.map(({ text }) => text)).toEqual(["cost please"]);
    await post("jiwoo", "@ops by region?", { thread_ts: at.thread_ts });
    await answered(at, 2);
    await post("sarah", "and by account?", { thread_ts: at.thread_ts });
    await answered(at, 3);
    expect(asked.map(({ text, asker }) => [asker.name, text])).toEqual([
      ["Sarah Lee", "cost please"],
      ["김지우", "by region?"],
      ["Sarah Lee", "and by account?"],
    ]);
  });
});

describe("a question that changes its mind", () => {
  it("is answered in its new words when it was waiting, and explained when it was not", async () => {
    const release = Promise.withResolvers<void>();
    script = async (input, emit, signal) => {
      if (input.text === "first") await release.promise;
      await answer(`answer to ${input.text}`)(input, emit, signal);
    };
    const at = await post("sarah", "@ops first");
    await expect.poll(() => asked.length).toBe(1);
    const second = await post("sarah", "second", { thread_ts: at.thread_ts });
    await bench.control.edit({ ...second, message_ts: second.ts, text: "second, but for October" });
    await bench.control.edit({ ...at, message_ts: at.thread_ts, text: "@ops first, differently" });
    const told = await bench.control.waitFor(at, (all) => all.some(({ text }) => text.includes("question as it was")));
    expect(told.filter(({ ephemeral }) => ephemeral).map(({ text }) => text)).toEqual([
      "I am still answering the question before. Yours is next.",
      "I am already answering the question as it was. Please write the change as a new message in this thread; `stop` ends the answer.",
    ]);
    release.resolve();
    expect(finals(await answered(at, 2)).map(({ text }) => text)).toEqual([
      "answer to first",
      "answer to second, but for October",
    ]);
  });

  it("is not answered once it is deleted, waiting or begun, and nothing of it stays", async () => {
    const begun = Promise.withResolvers<void>();
    script = untilStopped(async (emit) => {
      await lookUp(emit);
      begun.resolve();
    });
    const at = await post("sarah", "@ops delete me");
    await begun.promise;
    const second = await post("sarah", "me too", { thread_ts: at.thread_ts });
    await bench.control.delete({ ...second, message_ts: second.ts });
    await bench.control.waitFor(at, (all) => all.some(({ user }) => user === "U0OPSBOT"));
    await bench.control.delete({ ...at, message_ts: at.thread_ts });
    await expect
      .poll(() => bot.db.prepare("SELECT state FROM runs ORDER BY started_at DESC, rowid DESC LIMIT 1").pluck().get())
      .toBe("failed");
    await expect
      .poll(async () => {
        const { messages } = await bench.control.messages({ user: "sarah", channel: "ops" });
        return messages.filter(({ ts }) => ts === at.thread_ts).length;
      })
      .toBe(0);
    expect(asked.map(({ text }) => text)).toEqual(["delete me"]);
  });
});

describe("Stop", () => {
  // A second is short on a machine that is doing much else: what counts is that it can be kept.
  const stops = { retry: 2 };
  it.each(["Slack's button", "a word"])(
    "by %s ends the turn within a second and says what was done",
    stops,
    async (by) => {
      const looked = Promise.withResolvers<void>();
      script = untilStopped(async (emit) => {
        await lookUp(emit);
        looked.resolve();
      });
      const at = await post("jiwoo", "@ops 오래 걸리는 질문");
      await looked.promise;
      await bench.control.waitFor(at, (all) => all.some(({ streaming }) => streaming));
      await expect
        .poll(async () => (await bench.control.messages(at)).statuses.some(({ processing }) => processing))
        .toBe(true);
      const pressedAt = Date.now();
      if (by === "a word") await post("jiwoo", "중지해줘", { thread_ts: at.thread_ts });
      else await bench.control.stop(at);
      const messages = await answered(at);
      expect(Date.now() - pressedAt).toBeLessThan(1_000);
      const last = finals(messages);
      expect(last.map(({ text }) => text)).toEqual([
        `⏹ **김지우 님의 요청으로 중단했습니다.**\n그때까지 한 일: 비용 조회 12행. 변경한 것은 없습니다.\n문의 번호 \`${asked[0]?.runId}\``,
      ]);
      expect(messages.filter(({ user }) => user === "U0OPSBOT")).toHaveLength(1);
      await expect.poll(async () => (await bench.control.messages(at)).statuses).toEqual([]);
    },
  );

  it("by a word below the others in a direct message ends what runs there, and there alone", async () => {
    const begun = Promise.withResolvers<void>();
    script = untilStopped(async () => {
      if (asked.length === 2) begun.resolve();
    });
    const elsewhere = await post("sarah", "@ops a long one");
    const at = await post("sarah", "another long one", { channel: "dm" });
    await begun.promise;
    await post("sarah", "stop", { channel: "dm" });
    expect(finals(await answered(at)).at(-1)?.text).toMatch(/^⏹ \*\*Stopped, as Sarah Lee asked\./);
    expect(finals((await bench.control.messages(elsewhere)).messages)).toEqual([]);
    await bench.control.stop(elsewhere);
    await answered(elsewhere);
    expect(asked.map(({ text }) => text)).toEqual(["a long one", "another long one"]);
  });

  it("after a change was approved does not say that nothing was changed", async () => {
    script = async (input, emit) => {
      await emit({ type: "turn_finished", status: "waiting", record: recordOf(input) });
    };
    const at = await post("jiwoo", "@ops 재부팅해줘");
    await answered(at);
    const looked = Promise.withResolvers<void>();
    script = untilStopped(async (emit) => {
      await lookUp(emit);
      looked.resolve();
    });
    const goingOn = bot.slack.turns.resume(asked[0]!.runId, "decided:1", false);
    await looked.promise;
    await bench.control.stop(at);
    await goingOn;
    expect(finals(await answered(at, 2)).at(-1)?.text).toBe(
      `⏹ **김지우 님의 요청으로 중단했습니다.**\n그때까지 한 일: 비용 조회 12행. 앞서 결정된 변경은 그대로이며, 그 결과는 카드에 있습니다.\n문의 번호 \`${asked[0]?.runId}\``,
    );
  });

  it("and a deletion hold for what is just being begun, too", async () => {
    // Who asks is looked up before a turn begins, and of the directory's people nobody else asks in this file.
    await bench.control.fault({ method: "users.info", kind: "slow", ms: 700, times: 2 });
    script = untilStopped(async () => undefined);
    const [stopped, deleted] = [await post("doyun", "@ops 질문"), await post("seoyeon", "@ops 지울 질문")];
    await post("doyun", "중지", { thread_ts: stopped.thread_ts });
    await bench.control.delete({ ...deleted, message_ts: deleted.thread_ts });
    expect(finals(await answered(stopped)).map(({ text }) => text)).toEqual([
      `⏹ **이도윤 님의 요청으로 중단했습니다.**\n조회한 것은 없습니다. 변경한 것은 없습니다.\n문의 번호 \`${asked[0]?.runId}\``,
    ]);
    const state = bot.db.prepare("SELECT state FROM runs WHERE thread = ?").pluck();
    await expect.poll(() => state.get(`${deleted.channel}:${deleted.thread_ts}`)).toBe("failed");
    expect((await bench.control.messages(deleted)).messages.filter(({ user }) => user === "U0OPSBOT")).toEqual([]);
  });
});

describe("more questions than can be answered at once", () => {
  it("row 52: wait in line, and are told their place; in one thread, how many are before them", async () => {
    const release = Promise.withResolvers<void>();
    script = async (input, emit, signal) => {
      await release.promise;
      await answer("at last")(input, emit, signal);
    };
    const places = [];
    for (let i = 0; i < 8; i++) places.push(await post("sarah", `@ops number ${i}`, { channel: i % 2 ? "ops" : "dm" }));
    await expect.poll(() => asked.length).toBe(8);
    const tenth = [await post("sarah", "@ops nine"), await post("sarah", "@ops ten")];
    const first = places[1] as (typeof places)[number];
    await post("sarah", "and this", { thread_ts: first.thread_ts });
    await post("sarah", "and that", { thread_ts: first.thread_ts });
    const told = async (at: { user: string; channel: string; thread_ts: string }, text: string) =>
      await bench.control.waitFor(at, (all) => all.some((seen) => seen.ephemeral && seen.text.startsWith(text)));
    await told(tenth[0]!, "Many threads are being answered right now. Yours is number 1 in line");
    await told(tenth[1]!, "Many threads are being answered right now. Yours is number 2 in line");
    await told(first, "I am still answering the 2 questions before in this thread. Yours is number 3.");
    const given = await post("sarah", "@ops eleven");
    await post("sarah", "stop", { thread_ts: given.thread_ts });
    await told(given, "⏹ Stopped before its turn came. Nothing was looked up and nothing was changed.");
    release.resolve();
    for (const at of [...places, ...tenth]) await answered(at);
    await answered(first, 3);
    expect(asked.map(({ text }) => text)).not.toContain("eleven");
  });
});

describe("a channel it is thrown out of while it answers", () => {
  it("is explained to the person in a DM, and the next question there is answered after an invitation", async () => {
    const release = Promise.withResolvers<void>();
    script = async (input, emit, signal) => {
      await release.promise;
      await answer("too late")(input, emit, signal);
    };
    const at = await post("sarah", "@ops cost please", { channel: "ops" });
    await expect.poll(() => asked.length).toBe(1);
    await bench.control.kick({ user: "jiwoo", channel: "ops", who: "ops" });
    release.resolve();
    const dm = await bench.control.waitFor({ user: "sarah", channel: "dm" }, (all) =>
      all.some(({ text }) => text.includes("I could not post the answer in #ops")),
    );
    expect(dm.at(-1)?.text).toBe(
      "⚠️ I could not post the answer in #ops: I am not a member there or may not write. Invite me with `/invite @ops` and ask again.",
    );
    await bench.control.invite({ user: "jiwoo", channel: "ops", who: "ops" });
    script = answer("back again");
    await post("sarah", "@ops and now?", { channel: "ops", thread_ts: at.thread_ts });
    expect(finals(await answered(at)).map(({ text }) => text)).toEqual(["back again"]);
  });
});

describe("a process that is told to end", () => {
  it("row 26: says so once in the thread, and the next one goes on and leaves one answer", async () => {
    const begun = Promise.withResolvers<void>();
    script = async (_input, emit, signal) => {
      await lookUp(emit);
      begun.resolve();
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
      throw signal.reason;
    };
    const at = await post("jiwoo", "@ops 비용");
    await begun.promise;
    await bench.control.waitFor(at, (all) => all.some(({ streaming }) => streaming));
    bot.slack.turns.interrupt();
    const told = await bench.control.waitFor(at, (all) => all.some(({ text }) => text.includes("재시작하는 중")));
    expect(told.filter(({ user }) => user === "U0OPSBOT").map(({ text }) => text)).toEqual([
      "⏳ 재시작하는 중입니다. 곧 이어서 답하겠습니다.",
    ]);
    await bot.stop();
    script = answer("**이어서 답합니다.**");
    bot = await startBot();
    const messages = await answered(at);
    expect(messages.filter(({ user }) => user === "U0OPSBOT").map(({ text }) => text)).toEqual([
      "**이어서 답합니다.**",
    ]);
  });
});

describe("a file attached to a question", () => {
  it("becomes a dataset of the thread that the turn knows of", async () => {
    const csv = await bench.control.upload("sarah", "bill.csv", "service,usd\nEC2,12.5\nS3,3\n");
    const log = await bench.control.upload(
      "sarah",
      "app.log",
      "2026-11-20 09:00:01,120 ERROR order-api key=AKIAIOSFODNN7EXAMPLE\n\nat com.haneul.OrderMapper\n",
    );
    const at = await post("sarah", "@ops what is in here?", { files: [csv, log] });
    await answered(at);
    expect(asked[0]?.attached).toEqual([
      { name: "bill.csv", handle: "d1", rows: 2, columns: ["service", "usd"] },
      { name: "app.log", handle: "d2", rows: 2, columns: ["line", "time", "level", "text"] },
    ]);
    const thread = `${at.channel}:${at.thread_ts}`;
    expect(bot.datasets.read(thread, "d1")?.rows).toEqual([
      ["EC2", 12.5],
      ["S3", 3],
    ]);
    expect(bot.datasets.read(thread, "d2")?.rows).toEqual([
      [1, "2026-11-20T09:00:01.120Z", "ERROR", expect.stringMatching(/^2026-11-20 .* key=\[redacted:/)],
      [3, null, null, "at com.haneul.OrderMapper"],
    ]);
  });

  it("that cannot be read is refused in a sentence, and the question is answered all the same", async () => {
    const picture = await bench.control.upload("sarah", "photo.png", new Uint8Array([137, 80, 78, 71, 0, 0, 0, 1]));
    const empty = await bench.control.upload("sarah", "empty.log", "\n\n");
    const large = await bench.control.upload("sarah", "large.log", "x".repeat(10 * 1024 * 1024 + 1));
    const at = await post("sarah", "@ops look", { files: [picture, empty, large] });
    const messages = await answered(at);
    expect(messages.filter(({ ephemeral }) => ephemeral).map(({ text }) => text)).toEqual([
      "⚠️ photo.png is not in a form I can read. Please upload a log (text), CSV, TSV or JSON file.",
      "⚠️ empty.log holds nothing to read.",
      "⚠️ large.log is larger than 10 MB, so it was not read. Please upload only the part that matters.",
    ]);
    expect(asked[0]?.attached).toEqual([]);
  });
});

describe("row 46: whoever posts or edits", () => {
  it("lets Slack unfold no link, listeners that say nothing of it included", async () => {
    const { ready } = bench;
    const { posting } = createClients({
      botToken: ready.botToken,
      apiUrl: ready.slackApiUrl,
      log: createLog("error", "t"),
    });
    const { channel } = await post("sarah", "a place");
    const { ts = "" } = await posting.chat.postMessage({ channel, text: "https://evil.example" });
    await posting.chat.update({ channel, ts, text: "https://evil.example/again" });
    const calls = (await bench.control.journal()).flatMap((entry) =>
      entry.kind === "call" && ["chat.postMessage", "chat.update"].includes(entry.method) ? [entry.args] : [],
    );
    const flags = new Set(calls.map((args) => `${args.unfurl_links} ${args.unfurl_media}`));
    expect([calls.length > 20, [...flags]]).toEqual([true, ["false false"]]);
  });
});

describe("row 25: sockets that Slack refuses again and again", () => {
  it("are told of once, with the reason, to whoever ends the process", async () => {
    deaf.length = 0;
    await bench.control.fault({ method: "apps.connections.open", kind: "error", error: "invalid_auth", times: 50 });
    await bench.control.socket("kill");
    await expect.poll(() => deaf.length, { timeout: 8_000 }).toBe(1);
    expect(deaf[0]).toContain("invalid_auth");
    expect(bot.slack.isConnected()).toBe(false);
  });
});
