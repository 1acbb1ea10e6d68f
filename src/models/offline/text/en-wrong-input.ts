import type { WrongInput } from "./wrong-input.ts";

export const EN_WRONG_INPUT: WrongInput = {
  backwards: (from, to) =>
    `**The period ends (${to}) before it begins (${from}).** Turn it round, as in _from ${to} to ${from}_.`,
  future: (period) =>
    `**The period ${period} has not come yet.** Ask for a past one, or for a forecast of cost: _What will this month cost?_`,
  notBegun:
    "**That period has not begun yet.** Ask for a past one, or for a forecast of cost: _What will this month cost?_",
  account: (name, known) => `**The account ${name} cannot be read here.** Accounts that can: ${known}.`,
  region: (name, known) => `**The region ${name} cannot be read here.** Regions that can: ${known}.`,
  which: (name) => `Several things match ${name}. Which one?`,
  retention: (service, from) => `${service} keeps 90 days, so the search began on ${from}.`,
  seenBackTo: (at) => `Seen back to ${at} only.`,
  tailUnread: (from) => `In some regions nothing after ${from} could be read.`,
};
