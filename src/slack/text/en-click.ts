import type { ClickWords } from "./click.ts";

export const enClick: ClickWords = {
  notApprover: (approvers) => `⛔ You cannot decide about this request. ${approvers} can approve it.`,
  ownRequest: (approvers) => `⛔ You asked for this, so somebody else has to approve it: ${approvers}.`,
  guest: "⛔ Guests can neither approve nor deny.",
  inactive: "⛔ This account can neither approve nor deny.",
  stranger: "⛔ Accounts of another workspace can neither approve nor deny.",
  lookupFailed:
    "⛔ The list of approvers could not be checked, so the click was not taken. Please try again in a moment.",
  alreadyVoted: (approvers) => `You approved this already. One more approver is needed: ${approvers}.`,
  wrongConfirmation: "⛔ What had to be typed to confirm does not match, so it was not taken. Press Approve again.",
  nobody: "(no approver is configured)",
  or: " or ",
  alreadyApproved: (who, time) => `${who} already approved this at ${time}.`,
  alreadyDenied: (who, time) => `${who} already denied this at ${time}.`,
  alreadyExpired: "This request has expired. Ask again if it is still needed.",
  alreadyOver: (why) => `This request is over: ${why}. Ask again if it is still needed.`,
  unknown: "The request of this button was not found. Ask again if it is still needed.",
  journalDown:
    "⛔ The decision could not be recorded, so nothing was run. Ask whoever runs the bot to look at its disk.",
  failed: "⚠️ An internal error came between, so this was not done. Please try again in a moment.",
  noDialog: "The dialog could not be opened. Press the button again.",
  nudgedAlready: "A reminder was posted already.",
  nothingToUndo: "The undo is proposed already, or there is nothing left to undo.",
  nothingToRepeat: "This request cannot be posted again by a button. Ask the bot for it in words.",
  againRefused: (why) => `It cannot be asked for again. ${why}`,
  undoRefused: (why) => `The undo cannot be proposed. ${why}`,
  mayNotAsk: "⛔ You cannot ask for changes in this channel.",
};
