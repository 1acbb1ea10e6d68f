import { isRecord } from "../../blocks/is-record.ts";
import type { Child } from "../dom.ts";
import type { Look } from "../look.ts";
import { withEmoji } from "./emoji.ts";
import { mrkdwn } from "./mrkdwn.ts";
import { visible } from "./visible.ts";

/** A text object as what it says it is: mrkdwn or plain. */
export function textOf(look: Look, value: unknown): Child {
  return isRecord(value) && value.type === "mrkdwn" ? mrkdwn(look, String(value.text ?? "")) : plainOf(value);
}

/** Its words alone. */
export function plainOf(value: unknown): string {
  return isRecord(value) ? visible(withEmoji(String(value.text ?? ""))) : "";
}
