import { randomBytes } from "node:crypto";
import type { Ephemeral, View } from "../entities.ts";
import { limits } from "../limits.ts";
import { SlackError } from "../slack-error.ts";

/** Where an answer to a response_url goes. */
export interface ResponseTarget {
  channel: string;
  user: string;
  thread_ts?: string;
  /** The message whose button was pressed; absent for a command. */
  message_ts?: string;
  ephemeral?: Ephemeral;
}

/** The handles an app gets for answering an act of a person: triggers, response URLs, and the modals on screens. */
export interface Dialogs {
  /** Good for one view within three real seconds. */
  trigger(user: string): string;
  /** Whose trigger it is; throws Slack's error when it is spent, late or unknown. */
  useTrigger(id: string): string;
  /** The secret end of a response_url. */
  responseToken(target: ResponseTarget): string;
  /** Undefined when unknown, used up or expired. */
  useResponse(token: string): ResponseTarget | undefined;
  /** The modals a person has open, the topmost last. */
  stackOf(user: string): View[];
}

export function createDialogs(): Dialogs {
  const triggers = new Map<string, { user: string; at: number; used: boolean }>();
  const responses = new Map<string, { target: ResponseTarget; at: number; uses: number }>();
  const stacks = new Map<string, View[]>();
  return {
    trigger(user) {
      const id = `${Date.now()}.${randomBytes(8).toString("hex")}`;
      triggers.set(id, { user, at: Date.now(), used: false });
      return id;
    },
    useTrigger(id) {
      const trigger = triggers.get(id);
      if (!trigger) throw new SlackError("invalid_trigger_id");
      if (trigger.used) throw new SlackError("exchanged_trigger_id");
      if (Date.now() - trigger.at > limits.triggerMs) throw new SlackError("expired_trigger_id");
      trigger.used = true;
      return trigger.user;
    },
    responseToken(target) {
      const token = randomBytes(16).toString("hex");
      responses.set(token, { target, at: Date.now(), uses: 0 });
      return token;
    },
    useResponse(token) {
      const response = responses.get(token);
      if (!response || Date.now() - response.at > limits.responseUrl.lifeMs) return undefined;
      response.uses += 1;
      return response.uses > limits.responseUrl.uses ? undefined : response.target;
    },
    stackOf(user) {
      const known = stacks.get(user);
      if (known) return known;
      const made: View[] = [];
      stacks.set(user, made);
      return made;
    },
  };
}
