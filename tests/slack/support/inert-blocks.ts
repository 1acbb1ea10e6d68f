import type { View } from "@slack/types";
import { checkBlocks } from "../../../sandbox/slack/blocks/check.ts";
import { activeIn } from "./attacks.ts";

/** Pages that our own code may link to. */
const OURS = /^https:\/\/([a-z0-9-]+\.)?console\.aws\.amazon\.com\//;

/**
 * What somebody could be pinged by or sent to in these blocks or in the text beside them, and what Slack would refuse.
 * `mayMention`: mentions our code has put there itself. `mayLink`: a permalink Slack gave us.
 */
export function troubleIn(
  view: { text?: string; blocks: readonly unknown[] },
  allowed: { surface?: "message" | "modal"; mayMention?: string; mayLink?: string } = {},
): string[] {
  const { surface = "message", mayMention = "", mayLink = "" } = allowed;
  const found = [...checkBlocks(view.blocks, { surface, isUsableFile: () => true })];
  const free = (text: string) => (mayMention === "" ? text : text.replaceAll(mayMention, ""));
  if (/<[!@#a-z]/i.test(free(view.text ?? ""))) found.push(`text: ${view.text}`);
  const visit = (value: unknown): void => {
    if (typeof value === "string" && !value.isWellFormed()) found.push(`half a character: ${value}`);
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return;
    const { type, text, url, verbatim } = value as Record<string, unknown>;
    if (type === "mrkdwn") {
      if (/[<>]/.test(free(String(text)))) found.push(`mrkdwn: ${text}`);
      if (verbatim !== true) found.push(`not verbatim: ${text}`);
    }
    if (type === "markdown") found.push(...activeIn(String(text)).map((active) => `markdown: ${active}`));
    if (typeof url === "string" && url !== mayLink && !OURS.test(url)) found.push(`url: ${url}`);
    if (type === "image" || type === "user" || type === "broadcast" || type === "usergroup") found.push(String(type));
    Object.values(value).forEach(visit);
  };
  visit([view.text, view.blocks]);
  return found;
}

/** The same for a modal, and what Slack limits of it beside its blocks. */
export function troubleInModal(view: View): string[] {
  const {
    title,
    submit,
    close,
    private_metadata: metadata = "",
  } = view as {
    title?: { text: string };
    submit?: { text: string };
    close?: { text: string };
    private_metadata?: string;
  };
  const long = [title, submit, close].flatMap((one) => (one && one.text.length > 24 ? [`too long: ${one.text}`] : []));
  return [
    ...troubleIn(view, { surface: "modal" }),
    ...long,
    ...(metadata.length > 3_000 ? ["private_metadata"] : []),
    ...(JSON.stringify(view).length > 250_000 ? ["view_too_large"] : []),
  ];
}
