import type { InstalledApp } from "../apps.ts";
import { limits } from "../limits.ts";
import type { Status } from "../moments.ts";
import { invalidArguments } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";

/** The line "ops is ..." under a thread. Goes after two minutes, or when the app says something there. */
export function setStatus(
  ws: Workspace,
  app: InstalledApp,
  channel: string,
  threadTs: string,
  text: string,
  loadingMessages: string[],
): void {
  const key = `${channel}:${threadTs}`;
  const processing = ws.moments.statuses.get(key)?.processing ?? false;
  put(ws, { channel, thread_ts: threadTs, text, loading_messages: loadingMessages, processing, user: app.botUser });
  if (text === "") ws.timers.cancel(`status:${key}`);
  else {
    ws.timers.after(`status:${key}`, limits.status.lifeMs, () => {
      const now = ws.moments.statuses.get(key);
      if (now) put(ws, { ...now, text: "", loading_messages: [] });
    });
  }
}

const sessionStatuses = ["processing", "active", "suspended", "closed"];

/** The state of an agent's session; while it is `processing` people get a Stop button. */
export function setSessionStatus(
  ws: Workspace,
  app: InstalledApp,
  channel: string,
  threadTs: string,
  status: string,
): void {
  if (!sessionStatuses.includes(status)) {
    throw invalidArguments(`must be one of: ${sessionStatuses.join(", ")}: status`);
  }
  const known = ws.moments.statuses.get(`${channel}:${threadTs}`);
  put(ws, {
    channel,
    thread_ts: threadTs,
    text: known?.text ?? "",
    loading_messages: known?.loading_messages ?? [],
    processing: status === "processing",
    user: app.botUser,
  });
}

/** Takes the line away; whether the app still works is its own to say. */
export function clearStatusText(ws: Workspace, channel: string, threadTs: string): void {
  const known = ws.moments.statuses.get(`${channel}:${threadTs}`);
  ws.timers.cancel(`status:${channel}:${threadTs}`);
  if (known) put(ws, { ...known, text: "", loading_messages: [] });
}

function put(ws: Workspace, status: Status): void {
  const key = `${status.channel}:${status.thread_ts}`;
  if (status.text === "" && !status.processing) ws.moments.statuses.delete(key);
  else ws.moments.statuses.set(key, status);
  ws.changes.publish({ type: "status", channel: status.channel, thread_ts: status.thread_ts });
}
