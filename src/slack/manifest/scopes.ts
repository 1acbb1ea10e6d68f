/** What hearing an event takes: the names Slack's manifest gives it, and the scope of each. */
export const EVENT_SCOPES: Readonly<Record<string, readonly (readonly [event: string, scope: string | null])[]>> = {
  app_mention: [["app_mention", "app_mentions:read"]],
  message: [
    ["message.channels", "channels:history"],
    ["message.groups", "groups:history"],
    ["message.im", "im:history"],
    ["message.mpim", "mpim:history"],
  ],
  app_home_opened: [["app_home_opened", null]],
  agent_session_stopped: [["agent_session_stopped", null]],
};

const READ = ["channels:read", "groups:read", "im:read", "mpim:read"];
const HISTORY = ["channels:history", "groups:history", "im:history", "mpim:history"];

/** What calling a Web API method takes, for every method the code names. */
export const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  "agents.sessions.setStatus": ["chat:write"],
  "assistant.threads.setStatus": ["chat:write"],
  "assistant.threads.setSuggestedPrompts": ["assistant:write"],
  "auth.test": [],
  "chat.appendStream": ["chat:write"],
  "chat.delete": ["chat:write"],
  "chat.getPermalink": [],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.startStream": ["chat:write"],
  "chat.stopStream": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.history": HISTORY,
  "conversations.info": READ,
  "conversations.list": READ,
  "conversations.open": ["im:write"],
  "conversations.replies": HISTORY,
  "files.info": ["files:read"],
  filesUploadV2: ["files:write"],
  "usergroups.list": ["usergroups:read"],
  "usergroups.users.list": ["usergroups:read"],
  "users.conversations": READ,
  "users.info": ["users:read"],
  "users.list": ["users:read"],
  "views.open": [],
  "views.publish": [],
  "views.update": [],
};

/** A call on one of the Web API clients, by the names they go by here. */
const CALL =
  /\b(?:client|asking|opening|posting|saying|streaming|web)\s*\.\s*((?:agents|assistant|auth|chat|conversations|files|pins|reactions|team|usergroups|users|views)(?:\s*\.\s*[a-zA-Z]+){1,2}|filesUploadV2)\(|apiCall\(\s*"([\w.]+)"/g;

/** The Web API methods that a source names, by the SDK's names. */
export function methodsIn(source: string): string[] {
  return [...source.matchAll(CALL)].map(([, called, named]) => (called ?? named ?? "").replace(/\s+/g, ""));
}
