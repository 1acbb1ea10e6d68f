import type { ChangesMade } from "./changes.ts";

export const KO_CHANGES: ChangesMade = {
  first: (period, count, people) => `**${period} 승인을 거쳐 변경된 것은 ${count}건입니다 (승인: ${people}).**`,
  byPerson: (name, count) => `${name} ${count}건`,
  none: (period) => `**${period} 승인을 거쳐 변경된 것은 없습니다.**`,
  notMade: (count) => `거절되거나 만료되는 등 실행되지 않은 요청은 ${count}건입니다.`,
  elsewhere: "봇을 거치지 않은 변경은 CloudTrail에 있습니다: _이번 주 CloudTrail 변경 이력 보여줘_",
  source: "승인 기록",
  outcome: (state, verified) =>
    state === "succeeded" ? (verified ? "완료, 확인됨" : "완료") : state === "unknown" ? "결과를 알 수 없음" : state,
  columns: { time: "시각", change: "변경", asked: "요청", approved: "승인", outcome: "결과" },
};
