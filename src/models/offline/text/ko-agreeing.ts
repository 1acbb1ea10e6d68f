import type { AgreeingWords } from "./agreeing.ts";

export const KO_AGREEING: AgreeingWords = {
  agreed_gb: {
    sayYes: "스캔하려면 _네_ 라고 답해 주세요.",
    declined:
      "**스캔하지 않았습니다.** 비용도 들지 않았습니다. 기간을 줄이거나 로그 그룹을 더 적게 지정해 다시 물어보셔도 됩니다.",
    agree: ["스캔하기", "네, 스캔해 주세요"],
  },
  agreed_pages: {
    sayYes: "나머지도 읽으려면 _네_ 라고 답해 주세요.",
    declined:
      "**나머지 페이지는 읽지 않았습니다.** 비용도 더 들지 않았습니다. 기간이나 기준을 줄여 다시 물어보셔도 됩니다.",
    agree: ["나머지 읽기", "네, 나머지도 읽어 주세요"],
  },
};
