import { code, plain } from "../format/markdown.ts";
import { moment, zoneName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import type { Call } from "../transcript.ts";
import { paragraphs, sentences } from "./common.ts";

const ENDS = ["succeeded", "denied", "expired", "stale", "unknown", "failed", "cancelled"] as const;

/**
 * How an approval ended, from the result that our own code wrote: one `key: value` a line, `approval` the state.
 * Without that line the call never became a card: it was refused, or its preview failed. What was verified stands on
 * the card, in the reader's language.
 */
export function outcomeText(working: Working, result: NonNullable<Call["result"]>): string {
  const { words, reader, slots } = working;
  const facts = new Map(
    result.text.split("\n").flatMap((line): [string, string][] => {
      const match = /^([a-z_]+): (.*)$/.exec(line);
      return match ? [[match[1]!, match[2]!]] : [];
    }),
  );
  const state = facts.get("approval") === "revoked" ? "cancelled" : facts.get("approval");
  const end = ENDS.find((each) => each === state);
  const target = (slots.names ?? []).map(code).join(words.and);
  if (!end) return paragraphs(words.reboot.refused, plain(result.text));
  const who = facts.get("decided_by");
  const executed = facts.get("executed_at");
  const time = executed ? `${moment(executed, reader)} ${zoneName(reader.zone, reader.now)}` : null;
  const outcome = facts.get("outcome");
  return paragraphs(
    words.reboot[end](target),
    sentences(
      end === "succeeded" && who && words.reboot.decided(plain(who), time),
      end === "denied" && who && words.reboot.deniedBy(plain(who)),
    ),
    (end === "failed" || end === "stale") && outcome && plain(outcome),
  );
}
