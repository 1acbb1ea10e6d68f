import type { HandOverWords } from "./hand-over.ts";

export const koHandOver: HandOverWords = {
  call: "담당자 호출",
  confirmTitle: "담당자를 부를까요?",
  confirmHere: (group) => `@${group} 그룹에 알림이 가고, 이 스레드에 질문과 확인한 내용의 요약이 올라갑니다.`,
  confirmThere: (group, channel) =>
    `@${group} 그룹에 알림이 가고, 이 DM의 질문과 확인한 내용의 요약이 #${channel} 채널에 올라갑니다.`,
  confirmYes: "호출",
  confirmNo: "취소",
  needed: (name) => `${name} 님이 담당자를 찾습니다.`,
  itself: {
    asked: (name) => `봇이 직접 호출합니다. ${name} 님의 질문을 해결하지 못해 담당자가 필요합니다.`,
    gaveUp: (name) => `봇이 직접 호출합니다. ${name} 님의 질문이 여러 번 실패해 답을 포기했습니다.`,
  },
  itselfFailed: (name, why) => `봇이 직접 호출합니다. ${name} 님의 질문에 답을 마치지 못했습니다. ${why}`,
  asked: "질문",
  seen: "확인한 것",
  tried: "시도했지만 되지 않은 것",
  nothingSeen: "아직 조회한 것이 없습니다.",
  unfinished: "봇이 답을 마치지 못했습니다.",
  proposal: (what, state) => `변경 제안: ${what} (${state})`,
  already: "담당자를 이미 불렀습니다.",
  unknownGroup: (group) =>
    `⚠️ 당직 그룹 @${group}을(를) 찾을 수 없어 아무도 부르지 못했습니다. 관리자에게 opsthread.yaml의 oncall.group을 확인해 달라고 알려 주세요.`,
  nowhere:
    "⚠️ DM에서는 담당자가 볼 수 없어 부르지 못했습니다. 채널에서 다시 요청하거나, 관리자에게 opsthread.yaml의 oncall.channel 설정을 요청해 주세요.",
  failed: "⚠️ 담당자를 부르지 못했습니다. 잠시 뒤 다시 누르거나 직접 연락해 주세요.",
};
