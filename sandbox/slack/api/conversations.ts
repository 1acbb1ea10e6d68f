import { join } from "../acts/membership.ts";
import type { InstalledApp } from "../apps.ts";
import type { Channel, Json, Message } from "../entities.ts";
import { tier2, tier3, tier4 } from "../rates.ts";
import { SlackError } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";
import type { Args } from "./args.ts";
import { channelShape } from "./channel-shape.ts";
import { isTs, joinedChannel, visibleChannel } from "./conversation-access.ts";
import { conversationScopes, type Method, requireScope, scopeFamily } from "./method.ts";
import { page } from "./paging.ts";
import { messageShape } from "./slack-shapes.ts";

const info: Method = {
  name: "conversations.info",
  token: "bot",
  scopes: conversationScopes("read"),
  rate: tier3,
  run: (args, ws, app) => ({ channel: channelShape(ws, app, visibleChannel(ws, app, args.required("channel"))) }),
};

const kinds: Record<string, Channel["kind"]> = {
  public_channel: "public",
  private_channel: "private",
  im: "im",
  mpim: "mpim",
};

/** The kinds of conversation that are asked for; the scope of each must be there. */
function wantedKinds(args: Args, app: InstalledApp): string[] {
  return (args.text("types") ?? "public_channel").split(",").map((type) => {
    const kind = kinds[type.trim()];
    if (kind === undefined) throw new SlackError("invalid_types");
    requireScope(app, `${scopeFamily(kind)}:read`);
    return kind;
  });
}

const list: Method = {
  name: "conversations.list",
  token: "bot",
  scopes: [],
  rate: tier2,
  run(args, ws, app) {
    const wanted = wantedKinds(args, app);
    const seen = ws.directory.channels
      .all()
      .filter((channel) => wanted.includes(channel.kind))
      .filter((channel) => channel.kind === "public" || channel.members.includes(app.botUser));
    const { items, response_metadata } = page(args, seen, 100, (channel) => channel.id);
    return { channels: items.map((one) => channelShape(ws, app, one)), response_metadata };
  },
};

/** The conversations that a person, or the bot itself, is a member of. */
const ofUser: Method = {
  name: "users.conversations",
  token: "bot",
  scopes: [],
  rate: tier3,
  run(args, ws, app) {
    const wanted = wantedKinds(args, app);
    const user = args.text("user") ?? app.botUser;
    if (!ws.directory.people.get(user)) throw new SlackError("user_not_found");
    const seen = ws.directory.channels
      .all()
      .filter((channel) => wanted.includes(channel.kind) && channel.members.includes(user))
      .filter((channel) => channel.kind === "public" || channel.members.includes(app.botUser));
    const { items, response_metadata } = page(args, seen, 100, (channel) => channel.id);
    return { channels: items.map((one) => channelShape(ws, app, one)), response_metadata };
  },
};

/** Messages between `oldest` and `latest`, as `history` and `replies` both take them. */
function inRange(args: Args, messages: Message[]): Message[] {
  for (const [name, error] of [
    ["oldest", "invalid_ts_oldest"],
    ["latest", "invalid_ts_latest"],
  ] as const) {
    if (args.has(name) && Number.isNaN(Number(args.text(name)))) throw new SlackError(error);
  }
  const oldest = Number(args.text("oldest") ?? 0);
  const latest = Number(args.text("latest") ?? Number.POSITIVE_INFINITY);
  const inclusive = args.flag("inclusive");
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return (at > oldest && at < latest) || (inclusive && (at === oldest || at === latest));
  });
}

function messagePage(args: Args, ws: Workspace, messages: Message[], fallback: number): Json {
  const { items, response_metadata } = page(args, inRange(args, messages), fallback, (message) => message.ts);
  const withMetadata = args.flag("include_all_metadata");
  return {
    messages: items.map((message) => messageShape(ws, message, withMetadata)),
    has_more: response_metadata.next_cursor !== "",
    response_metadata,
  };
}

const history: Method = {
  name: "conversations.history",
  token: "bot",
  scopes: conversationScopes("history"),
  rate: tier3,
  run(args, ws, app) {
    const channel = joinedChannel(ws, app, args.required("channel"));
    return messagePage(args, ws, ws.messages.listed(channel.id).reverse(), 100);
  },
};

const replies: Method = {
  name: "conversations.replies",
  token: "bot",
  scopes: conversationScopes("history"),
  rate: tier3,
  run(args, ws, app) {
    const channel = joinedChannel(ws, app, args.required("channel"));
    const ts = args.required("ts");
    if (!isTs(ts)) throw new SlackError("invalid_ts");
    const asked = ws.messages.get(channel.id, ts);
    if (!asked) throw new SlackError("thread_not_found");
    const all = asked.thread_ts ? [asked] : [asked, ...ws.messages.replies(channel.id, asked.ts)];
    return messagePage(args, ws, all, 1_000);
  },
};

const open: Method = {
  name: "conversations.open",
  token: "bot",
  scopes: ["im:write", "mpim:write"],
  rate: tier3,
  run(args, ws, app) {
    const known = args.text("channel");
    if (known !== undefined) return { channel: channelShape(ws, app, visibleChannel(ws, app, known)) };
    const users = args.required("users").split(",");
    requireScope(app, users.length > 1 ? "mpim:write" : "im:write");
    if (users.length > 8) throw new SlackError("too_many_users");
    for (const user of users) {
      const person = ws.directory.people.get(user);
      if (!person) throw new SlackError("user_not_found");
      if (person.deleted) throw new SlackError("user_disabled");
      if (person.is_bot) throw new SlackError("cannot_dm_bot");
    }
    const channel =
      users.length > 1
        ? ws.directory.groupMessage(users, app.botUser)
        : ws.directory.directMessage(users[0] ?? "", app.botUser);
    return { channel: args.flag("return_im") ? channelShape(ws, app, channel) : { id: channel.id } };
  },
};

const members: Method = {
  name: "conversations.members",
  token: "bot",
  scopes: conversationScopes("read"),
  rate: tier4,
  run(args, ws, app) {
    const channel = visibleChannel(ws, app, args.required("channel"));
    const { items, response_metadata } = page(args, channel.members, 100, (id) => id);
    return { members: items, response_metadata };
  },
};

const joinChannel: Method = {
  name: "conversations.join",
  token: "bot",
  scopes: ["channels:join"],
  rate: tier3,
  run(args, ws, app) {
    const channel = visibleChannel(ws, app, args.required("channel"));
    if (channel.kind !== "public") throw new SlackError("method_not_supported_for_channel_type");
    const was = channel.members.includes(app.botUser);
    const joined = was ? channel : join(ws, channel, app.botUser);
    return { channel: channelShape(ws, app, joined), ...(was ? { warning: "already_in_channel" } : {}) };
  },
};

export const conversationMethods: readonly Method[] = [
  info,
  list,
  ofUser,
  history,
  replies,
  open,
  members,
  joinChannel,
];
