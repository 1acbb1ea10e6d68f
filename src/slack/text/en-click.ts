import type { ClickWords } from "./click.ts";

export const enClick: ClickWords = {
  notApprover: (approvers) => `⛔ You cannot decide about this request. ${approvers} can approve it.`,
  ownRequest: (approvers) => `⛔ You asked for this, so somebody else has to approve it: ${approvers}.`,
  guest: "⛔ Guests can neither approve nor deny.",
  inactive: "⛔ This account can neither approve nor deny.",
  lookupFailed:
    "⛔ The list of approvers could not be checked, so the click was not taken. Please try again in a moment.",
  nobody: "(no approver is configured)",
  or: " or ",
  alreadyApproved: (who, time) => `${who} already approved this at ${time}.`,
  alreadyDenied: (who, time) => `${who} already denied this at ${time}.`,
  alreadyExpired: "This request has expired. Ask again if it is still needed.",
  unknown: "The request of this button was not found. Ask again if it is still needed.",
};
