import type { BlockAction, ButtonAction } from "@slack/bolt";
import { threadKey } from "../intake.ts";
import { STOP } from "../views/stop-button.ts";
import type { Listener } from "./listener.ts";

/** Our own Stop, under a message that is edited while it grows. The turn's last words take the button away. */
export const stopButton: Listener = (app, { turns }) => {
  app.action<BlockAction<ButtonAction>>(STOP, async ({ ack, body }) => {
    await ack();
    const { channel, message } = body;
    const root = (message?.thread_ts as string | undefined) ?? message?.ts;
    if (channel && root) turns.end(threadKey(channel.id, root), { kind: "stopped", by: body.user.id });
  });
};
