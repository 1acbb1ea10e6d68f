import type { AnswerWords } from "./answer.ts";

export const koAnswer: AnswerWords = {
  evidence: "근거 보기",
  csv: (rows) => `CSV (${rows.toLocaleString("ko-KR")}행)`,
  chart: "차트",
  askedBy: (name) => `${name} 님이 고른 질문`,
  askTaken: "이 질문은 이미 스레드에 올라갔습니다. 답은 스레드에서 볼 수 있습니다.",
  askClosed: "대화가 이어져서 이 버튼은 닫혔습니다. 필요하면 스레드에 직접 적어 주세요.",
  askUnknown: "이 버튼의 질문을 찾을 수 없습니다. 스레드에 직접 적어 주세요.",
  fileHere: "이 파일은 이미 스레드에 있습니다.",
  fileGone: "이 답변의 데이터는 보관 기간이 지나 삭제되었습니다. 같은 질문을 다시 하면 새로 조회합니다.",
  fileEmpty: "이 결과에는 행이 없어서 올릴 파일이 없습니다.",
  fileNotDrawable: "이 결과에는 차트로 그릴 시간, 분류 또는 수치 열이 없습니다.",
  fileFailed: "⚠️ 파일을 만들지 못했습니다. 잠시 뒤 다시 눌러 주세요.",
  filePart: (rows) => `저장된 ${rows.toLocaleString("ko-KR")}행만 담겨 있습니다. 전체 결과는 더 많습니다.`,
  tableCaption: (rows) => `표, ${rows.toLocaleString("ko-KR")}행`,
  rowsCut: (shown, all) =>
    `_전체 ${all.toLocaleString("ko-KR")}행 중 ${shown}행입니다. 전체는 CSV 버튼으로 받을 수 있습니다._`,
  columnsCut: (shown, all) => `_열 ${all}개 중 ${shown}개입니다. 전체는 CSV 버튼으로 받을 수 있습니다._`,
  runUnknown: "이 답변의 기록은 보관 기간이 지나 삭제되었습니다. 같은 질문을 다시 해 주세요.",
};
