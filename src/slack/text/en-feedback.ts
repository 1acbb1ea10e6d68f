import type { FeedbackWords } from "./feedback.ts";

export const enFeedback: FeedbackWords = {
  good: "This helped",
  bad: "This did not help",
  thanks: "Your vote is stored. Thank you.",
  whyTitle: "What was missing?",
  whyLabel: "What was wrong or missing?",
  whyHint: "It may stand in the weekly summary of the channel this answer is in.",
  send: "Send",
  cancel: "Keep without reason",
  stored: "Your vote and its reason are stored. Thank you.",
  weekTitle: (period) => `Answers rated this week · ${period}`,
  weekCounts: (answered, up, down) => `${answered} ${answered === 1 ? "answer" : "answers"} · 👍 ${up} · 👎 ${down}`,
  complaints: "What did not help",
  noReason: "no reason given",
  elsewhere: (count) => `${count} 👎 in other channels and direct messages: what they were about is not told here.`,
  noComplaints: "Nobody found an answer wanting.",
};
