import { isRecord } from "../../blocks/is-record.ts";
import type { Child } from "../dom.ts";
import type { Look } from "../look.ts";
import { withEmoji } from "./emoji.ts";
import { mrkdwn } from "./mrkdwn.ts";

/** A text object as what it says it is: mrkdwn or plain. */
export function textOf(look: Look, value: unknown): Child {
  if (!isRecord(value)) return "";
  const text = String(value.text ?? "");
  return value.type === "mrkdwn" ? mrkdwn(look, text) : withEmoji(text);
}

/** Its words alone. */
export function plainOf(value: unknown): string {
  return isRecord(value) ? withEmoji(String(value.text ?? "")) : "";
}
