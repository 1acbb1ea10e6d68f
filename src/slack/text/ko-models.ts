import type { ModelsWords } from "./models.ts";

export const koModels: ModelsWords = {
  title: "선택할 수 있는 모델",
  current: {
    person: (name) => `지금은 직접 선택하신 *${name}* 모델이 답합니다.`,
    channel: (name) => `이 채널에서는 관리자가 정한 *${name}* 모델이 답합니다.`,
    default: (name) => `지금은 기본값인 *${name}* 모델이 답합니다.`,
  },
  price: (input, output) => `100만 토큰당 입력 $${input}, 출력 $${output}`,
  window: (tokens) => `문맥 ${tokens} 토큰`,
  speed: (perSecond) => `최근 속도 초당 ${perSecond}토큰`,
  retires: (on) => `⚠️ ${on} 종료 예정`,
  retiresSoon: "⚠️ 종료 예정",
  offline: "언어 모델 없이 규칙으로 답합니다. 무료입니다.",
  forPerson: "내 질문에 답할 모델",
  forChannel: "이 채널에서 답할 모델 (관리자)",
  placeholder: "모델 선택",
  byDefault: "기본값으로",
  hint: "글로도 고를 수 있습니다: `/models haiku` · `/models 채널 opus` · `/models 초기화`",
  chosen: (name) => `✅ 이제부터 회원님의 질문에는 *${name}* 모델이 답합니다.`,
  chosenForChannel: (name) => `✅ 이제부터 이 채널의 질문에는 *${name}* 모델이 답합니다.`,
  overruled: (name) => `다만 이 채널에서는 관리자가 정한 *${name}* 모델이 답합니다.`,
  reset: (name) => `✅ 선택을 지웠습니다. 이제 *${name}* 모델이 답합니다.`,
  resetForChannel: (name) => `✅ 이 채널의 선택을 지웠습니다. 회원님의 질문에는 이제 *${name}* 모델이 답합니다.`,
  unknown: (asked) => `\`${asked}\` 모델은 찾지 못했습니다. 바뀐 것은 없습니다.`,
  nearest: "혹시 이 모델을 찾으셨나요?",
  noneNear: "`/models`로 선택할 수 있는 모델을 확인해 주세요.",
  notAdmin:
    "⛔ 채널의 모델은 관리자만 정할 수 있습니다. 내 모델은 `/models 이름`으로 고를 수 있습니다. (관리자: opsthread.yaml의 `admins`)",
  noChannel: "⛔ 채널의 모델은 그 채널에서 정해 주세요. 여기서는 `/models 이름`으로 내 모델을 고를 수 있습니다.",
  addClaude: "Claude를 쓰려면 `ANTHROPIC_API_KEY`(또는 Bedrock 설정)를 지정하고 다시 시작해 주세요.",
  failed: "모델 목록을 가져오지 못했습니다. 잠시 뒤 다시 시도해 주세요.",
};
