import type { AwsCostWords } from "./aws-cost.ts";

export const koAwsCost: AwsCostWords = {
  working: "⏳ 비용을 조회하고 있습니다…",
  sentToDm: "이 채널에는 제가 없어서 결과를 DM으로 보냈습니다.",
  failed: (why) => `⚠️ 비용을 조회하지 못했습니다: ${why}`,
  interrupted: (command) =>
    `⚠️ 봇이 다시 시작되어 비용 조회를 마치지 못했습니다. \`${command}\` 명령을 다시 입력해 주세요.`,
  nearest: "이렇게 물어볼 수 있습니다:",
  askedBy: (who, text) => `${who} · \`/aws-cost${text}\``,
};
