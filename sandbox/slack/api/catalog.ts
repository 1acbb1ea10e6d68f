import { assistantMethods } from "./assistant.ts";
import { authMethods } from "./auth.ts";
import { chatMethods } from "./chat.ts";
import { conversationMethods } from "./conversations.ts";
import { fileMethods } from "./files.ts";
import type { Method } from "./method.ts";
import { reactionMethods } from "./reactions.ts";
import { streamMethods } from "./streams.ts";
import { usergroupMethods } from "./usergroups.ts";
import { userMethods } from "./users.ts";
import { validateMethods } from "./validate.ts";
import { viewMethods } from "./views.ts";

/** Every Web API method of the workspace, by name. */
export const methods: ReadonlyMap<string, Method> = new Map(
  [
    ...authMethods,
    ...chatMethods,
    ...streamMethods,
    ...assistantMethods,
    ...conversationMethods,
    ...userMethods,
    ...usergroupMethods,
    ...reactionMethods,
    ...fileMethods,
    ...viewMethods,
    ...validateMethods,
  ].map((method) => [method.name, method]),
);
