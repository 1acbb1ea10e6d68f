import { app } from "../cast.ts";
import type { Channel, Json, Message } from "../entities.ts";
import { SlackError } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";
import type { Args } from "./args.ts";
import { joinedChannel, visibleChannel } from "./conversation-access.ts";
import { conversationScopes, type Method, requireScope, scopeFamily } from "./method.ts";
import { page } from "./paging.ts";
import { channelShape, messageShape } from "./slack-shapes.ts";

const info: Method = {
  name: "conversations.info",
  token: "bot",
  scopes: conversationScopes("read"),
  run: (args, ws) => ({ channel: channelShape(visibleChannel(ws, args.required("channel"))) }),
};

const kinds: Record<string, Channel["kind"]> = { public_channel: "public", private_channel: "private", im: "im" };

function wantedKinds(args: Args): string[] {
  return (args.text("types") ?? "public_channel").split(",").map((type) => type.trim());
}

const list: Method = {
  name: "conversations.list",
  token: "bot",
  scopes: [],
  run(args, ws) {
    const wanted = wantedKinds(args).map((type) => kinds[type]);
    // One scope for each kind asked for, and all of them must be there.
    for (const kind of wanted) if (kind !== undefined) requireScope(ws, `${scopeFamily(kind)}:read`);
    const seen = ws.directory.channels
      .all()
      .filter((channel) => wanted.includes(channel.kind))
      .filter((channel) => channel.kind === "public" || channel.members.includes(app.botUser));
    const { items, response_metadata } = page(args, seen, 100, (channel) => channel.id);
    return { channels: items.map(channelShape), response_metadata };
  },
};

/** Messages between `oldest` and `latest`, as `history` and `replies` both take them. */
function inRange(args: Args, messages: Message[]): Message[] {
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
  run(args, ws) {
    const channel = joinedChannel(ws, args.required("channel"));
    return messagePage(args, ws, ws.messages.roots(channel.id).reverse(), 100);
  },
};

const replies: Method = {
  name: "conversations.replies",
  token: "bot",
  scopes: conversationScopes("history"),
  run(args, ws) {
    const channel = joinedChannel(ws, args.required("channel"));
    const asked = ws.messages.get(channel.id, args.required("ts"));
    if (!asked) throw new SlackError("thread_not_found");
    const all = asked.thread_ts ? [asked] : [asked, ...ws.messages.replies(channel.id, asked.ts)];
    return messagePage(args, ws, all, 1_000);
  },
};

const open: Method = {
  name: "conversations.open",
  token: "bot",
  scopes: ["im:write"],
  run(args, ws) {
    const known = args.text("channel");
    if (known !== undefined) return { channel: channelShape(visibleChannel(ws, known)) };
    const users = args.required("users").split(",");
    const person = ws.directory.people.get(users[0] ?? "");
    if (users.length > 1) throw new SlackError("method_not_supported_for_channel_type");
    if (!person) throw new SlackError("user_not_found");
    if (person.deleted) throw new SlackError("user_disabled");
    if (person.is_bot) throw new SlackError("cannot_dm_bot");
    const channel = ws.directory.directMessage(person.id);
    return { channel: args.flag("return_im") ? channelShape(channel) : { id: channel.id } };
  },
};

const members: Method = {
  name: "conversations.members",
  token: "bot",
  scopes: conversationScopes("read"),
  run(args, ws) {
    const channel = visibleChannel(ws, args.required("channel"));
    const { items, response_metadata } = page(args, channel.members, 100, (id) => id);
    return { members: items, response_metadata };
  },
};

export const conversationMethods: readonly Method[] = [info, list, history, replies, open, members];
