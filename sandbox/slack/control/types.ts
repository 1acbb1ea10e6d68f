/**
 * What the control API and the page exchange. Types only, free of anything of Node or of the browser, because both
 * sides import them.
 */
import type { Block, Metadata, Reaction } from "../entities.ts";

export interface SeenFile {
  id: string;
  name: string;
  title: string;
  alt: string;
  mimetype: string;
  size: number;
  /** A path on this server. */
  path: string;
  width?: number;
  height?: number;
}

/** A message as one person sees it. */
export interface SeenMessage {
  channel: string;
  ts: string;
  thread_ts?: string;
  user: string;
  text: string;
  blocks: Block[];
  files: SeenFile[];
  reactions: Reaction[];
  metadata?: Metadata;
  edited: boolean;
  /** Only this person sees it. */
  ephemeral: boolean;
  /** The app is still writing it. */
  streaming: boolean;
  /** How a stream ended, when it was not the app that ended it. */
  cut?: "timeout" | "user";
  reply_count: number;
  reply_users: string[];
  latest_reply?: string;
}

export interface SeenStatus {
  channel: string;
  thread_ts: string;
  /** "" while there is none. */
  text: string;
  loading_messages: string[];
  /** A Stop button is shown. */
  processing: boolean;
}

export interface SeenChannel {
  id: string;
  name: string;
  kind: "public" | "private" | "im";
  topic: string;
  members: string[];
  /** May read but not write. */
  member: boolean;
  has_bot: boolean;
}

export interface SeenPerson {
  id: string;
  name: string;
  real_name: string;
  tz: string;
  locale: string;
  title: string;
  color: string;
  is_bot: boolean;
  is_admin: boolean;
  is_restricted: boolean;
  deleted: boolean;
}

export interface SeenGroup {
  id: string;
  handle: string;
  name: string;
  users: string[];
}

export interface SeenView {
  id: string;
  type: "home" | "modal";
  callback_id: string;
  title: string;
  submit: string;
  close: string;
  blocks: Block[];
}

export interface SeenPrompts {
  title: string;
  prompts: { title: string; message: string }[];
}

/** Everybody and everything with a name, and what the app offers. */
export interface People {
  team: { id: string; name: string };
  app: { id: string; name: string; bot_user: string };
  people: SeenPerson[];
  groups: SeenGroup[];
  commands: { command: string; description: string; usage_hint: string }[];
  /** The workspace's time, epoch milliseconds. */
  now: number;
}

export interface Messages {
  channel: string;
  messages: SeenMessage[];
  /** The statuses of the threads shown. */
  statuses: SeenStatus[];
  prompts: SeenPrompts;
}

/** One change, as one person's screen gets it. `resync`: too much was missed, read everything again. */
export type SeenChange =
  | { type: "message"; message: SeenMessage }
  | { type: "deleted"; channel: string; ts: string; thread_ts?: string }
  | { type: "status"; status: SeenStatus }
  | { type: "prompts"; channel: string }
  | { type: "view" }
  | { type: "home" }
  | { type: "directory" }
  | { type: "resync" };
