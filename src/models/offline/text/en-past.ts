import type { PastWords } from "./past.ts";

export const EN_PAST: PastWords = {
  found: (count, period) =>
    `**Found ${count} earlier ${count === 1 ? "thread" : "threads"}${period ? ` of ${period}` : ""}.**`,
  otherDays: (count, period) =>
    `**None of ${period}, but ${count} earlier ${count === 1 ? "thread" : "threads"} of other days.**`,
  none: (period) => `**No earlier thread${period ? ` of ${period}` : ""} is about this.**`,
  searched: (threads) => `Searched ${threads} earlier ${threads === 1 ? "thread" : "threads"} that you may see.`,
  line: (day, asker, question, finding) => `- ${day}, ${asker}: _${question}_ → ${finding}`,
  dated: "Figures are of that day; ask again for today's.",
  anew: "To look into it now, ask for example: _why did order-api fail last week?_",
};
