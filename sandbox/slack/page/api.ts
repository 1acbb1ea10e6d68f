import type { Messages, People, SeenChange, SeenChannel, SeenView } from "../control/types.ts";

/** The page's side of the control API. Everything is done as the person who is looking. */

export class ActFailed extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

async function ask<T>(path: string, body?: object): Promise<T> {
  const init = body
    ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }
    : {};
  const response = await fetch(`/control/${path}`, init);
  const answer = (await response.json()) as { ok: boolean; error?: string; message?: string };
  if (!answer.ok) throw new ActFailed(answer.error ?? "failed", answer.message ?? "failed");
  return answer as T;
}

export interface PressedButton {
  action_id: string;
  block_id?: string | undefined;
  value?: string | undefined;
}

/** Where a button stands: in a message, or in a view. */
export type ButtonPlace = { channel: string; message_ts: string } | { view_id: string };

export const api = {
  people: () => ask<People>("people"),
  channels: async (user: string) => (await ask<{ channels: SeenChannel[] }>(`channels?user=${user}`)).channels,
  messages: (user: string, channel: string, thread?: string) =>
    ask<Messages>(`messages?${new URLSearchParams({ user, channel, ...(thread ? { thread_ts: thread } : {}) })}`),
  view: (user: string) => ask<{ modal: SeenView | null; home: SeenView | null }>(`view?user=${user}`),
  post: (user: string, channel: string, text: string, thread?: string) =>
    ask<{ ts: string }>("post", { user, channel, text, thread_ts: thread }),
  command: (user: string, channel: string, command: string, text: string, thread?: string) =>
    ask<{ delivered: boolean }>("command", { user, channel, command, text, thread_ts: thread }),
  click: (user: string, place: ButtonPlace, button: PressedButton) =>
    ask<{ delivered: boolean }>("click", { user, ...place, ...button }),
  submit: (user: string, viewId: string, values: object) =>
    ask<{ delivered: boolean; errors?: Record<string, string> }>("view_submit", { user, view_id: viewId, values }),
  closeView: (user: string, viewId: string) => ask<object>("view_close", { user, view_id: viewId }),
  react: (user: string, channel: string, ts: string, name: string, remove: boolean) =>
    ask<object>("react", { user, channel, message_ts: ts, name, remove }),
  openHome: (user: string, tab: "home" | "messages") => ask<object>("home", { user, tab }),
  stop: (user: string, channel: string, thread: string) => ask<object>("stop", { user, channel, thread_ts: thread }),
};

/** Listens as this person until closed. `onOpen` also runs after a lost connection came back. */
export function listenAs(
  user: string,
  handlers: { onChange: (change: SeenChange) => void; onOpen: () => void; onLost: () => void },
): () => void {
  const source = new EventSource(`/control/events?user=${user}`);
  source.onmessage = (event) => handlers.onChange(JSON.parse(String(event.data)) as SeenChange);
  source.onopen = handlers.onOpen;
  source.onerror = handlers.onLost;
  return () => source.close();
}
