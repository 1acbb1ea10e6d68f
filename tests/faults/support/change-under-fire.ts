import { expect } from "vitest";
import { type Bot, isCard, isEnd, type Place, type Stack } from "../../e2e/support/stack.ts";

const PATIENCE_MS = 45_000;

/**
 * A question, a card, a click and a verified outcome, with a bot that may die on the way: it is started again, and people
 * press a button again whose card still shows it. Gives the place and how often the bot died.
 */
export async function changeUnderFire(
  stack: Stack,
  instance: string,
  crash: Record<string, string>,
): Promise<{ place: Place; deaths: number; card: string }> {
  let bot: Bot | null = null;
  let deaths = 0;
  const alive = () => bot !== null && bot.child.exitCode === null && bot.child.signalCode === null;
  const start = async (env: Record<string, string>) => {
    bot = await stack.startBot(env);
  };
  await start(crash);
  const { channel, ts } = await stack.control.post({
    user: "jiwoo",
    channel: "ops",
    text: `@ops ${instance} 재부팅해줘`,
  });
  const place = { user: "jiwoo", channel, thread_ts: ts };
  let pressedBy: Bot | null = null;
  const until = Date.now() + PATIENCE_MS;
  try {
    for (;;) {
      if (!alive()) {
        expect(bot!.child.signalCode, bot!.stderr()).toBe("SIGKILL");
        deaths += 1;
        await start({});
      }
      const { messages } = await stack.control.messages(place);
      const card = messages.find(isCard);
      const open = card !== undefined && JSON.stringify(card.blocks).includes('"approval:approve"');
      if (messages.filter(isEnd).length === 2 && card && !open && !/^⏳/.test(card.text))
        return { place, deaths, card: card.text };
      if (open && pressedBy !== bot) {
        pressedBy = bot;
        const button = { user: "seoyeon", channel, message_ts: card.ts, action_id: "approval:approve" };
        await stack.control.click(button).catch(() => {});
      }
      if (Date.now() > until) throw new Error(`no end: ${JSON.stringify(messages.map(({ text }) => text))}`);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  } finally {
    await (bot as Bot | null)?.kill();
  }
}
