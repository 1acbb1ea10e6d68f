import { streamText } from "../blocks/stream-blocks.ts";
import type { Message, Stream } from "../entities.ts";
import { limits } from "../limits.ts";
import type { Workspace } from "../workspace.ts";
import { changeMessage } from "./messages.ts";

/** Lets Slack close this stream five minutes after its start, whatever the app does. */
export function limitStream(ws: Workspace, message: Message): void {
  if (!message.stream) return;
  const left = message.stream.started + limits.stream.lifeMs - ws.clock.now();
  ws.timers.after(keyOf(message), left, () => endStream(ws, message, "timeout"));
}

/** Ends a stream by Slack's own hand: after five minutes, or because a person pressed Stop. */
export function endStream(ws: Workspace, { channel, ts }: Message, by: "timeout" | "user"): void {
  const message = ws.messages.get(channel, ts);
  if (!message?.stream?.open) return;
  const stream: Stream = { ...message.stream, open: false, closed_by: by };
  ws.timers.cancel(keyOf(message));
  changeMessage(ws, message, { ...message, text: streamText(stream), stream });
}

/** The app's own end: its last words, blocks and metadata come with `finished`. */
export function closeStream(ws: Workspace, message: Message, finished: Message & { stream: Stream }): Message {
  ws.timers.cancel(keyOf(message));
  const stream: Stream = { ...finished.stream, open: false, closed_by: "app" };
  return changeMessage(ws, message, { ...finished, text: streamText(stream), stream });
}

function keyOf(message: Message): string {
  return `stream:${message.channel}:${message.ts}`;
}
