import type { ChangeSwitchWords } from "./change-switch.ts";

const who = (by: string | null) => (by === null ? "" : ` by ${by}`);
const because = (why: string | null) => (why === null ? "" : ` Reason: ${why}`);

export const enChangeSwitch: ChangeSwitchWords = {
  stopped: (by, at, why) => `All changes were stopped${who(by)}${at === null ? "" : `, ${at}`}.${because(why)}`,
  turnedBackAt: {
    slack: "Those who may can allow them again, with a reason.",
    machine: "They were stopped at the machine, so only `npm run changes -- start` there allows them again.",
    rules: "`approvals.enabled` is false in opsthread.yaml, so only that allows them again.",
  },
  onCard: (stopped) => `⛔ Nobody can approve now. ${stopped}`,
  stop: "Stop all changes",
  allow: "Allow changes again",
  offerStop: "⛔ Stop all changes? The button asks once more. Questions are still answered.",
  offerAllow: (stopped) => `${stopped} Allow them again? The button asks for a reason.`,
  stopTitle: "Stop all changes",
  stopText: (open) =>
    [
      "From now on nothing is sent to AWS, whoever approves it. What was sent already is seen through, and questions are still answered.",
      open > 0
        ? `${open} ${open === 1 ? "request that waits" : "requests that wait"} for a decision can then not be approved.`
        : "No request waits for a decision.",
    ].join("\n"),
  allowTitle: "Allow changes again",
  allowText: (stopped) =>
    `${stopped}\nOnce allowed, approved changes are made again. Requests that have not expired can be approved.`,
  why: "Reason",
  whyHint: "Kept in the log channel and the audit, and told in the threads of open requests.",
  yesStop: "Stop",
  yesAllow: "Allow",
  no: "Cancel",
  doneStop: (open) =>
    `⛔ All changes are stopped.${open > 0 ? ` The threads of ${open} open ${open === 1 ? "request were" : "requests were"} told.` : ""} To allow them again, say “allow changes again” or press the button in the Home tab.`,
  doneAllow: "✅ Changes are allowed again.",
  toldStop: (by, why) =>
    `⛔ All changes were stopped${who(by)}. Until they are allowed again, nothing can be approved or run.${because(why)}`,
  toldAllow: (by, why) => `✅ Changes were allowed again${who(by)}.${because(why)}`,
  refused: {
    not_enabled: () => "Nothing can be changed here, so there is nothing to stop: no account has an act role.",
    not_allowed: (people) => `⛔ You may not stop changes or allow them again. Who may: ${people}`,
    guest: () => "⛔ Guests may not stop changes or allow them again.",
    inactive: () => "⛔ This account may not stop changes or allow them again.",
    stranger: () => "⛔ Accounts of other workspaces may not stop changes or allow them again.",
    lookup_failed: () =>
      "⛔ Your permission could not be checked, so nothing was turned. If it is urgent, `npm run changes -- stop` at the machine stops them.",
    stopped_already: () => "All changes are stopped already.",
    not_stopped: () => "Changes are not stopped.",
    not_from_here: () => "⛔ They were not stopped in Slack, so they cannot be allowed again from here.",
    no_reason: () => "Please say why they are allowed again.",
  },
  auditHead: (head) => `audit \`${head}\``,
  failed:
    "⚠️ The switch could not be turned. If it is urgent, `npm run changes -- stop` at the machine stops all changes.",
};
