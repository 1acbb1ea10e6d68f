import { NOW } from "./sample-account.ts";

/**
 * A text with what depends on the second of asking taken out: the clock of a test starts at NOW and runs on, and how
 * often a query is looked at until it is complete depends on the machine.
 */
export function shown(text: string): string {
  return text
    .replaceAll(new RegExp(`${NOW.slice(0, -6)}\\d\\d:\\d\\d(?:\\.\\d+)?Z`, "g"), "<now>")
    .replaceAll(/(CloudWatch Logs Insights), \d+ requests/g, "$1, <some> requests");
}
