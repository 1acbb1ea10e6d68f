import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { type Bot, isCard, isEnd, type Place, type Stack } from "../../e2e/support/stack.ts";
import type { CrashPlan } from "./crash-hook.ts";

const HOOK = join(import.meta.dirname, "crash-hook.ts");
const PATIENCE_MS = 45_000;
/** A write that comes after everything people wait for. */
const LAST_WRITES_MS = 5_000;

/** As the system sees a process: T is stopped. */
const stateOf = (pid: number) => /\) (\w) /.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1];

/** A bot that dies where it is told to, and is started again each time. */
export function createMortalBot(stack: Stack) {
  const file = join(stack.dataDir, "crash.json");
  let bot: Bot | null = null;
  const isDead = () => bot === null || bot.child.exitCode !== null || bot.child.signalCode !== null;
  let plans = 0;
  const plan = (what: CrashPlan | null) =>
    writeFileSync(file, what ? JSON.stringify({ ...what, number: ++plans } satisfies CrashPlan) : "");

  async function start(): Promise<Bot> {
    if (isDead()) {
      plan(null);
      bot = await stack.startBot({ CRASH_FILE: file }, [HOOK]);
    }
    return bot!;
  }

  return {
    start,

    /** While the next question is worked on, the bot stops there as it stands, and is given once it has. */
    async stopsAt(point: string): Promise<() => Promise<Bot>> {
      const stopped = await start();
      plan({ at: point, signal: "SIGSTOP" });
      return async () => {
        await expect.poll(() => stateOf(stopped.pid), { interval: 20, timeout: PATIENCE_MS }).toBe("T");
        return stopped;
      };
    },

    /**
     * A question, a card, a click and a verified outcome, with a bot that dies on the way as planned: it is started again,
     * and people press a button again whose card still shows it. Gives the place, how often it died, and the card's text.
     */
    async change(instance: string, what: CrashPlan): Promise<{ place: Place; deaths: number; card: string }> {
      await start();
      plan(what);
      const text = `@ops ${instance} 재부팅해줘`;
      const { channel, ts } = await stack.control.post({ user: "jiwoo", channel: "ops", text });
      const place = { user: "jiwoo", channel, thread_ts: ts };
      let deaths = 0;
      let pressedBy: Bot | null = null;
      let endedAt: number | null = null;
      const until = Date.now() + PATIENCE_MS;
      for (;;) {
        if (isDead()) {
          expect(bot!.child.signalCode, bot!.stderr()).toBe("SIGKILL");
          deaths += 1;
          await start();
        }
        const { messages } = await stack.control.messages(place);
        const card = messages.find(isCard);
        const open = card !== undefined && JSON.stringify(card.blocks).includes('"approval:approve"');
        if (messages.filter(isEnd).length === 2 && card && !open && !/^⏳/.test(card.text)) {
          endedAt ??= Date.now();
          if (!what.at || deaths > 0 || Date.now() - endedAt > LAST_WRITES_MS)
            return { place, deaths, card: card.text };
        }
        if (open && pressedBy !== bot) {
          pressedBy = bot;
          const button = { user: "seoyeon", channel, message_ts: card.ts, action_id: "approval:approve" };
          await stack.control.click(button).catch(() => {});
        }
        if (Date.now() > until) throw new Error(`no end: ${JSON.stringify(messages.map(({ text }) => text))}`);
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    },
  };
}
