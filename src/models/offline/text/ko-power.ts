import type { Power } from "../power.ts";
import type { PowerEnd, PowerTalk, PowerWords } from "./power.ts";

const NOUNS: Record<Power, string> = { reboot: "재부팅", stop: "중지", start: "시작" };

/** With their particles: 을/를, 은/는, 이/가. */
function about(noun: string, [object, topic, subject]: [string, string, string], example: string) {
  return {
    succeeded: (target) => `**${target} ${noun}${object} 실행했습니다.**`,
    denied: (target) => `**${target} ${noun}${topic} 거절되었습니다.** 아무것도 실행되지 않았습니다.`,
    expired: (target) =>
      `**${target} ${noun}${topic} 제시간에 승인되지 않아 만료되었습니다.** 아무것도 실행되지 않았습니다. 아직 필요하면 다시 요청해 주세요.`,
    stale: (target) =>
      `**${target} ${noun}${object} 실행하지 않았습니다.** 카드에 보인 뒤로 대상의 상태가 바뀌었습니다. 확인한 뒤 다시 요청해 주세요.`,
    unknown: (target) =>
      `**⚠️ ${target} ${noun}${subject} 실행되었는지 알 수 없습니다.** 다시 시도하지 않았습니다. 인스턴스 상태와 CloudTrail을 사람이 확인해야 합니다.`,
    failed: (target) => `**${target} ${noun}에 실패했습니다.**`,
    cancelled: (target) => `**${target} ${noun} 요청은 취소되었습니다.** 아무것도 실행되지 않았습니다.`,
    example,
    refused: `**${noun}${object} 요청하지 못했습니다.** 아무것도 바뀌지 않았습니다.`,
    which: `**어느 인스턴스를 ${noun}할까요?** Name 태그나 인스턴스 ID를 알려 주세요. 예: _${example}_`,
    none: (what) => `**${noun}할 ${what ? `${what} ` : ""}인스턴스가 없습니다.**`,
    several: (found) =>
      `**맞는 인스턴스가 ${found}대입니다. 어느 것을 ${noun}할까요?** 아래에서 이름이나 인스턴스 ID로 알려 주세요. 카드 하나에 다섯 대까지 담을 수 있습니다.`,
    tooMany: (given) =>
      `**한 번에 ${noun}할 수 있는 인스턴스는 다섯 대까지입니다 (요청 ${given}대).** 나누어 요청해 주세요.`,
  } satisfies Record<PowerEnd, (target: string) => string> & PowerTalk;
}

const OTHERS =
  ", Auto Scaling 용량, ECS 서비스, RDS, Lambda 별칭, 태그, 호스트 점검, GuardDuty 탐지 결과 보관, 알람 동작, 로그 보존 기간";

export const KO_POWER: PowerWords = {
  reboot: about(NOUNS.reboot, ["을", "은", "이"], "order-api-2 재부팅해줘"),
  stop: about(NOUNS.stop, ["를", "는", "가"], "us-east-1의 GPU 인스턴스 중지해줘"),
  start: about(NOUNS.start, ["을", "은", "이"], "order-api-2 시작해줘"),
  decided: (who, time) => `승인: ${who}${time ? ` · 실행 ${time}` : ""}.`,
  deniedBy: (who) => `거절: ${who}.`,
  off: "**여기서는 변경 작업이 켜져 있지 않습니다.** 지금은 조회만 할 수 있습니다. 관리자가 실행 역할(act role)을 설정하면 승인 카드를 거쳐 EC2 인스턴스를 재부팅하거나 중지·시작할 수 있습니다.",
  offered: (powers, others) =>
    `EC2 인스턴스의 ${[...powers.map((power) => NOUNS[power]), ...(others ? ["종료", "스냅샷"] : [])].join("·")}${others ? OTHERS : ""}`,
};
