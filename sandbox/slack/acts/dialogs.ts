import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Ephemeral, View } from "../entities.ts";
import { limits } from "../limits.ts";
import { SlackError } from "../slack-error.ts";
import type { Documents } from "../store/documents.ts";

/** Where an answer to a response_url goes. */
export interface ResponseTarget {
  /** The app that may answer. */
  app: string;
  channel: string;
  user: string;
  thread_ts?: string;
  /** The message whose button was pressed; absent for a command. */
  message_ts?: string;
  ephemeral?: Ephemeral;
}

export interface IssuedResponse {
  token: string;
  target: ResponseTarget;
  /** Epoch milliseconds of the workspace's clock. */
  at: number;
  uses: number;
}

/** The handles an app gets for answering an act of a person: triggers, response URLs, and the modals on screens. */
export interface Dialogs {
  /** Good for one view within three seconds. */
  trigger(user: string, app: string): string;
  /** Whose trigger it is; throws Slack's error when it is spent, late or unknown. */
  useTrigger(id: string, app: string): string;
  /** The secret end of a response_url. */
  responseToken(target: ResponseTarget): string;
  /** Undefined when unknown, used up or expired. */
  useResponse(token: string): ResponseTarget | undefined;
  /** The modals a person has open, the topmost last. */
  stackOf(user: string): View[];
}

export function createDialogs(clock: Clock, responses: Documents<IssuedResponse>): Dialogs {
  const triggers = new Map<string, { user: string; app: string; at: number; used: boolean }>();
  const stacks = new Map<string, View[]>();
  const isLate = ({ at }: IssuedResponse): boolean => clock.now() - at > limits.responseUrl.lifeMs;
  for (const known of responses.all()) if (isLate(known)) responses.delete(known.token);
  return {
    trigger(user, app) {
      const id = `${clock.now()}.${randomBytes(8).toString("hex")}`;
      triggers.set(id, { user, app, at: clock.now(), used: false });
      return id;
    },
    useTrigger(id, app) {
      const trigger = triggers.get(id);
      if (!trigger) throw new SlackError("invalid_trigger_id");
      if (trigger.app !== app) throw new SlackError("trigger_exchange_mismatch");
      if (trigger.used) throw new SlackError("exchanged_trigger_id");
      if (clock.now() - trigger.at > limits.triggerMs) throw new SlackError("expired_trigger_id");
      trigger.used = true;
      return trigger.user;
    },
    responseToken(target) {
      const token = randomBytes(16).toString("hex");
      responses.put(token, { token, target, at: clock.now(), uses: 0 });
      return token;
    },
    useResponse(token) {
      const known = responses.get(token);
      if (!known) return undefined;
      const isOver = isLate(known) || known.uses >= limits.responseUrl.uses;
      if (isOver) responses.delete(token);
      else responses.put(token, { ...known, uses: known.uses + 1 });
      return isOver ? undefined : known.target;
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
