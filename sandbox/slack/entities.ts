/** What the workspace consists of, as it is stored. Field names follow Slack's where Slack has a name. */

/** Any JSON object that came from outside and is only passed on. */
export type Json = Record<string, unknown>;

/** A Block Kit block. Only `type` is sure; everything else is checked where it is used. */
export interface Block extends Json {
  type: string;
  block_id?: string;
}

export interface Person {
  id: string;
  /** The short name people type after @. */
  name: string;
  real_name: string;
  /** IANA zone, for example `Asia/Seoul`. */
  tz: string;
  /** For example `ko-KR`. */
  locale: string;
  email: string;
  title: string;
  /** Colour of the avatar, `#rrggbb`. */
  color: string;
  is_bot: boolean;
  is_admin: boolean;
  /** A guest. */
  is_restricted: boolean;
  /** A deactivated account. */
  deleted: boolean;
}

export interface Team {
  id: string;
  name: string;
  /** The first part of its address. */
  domain: string;
}

export interface Channel {
  id: string;
  name: string;
  /** `mpim`: a conversation of several people and an app, without a name of its own. */
  kind: "public" | "private" | "im" | "mpim";
  topic: string;
  members: string[];
}

export interface Group {
  id: string;
  handle: string;
  name: string;
  users: string[];
}

export interface Reaction {
  name: string;
  users: string[];
}

export type TaskStatus = "pending" | "in_progress" | "complete" | "error";

/** One piece of a streamed message, in the order in which it first appeared. */
export type StreamPart =
  | { type: "text"; text: string }
  | { type: "plan"; title: string }
  | { type: "blocks"; blocks: Block[] }
  | {
      type: "task";
      id: string;
      title: string;
      status: TaskStatus;
      details: string;
      output: string;
      sources: Json[];
    };

export interface Stream {
  open: boolean;
  /** Epoch milliseconds of the workspace's clock. */
  started: number;
  /** Who ended it; `timeout` is Slack's own end after five minutes. */
  closed_by?: "app" | "timeout" | "user";
  mode: "timeline" | "plan" | "dense";
  parts: StreamPart[];
}

export interface Metadata {
  event_type: string;
  event_payload: Json;
}

export interface Message {
  channel: string;
  /** Seconds and six digits, unique in the workspace. */
  ts: string;
  /** The root's ts; absent on a root. */
  thread_ts?: string;
  user: string;
  /** A reply that stands in the channel as well: Slack's `thread_broadcast`. */
  broadcast?: true;
  /** A message nobody typed: `channel_join`, `channel_leave`, `tombstone`. */
  subtype?: string;
  /** Who brought the person in, for `channel_join`. */
  inviter?: string;
  username?: string;
  icon_emoji?: string;
  text: string;
  blocks: Block[];
  /** Ids of files. */
  files: string[];
  reactions: Reaction[];
  metadata?: Metadata;
  edited?: { user: string; ts: string };
  client_msg_id?: string;
  stream?: Stream;
}

/** Seen by one person, kept in memory only: gone when the workspace restarts, as in Slack on reload. */
export interface Ephemeral {
  channel: string;
  ts: string;
  thread_ts?: string;
  /** The author. */
  user: string;
  /** The one who sees it. */
  only_for: string;
  text: string;
  blocks: Block[];
}

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  alt: string;
  mimetype: string;
  size: number;
  user: string;
  created: number;
  width?: number;
  height?: number;
  /** `announced`: an upload URL was given; `uploaded`: bytes are here; `shared`: completed. */
  state: "announced" | "uploaded" | "shared";
  /** Completed and on its way: which files go together, and where to; null for nowhere yet. */
  sharing?: {
    ids: string[];
    to: { user: string; channel: string; thread_ts?: string; text: string; blocks: Block[] } | null;
  };
  /** Where it was shared. */
  shares: { channel: string; ts: string; thread_ts?: string }[];
}

export interface View extends Json {
  id: string;
  type: "home" | "modal";
  blocks: Block[];
  hash: string;
}
