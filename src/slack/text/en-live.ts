import type { LiveWords } from "./live.ts";

export const enLive: LiveWords = {
  queuedBehind: (count) =>
    count === 1
      ? "I am still answering the question before. Yours is next."
      : `I am still answering the ${count} questions before in this thread. Yours is number ${count + 1}.`,
  busy: (position) =>
    `Many threads are being answered right now. Yours is number ${position} in line; I will answer when it is its turn.`,
  tooMany: "⛔ Too many questions are waiting, so yours was not taken. Please send it again in a few minutes.",
  editedRunning:
    "I am already answering the question as it was. Please write the change as a new message in this thread; `stop` ends the answer.",
  editedAnswered:
    "The answer is for the question as it was. Please write the new question as a message in this thread.",
  onlyFiles: "Please summarise the attached file.",
  continues: "goes on below",
  leftOut: "_The answer is long, so the rest is left out here. The whole of it is in the file below._",
  wholeTitle: "The whole answer",
  callFailed: {
    access_denied: "no permission",
    ambiguous: "asked back",
    budget: "limit reached",
    expired_credentials: "credentials expired",
    internal: "internal error",
    invalid_input: "could not be asked like this",
    not_found: "nothing of that name",
    refused: "refused",
    repeated: "asked already",
    stopped: "stopped",
    throttled: "slowed down by AWS",
    timeout: "took too long",
    unavailable: "not reachable",
    unknown_tool: "no such tool",
  },
  stop: "Stop",
  stopped: (who) => `⏹ **Stopped, as ${who} asked.**`,
  stoppedSteps: (steps) => `Done until then: ${steps}.`,
  stoppedNothing: "Nothing had been looked up.",
  unchanged: "Nothing was changed.",
  changesOnCard: "What was decided before stays as it is; its card tells what came of it.",
  notBegun: "⏹ Stopped before its turn came. Nothing was looked up and nothing was changed.",
  restarting: "⏳ Restarting. I will go on with the answer in a moment.",
  unreachable: (channel) =>
    `⚠️ I could not post the answer in #${channel}: I am not a member there or may not write. Invite me with \`/invite @ops\` and ask again.`,
  file: {
    tooLarge: (name, mb) =>
      `⚠️ ${name} is larger than ${mb} MB, so it was not read. Please upload only the part that matters.`,
    notReadable: (name) => `⚠️ ${name} is not in a form I can read. Please upload a log (text), CSV, TSV or JSON file.`,
    empty: (name) => `⚠️ ${name} holds nothing to read.`,
    failed: (name) => `⚠️ ${name} could not be fetched from Slack. Please upload it again.`,
    tooMany: (most) => `⚠️ At most ${most} files are read at once. Please attach the others to your next message.`,
  },
};
