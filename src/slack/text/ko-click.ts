import type { ClickWords } from "./click.ts";

export const koClick: ClickWords = {
  notApprover: (approvers) => `⛔ 이 요청은 결정할 수 없습니다. 승인자 ${approvers} 님이 승인할 수 있습니다.`,
  ownRequest: (approvers) => `⛔ 요청한 사람은 직접 승인할 수 없습니다. 승인자 ${approvers} 님이 승인할 수 있습니다.`,
  guest: "⛔ 게스트는 승인하거나 거절할 수 없습니다.",
  inactive: "⛔ 이 계정으로는 승인하거나 거절할 수 없습니다.",
  lookupFailed: "⛔ 승인자 명단을 확인할 수 없어 결정을 받지 않았습니다. 잠시 뒤 다시 눌러 주세요.",
  nobody: "(설정된 승인자 없음)",
  or: " 또는 ",
  alreadyApproved: (who, time) => `이미 ${who} 님이 ${time}에 승인했습니다.`,
  alreadyDenied: (who, time) => `이미 ${who} 님이 ${time}에 거절했습니다.`,
  alreadyExpired: "이 요청은 이미 만료되었습니다. 필요하면 다시 요청해 주세요.",
  unknown: "이 버튼의 요청을 찾을 수 없습니다. 필요하면 다시 요청해 주세요.",
};
