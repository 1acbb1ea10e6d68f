import { koAnswer } from "./ko-answer.ts";
import { koAwsCost } from "./ko-aws-cost.ts";
import { koCard } from "./ko-card.ts";
import { koChangeSwitch } from "./ko-change-switch.ts";
import { koClick } from "./ko-click.ts";
import { koFeedback } from "./ko-feedback.ts";
import { koHandOver } from "./ko-hand-over.ts";
import { koHistory } from "./ko-history.ts";
import { koHome } from "./ko-home.ts";
import { koLive } from "./ko-live.ts";
import { koModels } from "./ko-models.ts";
import { koNotes } from "./ko-notes.ts";
import { koProof } from "./ko-proof.ts";
import type { Words } from "./words.ts";

/** Interface texts in Korean, 합니다체 throughout. `who` is Slack markup made by our code; other values are plain. */
export const ko: Words = {
  thinking: "질문을 살펴보고 있습니다…",
  reading: (title) => `확인 중: ${title}…`,
  modelWaiting: (seconds) => `모델이 바쁩니다. 약 ${seconds}초 뒤에 계속합니다…`,
  rows: (count) => `${count.toLocaleString("ko-KR")}행`,
  guest: "⛔ 게스트는 질문할 수 없습니다. 정회원에게 대신 물어봐 달라고 요청해 주세요.",
  foreign:
    "⛔ 다른 워크스페이스의 사용자는 질문할 수 없습니다. 이 워크스페이스의 정회원에게 대신 물어봐 달라고 요청해 주세요.",
  notAsker:
    "⛔ 이 채널에서는 정해진 사람만 질문할 수 있습니다. 관리자에게 opsthread.yaml의 channels 설정을 요청해 주세요.",
  channelNotConfigured:
    "⛔ 이 채널에는 AWS 계정이 연결되어 있지 않습니다. 관리자에게 opsthread.yaml의 channels 설정을 요청하거나 DM으로 물어봐 주세요.",
  lookupFailed: "⛔ 권한을 확인할 수 없어 진행하지 않았습니다. 잠시 뒤 다시 시도해 주세요.",
  emptyQuestion: "도움말",
  unverified: "⚠️ 위 단락에는 계산으로 확인되지 않은 수치가 있습니다.",
  failure: {
    model_unreachable: "⚠️ **언어 모델에 연결할 수 없어 답을 마치지 못했습니다.** 잠시 뒤 같은 질문을 다시 보내 주세요.",
    model_misconfigured:
      "⚠️ **언어 모델 설정에 문제가 있어 답하지 못했습니다.** 관리자에게 API 키와 모델 이름을 확인해 달라고 알려 주세요.",
    model_spend_limit:
      "⚠️ **언어 모델의 사용 한도에 도달했습니다.** 관리자가 한도를 올리거나 다음 달까지 기다려야 합니다.",
    model_refused: "⚠️ **언어 모델이 이 질문에 답하기를 거절했습니다.** 질문을 바꾸어 다시 물어봐 주세요.",
    model_cut_off: "⚠️ **답이 너무 길어 중간에 잘렸습니다.** 범위를 좁혀 다시 물어봐 주세요.",
    thread_too_long: "⚠️ **이 스레드가 너무 길어졌습니다.** 새 메시지로 다시 물어봐 주세요.",
    tools_unavailable:
      "⚠️ **AWS를 조회하는 도구가 시작되지 않아 아무것도 조회하지 못했습니다.** 잠시 뒤 같은 질문을 다시 보내 주세요. 계속되면 관리자에게 아래 번호를 알려 주세요.",
    budget_steps: "⚠️ **정해진 단계 안에 답을 마치지 못했습니다.** 질문을 나누어 물어봐 주세요.",
    budget_time: "⚠️ **정해진 시간 안에 답을 마치지 못했습니다.** 기간이나 범위를 좁혀 다시 물어봐 주세요.",
    budget_person:
      "⚠️ **오늘 쓸 수 있는 모델 비용 한도에 도달했습니다.** 00:00 UTC 이후에 다시 물어보거나, `/aws-cost`처럼 모델이 필요 없는 명령을 써 주세요. 관리자가 `budgets.person_day_usd`를 조정할 수 있습니다.",
    budget_day:
      "⚠️ **모두가 함께 쓰는 오늘의 모델 한도에 도달했습니다.** 00:00 UTC 이후에 다시 물어보거나, `/aws-cost`처럼 모델이 필요 없는 명령을 써 주세요. 관리자가 `budgets.day_usd`와 `budgets.day_tokens`를 조정할 수 있습니다.",
    budget_money: "⚠️ **이 질문에 정해진 비용 한도에 도달했습니다.** 범위를 좁혀 다시 물어봐 주세요.",
    loop: "⚠️ **같은 조회가 되풀이되어 멈추었습니다.** 질문을 조금 더 구체적으로 다시 물어봐 주세요.",
    stopped: "⏹ **요청에 따라 중단했습니다.**",
    internal:
      "⚠️ **내부 오류로 답을 마치지 못했습니다.** 같은 질문을 다시 보내 주세요. 되풀이되면 아래 번호를 관리자에게 알려 주세요.",
  },
  partial: "여기까지 확인한 내용은 위와 같습니다.",
  reference: (id) => `문의 번호 \`${id}\``,
  evidence: {
    utcDays: "UTC 청구일",
    regions: (count) => `리전 ${count}개`,
    skipped: (list) => `제외: ${list}`,
    fresh: (time) => `${time}까지`,
    cached: "저장된 결과",
    ceRequests: (count, usd) => `Cost Explorer 조회 ${count}회 ${usd}`,
    scanned: (amount, usd) => `로그 ${amount} 스캔 ${usd}`,
    free: "AWS 조회 비용 없음",
    underCent: "$0.01 미만",
    answer: (usd) => `답변 ${usd}`,
    priceUnknown: (tokens) => `토큰 ${tokens.toLocaleString("ko-KR")}개, 가격 알 수 없음`,
    nearBudget: {
      turn: (used, limit) => `⚠️ 이 답변 한도 ${limit} 중 ${used} 사용`,
      person: (used, limit) => `⚠️ 오늘 한도 ${limit} 중 ${used} 사용`,
      day: (used, limit) => `⚠️ 전체의 오늘 한도 ${limit} 중 ${used} 사용`,
    },
    tokenCount: (count) => `토큰 ${count}개`,
    shown: (count, of) => (of === null ? `처음 ${count}행만, 더 있음` : `${of}행 중 ${count}행`),
    beganAnew: "앞의 대화는 요약하고 결과는 그대로 보관함",
    clockMoved: (now) => `⏱ 옮겨진 시계 기준 ${now}`,
    fellBack: (model) => `⚠️ ${model} 대신 규칙으로 답했습니다`,
  },
  notes: koNotes,
  answer: koAnswer,
  card: koCard,
  click: koClick,
  changeSwitch: koChangeSwitch,
  live: koLive,
  models: koModels,
  history: koHistory,
  home: koHome,
  proof: koProof,
  feedback: koFeedback,
  handOver: koHandOver,
  awsCost: koAwsCost,
  fileFailed: "⚠️ 파일을 올리지 못했습니다. 잠시 뒤 다시 요청해 주세요.",
  pictureFailed: "⚠️ 차트를 올리지 못했습니다. 표의 수치는 그대로 유효합니다.",
  gaveUp: (id) => `⚠️ 이 질문은 여러 번 처리하지 못해 그만두었습니다. 문의 번호 \`${id}\``,
};
