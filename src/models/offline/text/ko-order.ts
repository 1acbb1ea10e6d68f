import type { OrderWords } from "./order.ts";

export const KO_ORDER: OrderWords = {
  ended: {
    succeeded: (target) => `**승인된 변경을 실행했습니다: ${target}.** 결과는 위의 카드에 있습니다.`,
    denied: (target) => `**${target} 변경은 거절되었습니다.** 아무것도 실행되지 않았습니다.`,
    expired: (target) =>
      `**${target} 변경은 제시간에 승인되지 않아 만료되었습니다.** 아무것도 실행되지 않았습니다. 아직 필요하면 다시 요청해 주세요.`,
    stale: (target) =>
      `**${target} 변경을 실행하지 않았습니다.** 카드에 보인 뒤로 대상의 상태가 바뀌었습니다. 확인한 뒤 다시 요청해 주세요.`,
    unknown: (target) =>
      `**⚠️ ${target} 변경이 실행되었는지 알 수 없습니다.** 다시 시도하지 않았습니다. 대상의 상태와 CloudTrail을 사람이 확인해야 합니다.`,
    failed: (target) => `**${target} 변경에 실패했습니다.**`,
    cancelled: (target) => `**${target} 변경 요청은 취소되었습니다.** 아무것도 실행되지 않았습니다.`,
  },
  refused: "**변경을 요청하지 못했습니다.** 아무것도 바뀌지 않았습니다.",
  off: "**여기서는 이 변경 작업이 켜져 있지 않습니다.** 관리자가 실행 역할(act role)을 설정하면 승인 카드를 거쳐 실행할 수 있습니다.",
  missing: {
    target: "**무엇을 바꿀까요?** 이름이나 ID를 알려 주세요. 예: _order-api 서비스 롤백해줘_",
    number: "**몇 개로 바꿀까요?** 예: _cart-api-asg 용량을 3으로 바꿔줘_",
    tag: "**어떤 태그인가요?** 키와 값을 알려 주세요. 예: _order-api-2에 team=order 태그 붙여줘_",
    unit: "**어느 systemd 유닛인가요?** 예: _order-api-1에서 nginx 저널 보여줘_",
    days: "**며칠 동안 보관할까요?** 예: _/haneul/web 보존 기간을 90일로 설정해줘_",
    finding:
      "**어느 탐지 결과인가요?** ID를 앞 여섯 자 이상 알려 주세요 (목록의 CSV에 있습니다). 예: _탐지 결과 16d9b3f8 보관해줘_",
  },
};
