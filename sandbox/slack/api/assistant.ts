import { setSessionStatus, setStatus } from "../acts/status.ts";
import { isRecord } from "../blocks/is-record.ts";
import { limits } from "../limits.ts";
import { special, tier3, tier4 } from "../rates.ts";
import { invalidArguments, SlackError } from "../slack-error.ts";
import { checkThread, joinedChannel } from "./conversation-access.ts";
import type { Method } from "./method.ts";

const threadSetStatus: Method = {
  name: "assistant.threads.setStatus",
  token: "bot",
  scopes: ["chat:write", "assistant:write"],
  rate: special,
  run(args, ws, app) {
    const channel = joinedChannel(ws, app, args.required("channel_id"));
    const threadTs = args.required("thread_ts");
    checkThread(ws, channel, threadTs);
    const text = args.text("status") ?? "";
    if (text.length > limits.status.text) throw invalidArguments("status is too long");
    const loading = args.nested("loading_messages") ?? [];
    if (!Array.isArray(loading) || loading.length > limits.status.loadingMessages) {
      throw invalidArguments(`no more than ${limits.status.loadingMessages} items allowed: loading_messages`);
    }
    setStatus(ws, app, channel.id, threadTs, text, loading.map(String));
    return {};
  },
};

const sessionsSetStatus: Method = {
  name: "agents.sessions.setStatus",
  token: "bot",
  scopes: ["chat:write"],
  rate: tier3,
  run(args, ws, app) {
    const channel = joinedChannel(ws, app, args.required("channel_id"));
    const threadTs = args.required("thread_ts");
    checkThread(ws, channel, threadTs);
    if ((args.text("title") ?? "").length > limits.sessionTitle) throw invalidArguments("title is too long");
    setSessionStatus(ws, app, channel.id, threadTs, args.required("status"));
    const stoppable = app.manifest.events.includes("agent_session_stopped");
    return stoppable ? {} : { warning: "missing_agent_session_stopped_event_subscription" };
  },
};

const sessionsRename: Method = {
  name: "agents.sessions.rename",
  token: "bot",
  scopes: ["chat:write"],
  rate: tier3,
  run(args, ws, app) {
    const channel = joinedChannel(ws, app, args.required("channel_id"));
    checkThread(ws, channel, args.required("thread_ts"));
    if (args.required("title").length > limits.sessionTitle) throw invalidArguments("title is too long");
    return {};
  },
};

const setSuggestedPrompts: Method = {
  name: "assistant.threads.setSuggestedPrompts",
  token: "bot",
  scopes: ["assistant:write"],
  rate: tier4,
  run(args, ws, app) {
    const channel = joinedChannel(ws, app, args.required("channel_id"));
    const given = args.nested("prompts");
    if (!Array.isArray(given) || given.length > limits.suggestedPrompts) {
      throw invalidArguments(`no more than ${limits.suggestedPrompts} items allowed: prompts`);
    }
    const prompts = given.filter(isRecord).map((one) => ({ title: String(one.title), message: String(one.message) }));
    // With thread_ts Slack says ok and does nothing: this app's view has no threads to set them in.
    if (!args.has("thread_ts")) {
      ws.prompts.put(channel.id, { title: args.text("title") ?? "", prompts });
      ws.changes.publish({ type: "prompts", channel: channel.id });
    }
    return {};
  },
};

const setTitle: Method = {
  name: "assistant.threads.setTitle",
  token: "bot",
  scopes: ["assistant:write"],
  rate: tier4,
  run(args, ws, app) {
    const channel = joinedChannel(ws, app, args.required("channel_id"));
    if (channel.kind !== "im") throw new SlackError("channel_not_found");
    checkThread(ws, channel, args.required("thread_ts"));
    args.required("title");
    return {};
  },
};

export const assistantMethods: readonly Method[] = [
  threadSetStatus,
  sessionsSetStatus,
  sessionsRename,
  setSuggestedPrompts,
  setTitle,
];
