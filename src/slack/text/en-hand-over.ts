import type { HandOverWords } from "./hand-over.ts";

export const enHandOver: HandOverWords = {
  call: "Call on-call",
  confirmTitle: "Call the on-call?",
  confirmHere: (group) => `@${group} is notified, and a summary of what was asked and seen is posted in this thread.`,
  confirmThere: (group, channel) =>
    `@${group} is notified, and a summary of what was asked and seen in this direct message is posted in #${channel}.`,
  confirmYes: "Call",
  confirmNo: "Cancel",
  needed: (name) => `${name} asks for somebody responsible.`,
  itself: {
    asked: (name) => `The bot calls by itself: it could not settle what ${name} asked, and needs somebody responsible.`,
    gaveUp: (name) => `The bot calls by itself: the question of ${name} broke several times and was given up.`,
  },
  itselfFailed: (name, why) => `The bot calls by itself: it could not finish its answer to ${name}. ${why}`,
  asked: "Asked",
  seen: "Seen",
  tried: "Tried, without success",
  nothingSeen: "Nothing was looked up yet.",
  unfinished: "The bot could not complete its answer.",
  proposal: (what, state) => `proposed change: ${what} (${state})`,
  already: "Somebody was called already.",
  unknownGroup: (group) =>
    `⚠️ There is no group @${group}, so nobody was called. Please ask an admin to check oncall.group in opsthread.yaml.`,
  nowhere:
    "⚠️ Nobody else sees this direct message, so nobody was called. Ask again in a channel, or have an admin set oncall.channel in opsthread.yaml.",
  failed: "⚠️ The on-call could not be called. Please press again in a moment, or reach them directly.",
};
