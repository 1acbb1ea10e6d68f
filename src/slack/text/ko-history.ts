import type { HistoryWords } from "./history.ts";

export const koHistory: HistoryWords = {
  threads: "관련 스레드",
  forgetThis:
    "*이 스레드에 대해 제가 가진 기록을 지울까요?* 질문, 답, 조회 결과와 검색 색인이 지워지며 되돌릴 수 없습니다. Slack의 메시지와 승인 기록은 남습니다.",
  forget: "기록 지우기",
  keep: "그대로 두기",
  forgotten: "🗑 이 스레드의 기록을 지웠습니다. 다시 물어보시면 처음부터 시작합니다.",
  kept: "기록을 그대로 두었습니다.",
  nothingKept: "이 스레드에는 남아 있는 기록이 없습니다.",
  notYours: (who) => `⛔ 스레드의 기록은 시작한 사람(${who})이나 관리자만 지울 수 있습니다.`,
  stillOpen: "⏳ 아직 답하는 중이거나 결정되지 않은 승인 요청이 있습니다. 끝난 뒤 다시 말씀해 주세요.",
  failed: "⚠️ 기록을 지우지 못했습니다. 잠시 뒤 다시 시도해 주세요.",
};
