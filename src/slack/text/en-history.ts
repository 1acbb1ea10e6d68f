import type { HistoryWords } from "./history.ts";

export const enHistory: HistoryWords = {
  threads: "Earlier threads",
  forgetThis:
    "*Shall I delete what I keep of this thread?* Questions, answers, results and the search index go, for good. Slack's messages and the record of approvals stay.",
  forget: "Delete it",
  keep: "Keep it",
  forgotten: "🗑 What I kept of this thread is deleted. The next question begins from scratch.",
  kept: "Nothing was deleted.",
  nothingKept: "I keep nothing of this thread.",
  notYours: (who) => `⛔ Only who began the thread (${who}) or an admin can delete what is kept of it.`,
  stillOpen: "⏳ An answer is still being written, or a change is not decided yet. Please say it again after that.",
  failed: "⚠️ It could not be deleted. Please try again in a moment.",
};
