import type { FeedbackWords } from "./feedback.ts";

export const koFeedback: FeedbackWords = {
  good: "도움이 되었습니다",
  bad: "도움이 되지 않았습니다",
  thanks: "의견을 저장했습니다. 고맙습니다.",
  whyTitle: "무엇이 아쉬웠나요?",
  whyLabel: "무엇이 틀렸거나 빠졌나요?",
  whyHint: "이 답변이 있는 채널의 주간 요약에 실릴 수 있습니다.",
  send: "보내기",
  cancel: "이유 없이 저장",
  stored: "의견과 이유를 저장했습니다. 고맙습니다.",
  weekTitle: (period) => `답변 평가 주간 요약 · ${period}`,
  weekCounts: (answered, up, down) => `답변 ${answered}건 · 👍 ${up} · 👎 ${down}`,
  complaints: "아쉬웠던 답변",
  noReason: "이유 없음",
  elsewhere: (count) => `다른 채널과 DM의 👎 ${count}건은 내용을 싣지 않습니다.`,
  noComplaints: "아쉽다는 평가는 없었습니다.",
};
