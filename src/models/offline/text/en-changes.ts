import type { ChangesMade } from "./changes.ts";

export const EN_CHANGES: ChangesMade = {
  first: (period, count, people) =>
    `**${count} ${count === 1 ? "change was" : "changes were"} made by approval (${period}; approved by ${people}).**`,
  byPerson: (name, count) => `${name}: ${count}`,
  none: (period) => `**Nothing was changed by approval (${period}).**`,
  notMade: (count) =>
    `${count} ${count === 1 ? "request was" : "requests were"} not carried out: denied, expired or the like.`,
  elsewhere: "Changes that did not go through the bot are in CloudTrail: _show this week's changes in CloudTrail_",
  source: "approval record",
  outcome: (state, verified) =>
    state === "succeeded" ? (verified ? "done, verified" : "done") : state === "unknown" ? "outcome unknown" : state,
  columns: { time: "Time", change: "Change", asked: "Asked by", approved: "Approved by", outcome: "Outcome" },
};
