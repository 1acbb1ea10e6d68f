import { topic } from "../format/josa.ts";
import type { Talk } from "./words.ts";

export const KO_TALK: Talk = {
  ask: {
    which: (subject, choices) =>
      `**${subject ? `${subject}: ` : ""}무엇을 알아볼까요?** ${choices} 중에서 골라 주세요.`,
    one: (subject, choice) =>
      `**${subject ? `${subject}: ` : ""}${choice}에 대해 찾으시나요?** 맞으면 조금 더 구체적으로 말씀해 주세요.`,
    choices: {
      costChange: "비용 비교",
      costCause: "비용이 오른 원인",
      costForecast: "비용 예측",
      costAnomalies: "비용 이상",
      costSavings: "비용 절감",
      resources: "리소스 목록",
      alarms: "알람",
      contacts: "Connect 대기열",
      metrics: "지표",
      outage: "장애 원인",
      outOfMemory: "메모리 부족",
      cost: "비용",
      trail: "변경 이력(CloudTrail)",
      logins: "콘솔 로그인",
      guardduty: "GuardDuty 탐지 결과",
      logErrors: "에러 로그 분석",
      logGroups: "로그 그룹 목록",
      instances: "인스턴스 상태",
      reboot: "재부팅",
      stop: "인스턴스 중지",
      start: "인스턴스 시작",
    },
    or: ", ",
  },
  say: {
    help: "**AWS 비용, CloudTrail, GuardDuty, 로그, 지표, 알람, 리소스에 대해 물어보실 수 있습니다.** 변경은 승인 카드를 거쳐야만 실행됩니다.",
    greeting: "**안녕하세요. AWS 운영에 대해 물어봐 주세요.**",
    thanks: "**도움이 되었다니 다행입니다.** 더 필요한 것이 있으면 말씀해 주세요.",
    nothing: "**아무것도 바꾸지 않았습니다.** 열려 있는 승인 카드가 있다면 카드에서 거절할 수 있습니다.",
    howto:
      "**인스턴스의 재부팅, 중지, 시작은 이름만 말씀해 주시면 됩니다.** 대상을 확인해 승인 카드를 올리고, 요청자가 아닌 승인자가 승인해야 실행됩니다.",
    unclear: "**무엇을 찾으시는지 이해하지 못했습니다.** 이런 식으로 물어봐 주세요.",
    notYet:
      "**이 질문은 아직 답할 수 없습니다.** 런북과 앞날의 일은 규칙만으로는 답하지 못합니다. 이런 질문에는 답할 수 있습니다.",
    forbidden: (what, offered) =>
      `**${what ? topic(what) : "요청하신 변경은"} 이 봇이 할 수 없는 작업입니다.** 승인이 있어도 실행하지 않습니다. ${offered ? `할 수 있는 변경은 ${offered}뿐입니다.` : "여기서는 조회만 할 수 있습니다."}`,
    examples: [
      "지난주 서비스별 비용 보여줘",
      "어제 EC2 인스턴스를 시작한 사람은 누구야?",
      "order-api 최근 에러 로그 분석해줘",
    ],
    moreExamples: [
      "이번 달 비용이 왜 늘었어?",
      "지금 울리는 알람 보여줘",
      "최근 7일간 실패한 콘솔 로그인 있었어?",
      "심각도 높은 GuardDuty 탐지 결과 있어?",
    ],
  },
  orders: {
    verbs: {
      start: "시작",
      stop: "중지",
      terminate: "종료",
      create: "생성",
      delete: "삭제",
      deploy: "변경",
      change: "변경",
    },
    things: {
      instance: "EC2 인스턴스",
      bucket: "S3 버킷",
      securityGroup: "보안 그룹",
      user: "IAM 사용자",
      accessKey: "액세스 키",
      role: "IAM 역할",
      policy: "IAM 정책",
      function: "Lambda 함수",
      database: "데이터베이스",
      volume: "볼륨",
      snapshot: "스냅샷",
      key: "KMS 키",
      trail: "CloudTrail 추적",
      log: "로그",
    },
    phrase: (verb, thing) => (thing ? `${thing} ${verb}` : `${verb} 작업`),
  },
};
