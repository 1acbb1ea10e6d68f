import type { SeenChannel } from "../control/types.ts";
import { api } from "./api.ts";
import type { Outgoing } from "./composer.ts";
import type { Look } from "./look.ts";
import { tried } from "./look-as.ts";
import { toast } from "./toast.ts";

/** What went out: nothing, a command, or a message with its ts. */
type Said = { ts?: string } | undefined;

/** Sends what was written: a command to its app, everything else as a message with its files. */
export async function say(
  look: Look,
  channel: SeenChannel,
  outgoing: Outgoing,
  thread: string | undefined,
): Promise<Said> {
  const { me, text, directory } = look;
  const slash = /^(\/[a-z][\w-]*)\s*([\s\S]*)$/.exec(outgoing.text);
  if (slash && outgoing.files.length === 0) {
    const [, command = "", rest = ""] = slash;
    if (!directory.commands.some((one) => one.command === command)) {
      toast(text.unknownCommand(command));
      return undefined;
    }
    const ran = await tried(text, () => api.command(me.id, channel.id, command, rest, thread));
    return ran && {};
  }
  return tried(text, async () => {
    const files: string[] = [];
    for (const file of outgoing.files) files.push(await api.upload(me.id, file));
    return api.post(me.id, channel.id, outgoing.text, {
      thread_ts: thread,
      reply_broadcast: outgoing.broadcast,
      ...(files.length > 0 && { files }),
    });
  });
}

/** Whether an answer is to be expected in the thread of this message, so that it had better be open. */
export function isQuestion(look: Look, channel: SeenChannel, text: string): boolean {
  const bot = look.nameOf(look.directory.app.bot_user);
  return channel.kind !== "im" && channel.has_bot && text.includes(`@${bot}`);
}
