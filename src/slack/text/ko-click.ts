import type { ClickWords } from "./click.ts";

export const koClick: ClickWords = {
  notApprover: (approvers) => `⛔ 이 요청은 결정할 수 없습니다. 승인자 ${approvers} 님이 승인할 수 있습니다.`,
  ownRequest: (approvers) => `⛔ 요청한 사람은 직접 승인할 수 없습니다. 승인자 ${approvers} 님이 승인할 수 있습니다.`,
  guest: "⛔ 게스트는 승인하거나 거절할 수 없습니다.",
  inactive: "⛔ 이 계정으로는 승인하거나 거절할 수 없습니다.",
  stranger: "⛔ 다른 워크스페이스의 계정으로는 승인하거나 거절할 수 없습니다.",
  lookupFailed: "⛔ 승인자 명단을 확인할 수 없어 결정을 받지 않았습니다. 잠시 뒤 다시 눌러 주세요.",
  alreadyVoted: (approvers) => `이미 승인하셨습니다. 다른 승인자가 한 명 더 필요합니다: ${approvers}.`,
  wrongConfirmation:
    "⛔ 확인을 위해 입력해야 하는 이름이 맞지 않아 결정을 받지 않았습니다. 승인 버튼을 다시 눌러 주세요.",
  nobody: "(설정된 승인자 없음)",
  or: " 또는 ",
  alreadyApproved: (who, time) => `이미 ${who} 님이 ${time}에 승인했습니다.`,
  alreadyDenied: (who, time) => `이미 ${who} 님이 ${time}에 거절했습니다.`,
  alreadyExpired: "이 요청은 이미 만료되었습니다. 필요하면 다시 요청해 주세요.",
  alreadyOver: (why) => `이 요청은 이미 끝났습니다: ${why}. 필요하면 다시 요청해 주세요.`,
  unknown: "이 버튼의 요청을 찾을 수 없습니다. 필요하면 다시 요청해 주세요.",
  journalDown:
    "⛔ 결정을 기록할 수 없어 아무것도 실행하지 않았습니다. 관리자에게 디스크 상태를 확인해 달라고 해 주세요.",
  failed: "⚠️ 내부 오류로 처리하지 못했습니다. 잠시 뒤 다시 시도해 주세요.",
  noDialog: "창을 열지 못했습니다. 버튼을 다시 눌러 주세요.",
  nudgedAlready: "이 요청은 이미 한 번 다시 알렸습니다.",
  nothingToUndo: "되돌리기 제안이 이미 올라와 있거나, 더는 되돌릴 것이 없습니다.",
  nothingToRepeat: "이 요청은 버튼으로 다시 올릴 수 없습니다. 봇에게 다시 말로 요청해 주세요.",
  againRefused: (why) => `다시 요청할 수 없습니다. ${why}`,
  undoRefused: (why) => `되돌리기를 제안할 수 없습니다. ${why}`,
  mayNotAsk: "⛔ 이 채널에서 변경을 요청할 수 없는 계정입니다.",
};
