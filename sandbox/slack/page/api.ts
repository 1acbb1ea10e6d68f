import type {
  ClickBody,
  Messages,
  OfferedOptions,
  People,
  SeenChange,
  SeenChannel,
  SeenView,
  Uploaded,
} from "../control/types.ts";
import type { Json } from "../entities.ts";
import type { Surface } from "./render/surface.ts";

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
  return answerOf<T>(await fetch(`/control/${path}`, init));
}

async function answerOf<T>(response: Response): Promise<T> {
  const answer = (await response.json()) as { ok: boolean; error?: string; message?: string };
  if (!answer.ok) throw new ActFailed(answer.error ?? "failed", answer.message ?? "failed");
  return answer as T;
}

export type PressedElement = Pick<ClickBody, "action_id" | "block_id"> & { chosen: Json };

/** Where a button stands: in a message, or in a view. */
export type ButtonPlace = { channel: string; message_ts: string } | { view_id: string };

const PAGE_OF_MESSAGES = 60;

export const api = {
  people: () => ask<People>("people"),
  channels: async (user: string) => (await ask<{ channels: SeenChannel[] }>(`channels?user=${user}`)).channels,
  messages: (user: string, channel: string, options: { thread?: string | undefined; before?: string } = {}) =>
    ask<Messages>(
      `messages?${new URLSearchParams({
        user,
        channel,
        limit: String(PAGE_OF_MESSAGES),
        ...(options.thread ? { thread_ts: options.thread } : {}),
        ...(options.before ? { before: options.before } : {}),
      })}`,
    ),
  /** The modal on top, of whichever app, and the Home of this app, or of the first. */
  view: (user: string, app?: string) =>
    ask<{ modal: SeenView | null; home: SeenView | null }>(
      `view?${new URLSearchParams({ user, ...(app ? { app } : {}) })}`,
    ),
  post: (
    user: string,
    channel: string,
    text: string,
    more: { thread_ts?: string | undefined; reply_broadcast?: boolean | undefined; files?: readonly string[] },
  ) => ask<{ ts: string }>("post", { user, channel, text, ...more }),
  async upload(user: string, file: File): Promise<string> {
    const response = await fetch(`/control/upload?${new URLSearchParams({ user, name: file.name })}`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: file,
    });
    return (await answerOf<Uploaded>(response)).file;
  },
  edit: (user: string, channel: string, ts: string, text: string) =>
    ask<object>("edit", { user, channel, message_ts: ts, text }),
  remove: (user: string, channel: string, ts: string) => ask<object>("delete", { user, channel, message_ts: ts }),
  read: (user: string, channel: string, ts: string) => ask<object>("read", { user, channel, ts }),
  command: (user: string, channel: string, command: string, text: string, thread?: string) =>
    ask<{ delivered: boolean }>("command", { user, channel, command, text, thread_ts: thread }),
  press(user: string, { place, values }: Surface, pressed: PressedElement) {
    const body: ClickBody = { ...pressed, value: plainValue(pressed.chosen), values };
    return ask<{ delivered: boolean }>("click", { user, ...place, ...body });
  },
  suggestions: (
    user: string,
    place: ButtonPlace,
    element: { action_id: string; block_id?: string | undefined },
    value: string,
  ) => ask<OfferedOptions>("options", { user, ...place, ...element, value }),
  submit: (user: string, viewId: string, values: object) =>
    ask<{ delivered: boolean; errors?: Record<string, string> }>("view_submit", { user, view_id: viewId, values }),
  closeView: (user: string, viewId: string) => ask<object>("view_close", { user, view_id: viewId }),
  react: (user: string, channel: string, ts: string, name: string, remove: boolean) =>
    ask<object>("react", { user, channel, message_ts: ts, name, remove }),
  openHome: (user: string, channel: string, tab: "home" | "messages") => ask<object>("home", { user, channel, tab }),
  stop: (user: string, channel: string, thread: string) => ask<object>("stop", { user, channel, thread_ts: thread }),
};

/** The one value that tells which of several elements with the same action_id was meant. */
function plainValue(chosen: Json): string | undefined {
  const { value, selected_option: option } = chosen;
  const found = value ?? (option as { value?: unknown } | null | undefined)?.value;
  return typeof found === "string" ? found : undefined;
}

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
