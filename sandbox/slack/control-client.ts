import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "./api/faults.ts";
import type { Messages, People, SeenChannel, SeenMessage, SeenView } from "./control/types.ts";
import type { Json } from "./entities.ts";
import type { JournalEntry } from "./journal.ts";

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
  /** Press what an earlier version of the message showed, as a screen that is behind would. */
  stale?: boolean | undefined;
}

/** Drives the local workspace as its people would, for tests and command lines. Users go by name or id. */
export interface Control {
  readonly url: string;
  people(): Promise<People>;
  channels(user: string): Promise<SeenChannel[]>;
  post(request: Place & { text: string }): Promise<{ channel: string; ts: string }>;
  /** `delivered`: the app acked within three seconds. */
  click(request: ClickRequest): Promise<{ delivered: boolean }>;
  clickView(request: {
    user: string;
    view_id: string;
    action_id: string;
    value?: string;
  }): Promise<{ delivered: boolean }>;
  command(request: Place & { command: string; text: string }): Promise<{ channel: string; delivered: boolean }>;
  submitView(request: { user: string; view_id: string; values: Json }): Promise<{ delivered: boolean; errors?: Json }>;
  closeView(request: { user: string; view_id: string }): Promise<void>;
  react(request: { user: string; channel: string; message_ts: string; name: string; remove?: boolean }): Promise<void>;
  openHome(user: string, tab?: "home" | "messages"): Promise<void>;
  stop(request: { user: string; channel: string; thread_ts: string }): Promise<void>;
  /** The modal on top and the Home tab of this person. */
  view(user: string): Promise<{ modal: SeenView | null; home: SeenView | null }>;
  messages(place: Place): Promise<Messages>;
  /** Reads until `isDone` holds for the messages of the place, and returns them; throws what was seen last. */
  waitFor(place: Place, isDone: (messages: SeenMessage[]) => boolean, timeoutMs?: number): Promise<SeenMessage[]>;
  /** The bytes of a file by its `path`. */
  file(path: string): Promise<Buffer>;
  journal(since?: number): Promise<JournalEntry[]>;
  fault(fault: Pick<Fault, "method" | "kind"> & Partial<Fault>): Promise<void>;
  clearFaults(): Promise<void>;
  socket(action: "disconnect" | "kill" | "hold" | "release", reason?: string): Promise<{ sockets: number }>;
  redeliver(eventId: string, times?: number): Promise<void>;
  changePerson(user: string, changes: Json): Promise<void>;
  setGroup(group: string, members: string[]): Promise<void>;
  setMember(channel: string, user: string, member: boolean): Promise<void>;
}

const POLL_MS = 60;

/** @param url the workspace's address, for example `http://127.0.0.1:3000` */
export function createControl(url: string): Control {
  const base = url.replace(/\/$/, "");

  async function call(method: "GET" | "POST", path: string, fields: object = {}): Promise<unknown> {
    const known = Object.entries(fields).filter(([, value]) => value !== undefined);
    const query = method === "GET" ? `?${new URLSearchParams(known.map(([key, value]) => [key, String(value)]))}` : "";
    const init =
      method === "GET"
        ? {}
        : { method, headers: { "content-type": "application/json" }, body: JSON.stringify(Object.fromEntries(known)) };
    const response = await fetch(`${base}/control/${path}${query}`, init);
    const answer = (await response.json()) as { ok: boolean; error?: string; message?: string };
    if (!answer.ok) throw new ControlError(answer.error ?? "failed", answer.message ?? `${path} failed`);
    return answer;
  }
  const get = async <T>(path: string, fields?: object): Promise<T> => (await call("GET", path, fields)) as T;
  const send = async <T>(path: string, fields: object): Promise<T> => (await call("POST", path, fields)) as T;
  const tell = async (path: string, fields: object): Promise<void> => void (await call("POST", path, fields));

  const control: Control = {
    url: base,
    people: () => get("people"),
    channels: async (user) => (await get<{ channels: SeenChannel[] }>("channels", { user })).channels,
    post: (request) => send("post", request),
    click: (request) => send("click", request),
    clickView: (request) => send("click", request),
    command: (request) => send("command", request),
    submitView: (request) => send("view_submit", request),
    closeView: (request) => tell("view_close", request),
    react: (request) => tell("react", request),
    openHome: (user, tab = "home") => tell("home", { user, tab }),
    stop: (request) => tell("stop", request),
    view: (user) => get("view", { user }),
    messages: (place) => get("messages", place),
    async waitFor(place, isDone, timeoutMs = 10_000) {
      const until = Date.now() + timeoutMs;
      for (;;) {
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
        await sleep(POLL_MS);
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
    changePerson: (user, changes) => tell("person", { user, ...changes }),
    setGroup: (group, members) => tell("group", { group, members }),
    setMember: (channel, user, member) => tell("membership", { channel, user, member }),
  };
  return control;
}
