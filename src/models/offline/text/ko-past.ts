import type { PastWords } from "./past.ts";

export const KO_PAST: PastWords = {
  found: (count, period) => `**${period ? `${period}의 ` : ""}관련 스레드 ${count}개를 찾았습니다.**`,
  otherDays: (count, period) => `**${period}에는 없고, 다른 날의 관련 스레드 ${count}개를 찾았습니다.**`,
  none: (period) => `**${period ? `${period}에 ` : ""}관련된 이야기를 한 스레드를 찾지 못했습니다.**`,
  searched: (threads) => `볼 수 있는 지난 스레드 ${threads}개를 검색했습니다.`,
  line: (day, asker, question, finding) => `- ${day} ${asker}: _${question}_ → ${finding}`,
  dated: "수치는 그때의 것입니다. 지금 값이 필요하면 다시 물어봐 주세요.",
  anew: "지금 새로 알아보려면 예를 들어 이렇게 물어봐 주세요: _지난주 order-api 장애 원인 분석해줘_",
};
