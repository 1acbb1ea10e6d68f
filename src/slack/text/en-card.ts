import type { CardWords } from "./card.ts";

export const enCard: CardWords = {
  title: (action) => `⏳ Approval needed: ${action}`,
  target: "Target",
  effect: "Effect",
  undo: "Undo",
  request: (who, tier, approvers, until) =>
    `Asked by ${who} · tier ${tier}: one approver who did not ask (${approvers}) · until ${until}`,
  requestOwnAllowed: (who, tier, approvers, until) =>
    `Asked by ${who} · tier ${tier}: one approver (${approvers}) · until ${until}`,
  approve: "Approve",
  deny: "Deny",
  confirmTitle: "Run this?",
  confirmYes: "Approve and run",
  confirmNo: "Cancel",
  hash: (hash) => `contract hash \`${hash}\``,
  notFitting: "⚠️ The approval card is too large to post. Please ask for fewer targets at once.",
  state: {
    approved: (target) => `✅ ${target}: approved, about to run`,
    executing: (target) => `⏳ ${target}: running`,
    succeeded: (target) => `✅ ${target}: done`,
    failed: (target) => `⚠️ ${target}: not carried out`,
    unknown: (target) => `⚠️ ${target}: the outcome is unknown. It was not repeated; please check the state in AWS`,
    stale: (target) => `⚠️ ${target}: changed since the card was posted, so nothing was run. Please ask again`,
    denied: (target) => `⛔ ${target}: denied. Nothing was run`,
    expired: (target) => `⌛ ${target}: nobody decided in time. Nothing was run`,
    cancelled: (target) => `⛔ ${target}: cancelled. Nothing was run`,
    revoked: (target) => `⛔ ${target}: the approval was revoked. Nothing was run`,
  },
  approvedBy: (who, time) => `approved by ${who} ${time}`,
  deniedBy: (who, time) => `denied by ${who} ${time}`,
  executedAt: (time) => `run ${time}`,
  requestId: (id) => `request ID \`${id}\``,
  prepared: (action) => `${action}: target checked`,
  posted: "approval card posted",
  verifying: "checking the state",
};
