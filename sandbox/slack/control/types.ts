/**
 * What the control API and the page exchange. Types only, free of anything of Node or of the browser, because both
 * sides import them.
 */

import type { Block, Json, Metadata, Reaction } from "../entities.ts";

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
  /** A reply that its writer sent to the channel as well: what it answers to. */
  broadcast?: { user: string; text: string };
  user: string;
  /** Slack's kind of a message nobody typed, for example `channel_join`, `channel_leave`, `tombstone` (deleted root). */
  subtype?: string;
  /** A name and an icon the app gave itself for this message (chat:write.customize). */
  username?: string;
  icon_emoji?: string;
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
  /** The person who looks may edit it: `POST /control/edit`, `POST /control/delete`. */
  mine?: boolean;
}

export interface SeenStatus {
  channel: string;
  thread_ts: string;
  /** "" while there is none. */
  text: string;
  loading_messages: string[];
  /** A Stop button is shown. */
  processing: boolean;
  /** The bot user of the app that says so. */
  user?: string;
}

export interface SeenChannel {
  id: string;
  name: string;
  /** `mpim`: several people and an app. */
  kind: "public" | "private" | "im" | "mpim";
  topic: string;
  members: string[];
  /** False: may read but not write. */
  member: boolean;
  has_bot: boolean;
  /** The ts up to which this person has read; `POST /control/read` moves it. */
  last_read?: string;
  /** Messages after that by others: roots in a channel, everything in a DM. */
  unread?: number;
  /** Those of them, replies included, that name this person, a group of theirs, or everybody; in a DM all. */
  mentions?: number;
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

export interface SeenCommand {
  command: string;
  description: string;
  usage_hint: string;
}

/** An installed app. Its DM with a person is the `im` channel that has both as members. */
export interface SeenApp {
  id: string;
  name: string;
  bot_user: string;
  commands: SeenCommand[];
  /** Whether it has a Home tab, and a tab to write to it. */
  home: boolean;
  messages: boolean;
}

/** What stands behind the app in the demo; the page tells a newcomer. */
export interface DemoEnds {
  aws: "sample" | "real";
  model: "rules" | "real";
}

/** Everybody and everything with a name, and what the apps offer: what autocomplete chooses from, with the channels. */
export interface People {
  team: { id: string; name: string };
  /** The first of `apps`. */
  app: { id: string; name: string; bot_user: string };
  apps?: SeenApp[];
  people: SeenPerson[];
  groups: SeenGroup[];
  /** Those of all apps. */
  commands: SeenCommand[];
  /** In the demo: what stands behind the app, so that the page can say what is real. Set by `--demo`. */
  demo?: DemoEnds;
  /** The workspace's time, epoch milliseconds. */
  now: number;
}

/**
 * `GET /control/messages?user&channel[&thread_ts][&limit][&before]`: without `limit` everything, else the newest that
 * many before the ts `before`. A thread's root comes with its first page.
 */
export interface Messages {
  channel: string;
  messages: SeenMessage[];
  /** There are older ones. */
  has_more?: boolean;
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
  /** This person has read this channel up to here, perhaps in another window. */
  | { type: "read"; channel: string; last_read: string }
  /** The workspace's clock was moved; epoch milliseconds. */
  | { type: "clock"; now: number }
  | { type: "resync" };

/**
 * `POST /control/click` with `user` and where it is: a person presses, chooses or types. `chosen` is the act in Slack's
 * own form (`{value}`, `{selected_option}`, `{selected_options}`, `{selected_user}`, `{selected_date}` ...); `value`
 * repeats its plain value and tells apart elements that share an action_id; `values` is the surface's `state.values`.
 */
export interface ClickBody {
  action_id: string;
  block_id?: string | undefined;
  value?: string | undefined;
  chosen?: Json;
  values?: Json;
}

/** `POST /control/options` with `user`, where it is, `action_id`, `block_id` and the typed `value`: what an external select offers. */
export interface OfferedOptions {
  options?: Json[];
  option_groups?: Json[];
}

/** `POST /control/upload?user=&name=` with the bytes as `application/octet-stream`; `POST /control/post` takes `files: [file]`. */
export interface Uploaded {
  file: string;
}
