import { plain } from "../format/markdown.ts";
import { type Result, text } from "../format/result.ts";
import { moment, spanName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { paragraphs, sentences } from "./common.ts";

const SHOWN = 4;

/** The threads that are about it, with the first sentence of what was said; links are added by code. */
export function pastText(
  { words, reader }: Working,
  { info, rows }: Result,
  days: { from: string; to: string } | null,
): string {
  const { past } = words;
  const period = days ? spanName(days.from, days.to, reader) : "";
  const searched = past.searched(info.totals.searched ?? 0);
  if (rows.length === 0) return paragraphs(past.none(period), searched, past.anew);
  const otherDays = info.notes.some(({ code }) => code === "other_days");
  const lines = rows
    .slice(0, SHOWN)
    .map((row) =>
      past.line(
        moment(text(row.time), reader),
        plain(row.asker),
        plain(row.question),
        plain(firstSentence(text(row.finding))),
      ),
    );
  return paragraphs(
    (otherDays ? past.otherDays : past.found)(rows.length, period),
    lines.join("\n"),
    sentences(searched, past.dated),
  );
}

/** Up to the first full stop that ends a sentence; versions and amounts have theirs inside. */
const firstSentence = (said: string): string => /^.*?[.!?](?=\s|$)/s.exec(said)?.[0] ?? said;
