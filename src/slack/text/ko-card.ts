import type { CardWords } from "./card.ts";

export const koCard: CardWords = {
  title: (action) => `⏳ 승인 요청: ${action}`,
  target: "대상",
  effect: "영향",
  undo: "되돌리기",
  request: (who, tier, approvers, until) =>
    `요청: ${who} · 단계 ${tier}: 요청자가 아닌 승인자 1명 (${approvers}) · ${until}까지`,
  requestOwnAllowed: (who, tier, approvers, until) =>
    `요청: ${who} · 단계 ${tier}: 승인자 1명 (${approvers}) · ${until}까지`,
  approve: "승인",
  deny: "거절",
  confirmTitle: "실행할까요?",
  confirmYes: "승인하고 실행",
  confirmNo: "취소",
  hash: (hash) => `계약 해시 \`${hash}\``,
  notFitting: "⚠️ 승인 카드가 너무 커서 올리지 않았습니다. 대상을 나누어 다시 요청해 주세요.",
  state: {
    approved: (target) => `✅ ${target}: 승인됨, 곧 실행합니다`,
    executing: (target) => `⏳ ${target}: 실행 중입니다`,
    succeeded: (target) => `✅ ${target} 완료`,
    failed: (target) => `⚠️ ${target}: 실행되지 않았습니다`,
    unknown: (target) => `⚠️ ${target}: 결과를 알 수 없습니다. 다시 실행하지 않았으니 AWS에서 상태를 확인해 주세요`,
    stale: (target) => `⚠️ ${target}: 카드를 올린 뒤 대상이 바뀌어 실행하지 않았습니다. 다시 요청해 주세요`,
    denied: (target) => `⛔ ${target}: 거절됨. 아무것도 실행하지 않았습니다`,
    expired: (target) => `⌛ ${target}: 시간이 지나 만료되었습니다. 아무것도 실행하지 않았습니다`,
    cancelled: (target) => `⛔ ${target}: 취소됨. 아무것도 실행하지 않았습니다`,
    revoked: (target) => `⛔ ${target}: 승인이 철회되었습니다. 아무것도 실행하지 않았습니다`,
  },
  approvedBy: (who, time) => `승인 ${who} ${time}`,
  deniedBy: (who, time) => `거절 ${who} ${time}`,
  executedAt: (time) => `실행 ${time}`,
  requestId: (id) => `요청 ID \`${id}\``,
  prepared: (action) => `${action}: 대상 확인`,
  posted: "승인 카드를 올렸습니다",
  verifying: "상태를 확인하는 중입니다",
};
