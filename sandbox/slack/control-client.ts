import { setTimeout as sleep } from "node:timers/promises";
import type { Messages, OfferedOptions, People, SeenChannel, SeenMessage, SeenView } from "./control/types.ts";
import type { Json } from "./entities.ts";
import type { Fault } from "./faults.ts";
import type { JournalEntry } from "./journal.ts";
import type { Settings } from "./settings.ts";
import type { EnvelopeType } from "./socket/socket-mode.ts";

/** Where a person looks: a channel, or one thread of it. `channel` is a name, an id, or `dm`. */
export interface Place {
  user: string;
  channel: string;
  thread_ts?: string | undefined;
}

/** The person may not do this, or it is not there. `code` is the control API's `error`. */
export class ControlError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "ControlError";
    this.code = code;
  }
}

interface ClickRequest extends Omit<Place, "thread_ts"> {
  message_ts: string;
  action_id: string;
  block_id?: string | undefined;
  value?: string | undefined;
  /** What is chosen, in Slack's form; `value` says the same for what has one plain value. */
  chosen?: Json | undefined;
  /** Press what an earlier version of the message showed, as a screen that is behind would. */
  stale?: boolean | undefined;
}

/** Drives the local workspace as its people would, for tests and command lines. Users go by name or id. */
export interface Control {
  readonly url: string;
  people(): Promise<People>;
  channels(user: string): Promise<SeenChannel[]>;
  /** `files` are those of `upload`. */
  post(
    request: Place & { text?: string; files?: readonly string[]; reply_broadcast?: boolean },
  ): Promise<{ channel: string; ts: string }>;
  edit(request: { user: string; channel: string; message_ts: string; text: string }): Promise<void>;
  delete(request: { user: string; channel: string; message_ts: string }): Promise<void>;
  /** Gives the id to post it with. */
  upload(user: string, name: string, bytes: Uint8Array<ArrayBuffer> | string): Promise<string>;
  /** `delivered`: the app acked within three seconds. */
  click(request: ClickRequest): Promise<{ delivered: boolean }>;
  clickView(request: {
    user: string;
    view_id: string;
    action_id: string;
    value?: string;
    chosen?: Json;
    /** What stands in the form, as `state.values`. */
    values?: Json;
  }): Promise<{ delivered: boolean }>;
  /** Types into an external select; gives what the app offers. */
  suggest(
    request: ({ channel: string; message_ts: string } | { view_id: string }) & {
      user: string;
      action_id: string;
      value: string;
    },
  ): Promise<OfferedOptions>;
  command(request: Place & { command: string; text: string }): Promise<{ channel: string; delivered: boolean }>;
  submitView(request: { user: string; view_id: string; values: Json }): Promise<{ delivered: boolean; errors?: Json }>;
  closeView(request: { user: string; view_id: string; clear?: boolean }): Promise<void>;
  react(request: { user: string; channel: string; message_ts: string; name: string; remove?: boolean }): Promise<void>;
  /** `app`: an app's id or the name of its bot; the first one otherwise. */
  openHome(user: string, tab?: "home" | "messages", app?: string): Promise<void>;
  stop(request: { user: string; channel: string; thread_ts: string }): Promise<void>;
  read(request: { user: string; channel: string; ts: string }): Promise<void>;
  join(user: string, channel: string): Promise<void>;
  leave(user: string, channel: string): Promise<void>;
  /** `user` brings in a person or a bot, or takes one out. */
  invite(request: { user: string; channel: string; who: string }): Promise<void>;
  kick(request: { user: string; channel: string; who: string }): Promise<void>;
  /** The modal on top and the Home tab of this person. */
  view(user: string, app?: string): Promise<{ modal: SeenView | null; home: SeenView | null }>;
  messages(place: Place & { limit?: number; before?: string }): Promise<Messages>;
  /** Resolves once anything has changed in the workspace since `after`, or after `ms`; gives what to wait from next. */
  changed(after: string, ms: number): Promise<string>;
  /** Reads until `isDone` holds for the messages of the place, and returns them; throws what was seen last. */
  waitFor(place: Place, isDone: (messages: SeenMessage[]) => boolean, timeoutMs?: number): Promise<SeenMessage[]>;
  /** The bytes of a file by its `path`. */
  file(path: string): Promise<Buffer>;
  journal(since?: number): Promise<JournalEntry[]>;
  fault(fault: Pick<Fault, "method" | "kind"> & Partial<Fault>): Promise<void>;
  clearFaults(): Promise<void>;
  socket(action: SocketAction, reason?: string): Promise<{ sockets: number }>;
  redeliver(eventId: string, times?: number): Promise<void>;
  /** Sends the app a payload of the tester's own; `answer`: what came back with the ack. */
  deliver(type: EnvelopeType, payload: Json): Promise<{ delivered: boolean; answer?: unknown }>;
  changePerson(user: string, changes: Json): Promise<void>;
  setGroup(group: string, members: string[]): Promise<void>;
  /** To a time (ISO), or on by milliseconds; gives the workspace's time then. */
  moveClock(to: string | number): Promise<number>;
  settings(changes: Partial<Settings>): Promise<Settings>;
}

type SocketAction = "disconnect" | "kill" | "silence" | "hold" | "release";

/** What is waited for may depend on more than the workspace. */
const LOOK_MS = 500;
/** A stream grows many times a second: no need to read all of it each time. */
const PAUSE_MS = 30;

/** @param url the workspace's address, for example `http://127.0.0.1:3000` */
export function createControl(url: string): Control {
  const base = url.replace(/\/$/, "");

  async function read<T>(path: string, query: string, init: RequestInit): Promise<T> {
    const response = await fetch(`${base}/control/${path}${query}`, init);
    const answer = (await response.json()) as { ok: boolean; error?: string; message?: string };
    if (!answer.ok) throw new ControlError(answer.error ?? "failed", answer.message ?? `${path} failed`);
    return answer as T;
  }
  function get<T>(path: string, fields: object = {}): Promise<T> {
    const known = Object.entries(fields).filter(([, value]) => value !== undefined);
    return read(path, `?${new URLSearchParams(known.map(([key, value]) => [key, String(value)]))}`, {});
  }
  const headers = { "content-type": "application/json" };
  const send = <T>(path: string, fields: object): Promise<T> =>
    read(path, "", { method: "POST", headers, body: JSON.stringify(fields) });
  const tell = async (path: string, fields: object): Promise<void> => void (await send(path, fields));

  const control: Control = {
    url: base,
    people: () => get("people"),
    channels: async (user) => (await get<{ channels: SeenChannel[] }>("channels", { user })).channels,
    post: (request) => send("post", request),
    edit: (request) => tell("edit", request),
    delete: (request) => tell("delete", request),
    async upload(user, name, body) {
      const headers = { "content-type": "application/octet-stream" };
      const query = new URLSearchParams({ user, name });
      const { file } = await read<{ file: string }>("upload", `?${query}`, { method: "POST", headers, body });
      return file;
    },
    click: (request) => send("click", request),
    clickView: (request) => send("click", request),
    suggest: (request) => send("options", request),
    command: (request) => send("command", request),
    submitView: (request) => send("view_submit", request),
    closeView: (request) => tell("view_close", request),
    react: (request) => tell("react", request),
    read: (request) => tell("read", request),
    join: (user, channel) => tell("join", { user, channel }),
    leave: (user, channel) => tell("leave", { user, channel }),
    invite: (request) => tell("invite", request),
    kick: (request) => tell("kick", request),
    openHome: (user, tab = "home", app) => tell("home", { user, tab, app }),
    stop: (request) => tell("stop", request),
    view: (user, app) => get("view", { user, app }),
    messages: (place) => get("messages", place),
    changed: async (after, ms) => (await get<{ latest: string }>("changed", { after, ms })).latest,
    async waitFor(place, isDone, timeoutMs = 10_000) {
      const until = Date.now() + timeoutMs;
      for (let seen = ""; ; ) {
        seen = await control.changed(seen, Math.max(0, Math.min(LOOK_MS, until - Date.now())));
        const { messages } = await control.messages(place);
        if (isDone(messages)) return messages;
        if (Date.now() > until) {
          const seen = messages.map(({ user, text, blocks }) => ({
            user,
            text,
            blocks: blocks.map(({ type }) => type),
          }));
          throw new Error(`not within ${timeoutMs} ms; seen last: ${JSON.stringify(seen, null, 2)}`);
        }
        await sleep(PAUSE_MS);
      }
    },
    async file(path) {
      const response = await fetch(`${base}${path}`);
      if (!response.ok) throw new ControlError("file_not_found", `no file at ${path}`);
      return Buffer.from(await response.arrayBuffer());
    },
    journal: async (since = 0) => (await get<{ entries: JournalEntry[] }>("journal", { since })).entries,
    fault: (fault) => tell("fault", fault),
    clearFaults: () => tell("fault_clear", {}),
    socket: (action, reason) => send("socket", { action, reason }),
    redeliver: (eventId, times = 1) => tell("redeliver", { event_id: eventId, times }),
    deliver: (type, payload) => send("deliver", { type, payload }),
    changePerson: (user, changes) => tell("person", { user, ...changes }),
    setGroup: (group, members) => tell("group", { group, members }),
    moveClock: async (to) =>
      (await send<{ now: number }>("clock", typeof to === "string" ? { now: to } : { ms: to })).now,
    settings: async (changes) => (await send<{ settings: Settings }>("settings", changes)).settings,
  };
  return control;
}
