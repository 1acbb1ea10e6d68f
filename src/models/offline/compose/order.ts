import { code, plain } from "../format/markdown.ts";
import type { Working } from "../plan/working.ts";
import type { Call } from "../transcript.ts";
import { approvalEnd } from "./approval-end.ts";
import { paragraphs, sentences } from "./common.ts";

/** How a change that was ordered ended; the details stand on its card. */
export function orderText({ words, reader }: Working, { input, result }: Call): string {
  const said = result?.text ?? "";
  const { end, who, time, outcome } = approvalEnd(said, reader);
  if (end === null) return paragraphs(words.order.refused, plain(said));
  return paragraphs(
    words.order.ended[end](targetOf(input)),
    sentences(
      end === "succeeded" && who && words.power.decided(who, time),
      end === "denied" && who && words.power.deniedBy(who),
    ),
    (end === "failed" || end === "stale") && outcome,
  );
}

const TARGETS = ["targets", "service", "group", "database", "function", "findings", "alarms", "groups", "resources"];

function targetOf(input: Record<string, unknown>): string {
  const given = TARGETS.map((key) => input[key]).find((value) => value !== undefined);
  const names = (Array.isArray(given) ? given : [given]).filter((name) => typeof name === "string");
  return names.slice(0, 5).map(code).join(", ");
}
