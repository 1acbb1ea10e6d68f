import type { Block, Message, StoredFile } from "../entities.ts";
import type { Workspace } from "../workspace.ts";
import { addMessage } from "./messages.ts";

/** A message that brings files with it. */
export interface Sharing {
  user: string;
  channel: string;
  thread_ts?: string;
  text: string;
  blocks: Block[];
  client_msg_id?: string;
}

/** Puts completed files into a conversation: from here on they can be seen. */
export function share(ws: Workspace, ids: readonly string[], to: Sharing): Message {
  const ts = ws.newTs();
  for (const id of ids) {
    const file = ws.files.get(id);
    if (!file) continue;
    const place = { channel: to.channel, ts, ...(to.thread_ts ? { thread_ts: to.thread_ts } : {}) };
    const { sharing: _done, ...rest } = file;
    ws.files.put({ ...rest, state: "shared", shares: [...file.shares, place] });
  }
  return addMessage(ws, { ...to, files: [...ids] }, ts);
}

/** Shares a moment later, as Slack does: what relies on order must not race it. Survives a restart. */
export function shareLater(ws: Workspace, files: readonly StoredFile[], to: Sharing): void {
  const ids = files.map((file) => file.id);
  for (const file of files) ws.files.put({ ...file, sharing: { ids, to } });
  ws.timers.after(`share:${ids.join()}`, ws.settings.get().file_delay_ms, () => share(ws, ids, to));
}

/** A file that was completed without a place, seen from then on by those who know its id. */
export function completeLater(ws: Workspace, file: StoredFile): void {
  ws.files.put({ ...file, sharing: { ids: [file.id], to: null } });
  ws.timers.after(`share:${file.id}`, ws.settings.get().file_delay_ms, () => {
    const { sharing: _done, ...rest } = file;
    ws.files.put({ ...rest, state: "shared" });
  });
}

/** After a restart: finishes what was completed and not yet visible. */
export function finishSharing(ws: Workspace): void {
  const begun = ws.files.all().filter((file) => file.sharing !== undefined);
  const seen = new Set<string>();
  for (const file of begun) {
    const { ids, to } = file.sharing as NonNullable<StoredFile["sharing"]>;
    if (to === null) completeLater(ws, file);
    else if (!seen.has(ids.join()))
      shareLater(
        ws,
        begun.filter((one) => ids.includes(one.id)),
        to,
      );
    seen.add(ids.join());
  }
}
