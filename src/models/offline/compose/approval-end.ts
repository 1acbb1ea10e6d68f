import { plain } from "../format/markdown.ts";
import { moment, type Reader, zoneName } from "../format/times.ts";
import type { PowerEnd } from "../text/power.ts";

const ENDS: readonly PowerEnd[] = ["succeeded", "denied", "expired", "stale", "unknown", "failed", "cancelled"];

export interface ApprovalEnd {
  /** Null: the call never became a card; it was refused, or its preview failed. */
  end: PowerEnd | null;
  who: string | null;
  time: string | null;
  outcome: string | null;
}

/**
 * How an approval ended, from the result that our own code wrote: one `key: value` a line, `approval` the state. What
 * was verified stands on the card, in the reader's language.
 */
export function approvalEnd(said: string, reader: Reader): ApprovalEnd {
  const facts = new Map(
    said.split("\n").flatMap((line): [string, string][] => {
      const match = /^([a-z_]+): (.*)$/.exec(line);
      return match ? [[match[1]!, match[2]!]] : [];
    }),
  );
  const state = facts.get("approval") === "revoked" ? "cancelled" : facts.get("approval");
  const [who, executed, outcome] = ["decided_by", "executed_at", "outcome"].map((key) => facts.get(key));
  return {
    end: ENDS.find((each) => each === state) ?? null,
    who: who ? plain(who) : null,
    time: executed ? `${moment(executed, reader)} ${zoneName(reader.zone, reader.now)}` : null,
    outcome: outcome ? plain(outcome) : null,
  };
}
