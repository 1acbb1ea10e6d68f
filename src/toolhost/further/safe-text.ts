import { capText, stripInvisible } from "../../../redaction/clean-text.ts";
import { redact } from "../../../redaction/redact.ts";

/** A stranger's text as the bot keeps it: nothing invisible, no secrets, at most `max` characters. */
export function safeText(text: string, max: number): string {
  return capText(redact(stripInvisible(text)), max);
}
