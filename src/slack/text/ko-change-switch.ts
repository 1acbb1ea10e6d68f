import type { ChangeSwitchWords } from "./change-switch.ts";

const who = (by: string | null) => (by === null ? "" : `${by} 님이 `);
const because = (why: string | null) => (why === null ? "" : ` 사유: ${why}`);

export const koChangeSwitch: ChangeSwitchWords = {
  stopped: (by, at, why) => `${at === null ? "" : `${at}에 `}${who(by)}모든 변경을 중지했습니다.${because(why)}`,
  turnedBackAt: {
    slack: "허용된 사람이 사유를 적고 다시 켤 수 있습니다.",
    machine: "서버에서 중지했으므로 서버에서 `npm run changes -- start`로만 다시 켤 수 있습니다.",
    rules: "opsthread.yaml의 `approvals.enabled`가 false이므로 그곳에서만 바꿀 수 있습니다.",
  },
  onCard: (stopped) => `⛔ 지금은 아무도 승인할 수 없습니다. ${stopped}`,
  stop: "모든 변경 중지",
  allow: "변경 다시 허용",
  offerStop: "⛔ 모든 변경을 중지할까요? 버튼을 누르면 한 번 더 묻습니다. 조회는 계속됩니다.",
  offerAllow: (stopped) => `${stopped} 다시 허용할까요? 버튼을 누르면 사유를 묻습니다.`,
  stopTitle: "모든 변경 중지",
  stopText: (open) =>
    [
      "지금부터 누가 승인하더라도 AWS에 변경을 보내지 않습니다. 이미 보낸 변경은 끝까지 확인하고, 조회는 계속됩니다.",
      open > 0 ? `결정을 기다리는 요청 ${open}건은 승인할 수 없게 됩니다.` : "결정을 기다리는 요청은 없습니다.",
    ].join("\n"),
  allowTitle: "변경 다시 허용",
  allowText: (stopped) =>
    `${stopped}\n다시 허용하면 승인된 변경이 실행됩니다. 만료되지 않은 요청도 다시 승인할 수 있습니다.`,
  why: "사유",
  whyHint: "로그 채널과 감사 기록에 남고, 열린 요청의 스레드에 알립니다.",
  yesStop: "중지",
  yesAllow: "허용",
  no: "취소",
  doneStop: (open) =>
    `⛔ 모든 변경을 중지했습니다.${open > 0 ? ` 열린 요청 ${open}건의 스레드에 알렸습니다.` : ""} 다시 켜려면 “변경 다시 허용”이라고 말하거나 홈 탭에서 누르세요.`,
  doneAllow: "✅ 변경을 다시 허용했습니다.",
  toldStop: (by, why) =>
    `⛔ ${who(by)}모든 변경을 중지했습니다. 다시 켤 때까지 아무것도 승인하거나 실행할 수 없습니다.${because(why)}`,
  toldAllow: (by, why) => `✅ ${who(by)}변경을 다시 허용했습니다.${because(why)}`,
  refused: {
    not_enabled: () => "여기에서는 변경을 실행할 수 없으므로 중지할 것도 없습니다. 실행 역할이 설정된 계정이 없습니다.",
    not_allowed: (people) => `⛔ 변경을 중지하거나 다시 허용할 수 있는 사람이 아닙니다. 할 수 있는 사람: ${people}`,
    guest: () => "⛔ 게스트는 변경을 중지하거나 다시 허용할 수 없습니다.",
    inactive: () => "⛔ 이 계정으로는 변경을 중지하거나 다시 허용할 수 없습니다.",
    stranger: () => "⛔ 다른 워크스페이스의 계정으로는 변경을 중지하거나 다시 허용할 수 없습니다.",
    lookup_failed: () =>
      "⛔ 권한을 확인할 수 없어 아무것도 바꾸지 않았습니다. 급하면 서버에서 `npm run changes -- stop`으로 중지할 수 있습니다.",
    stopped_already: () => "모든 변경이 이미 중지되어 있습니다.",
    not_stopped: () => "변경이 중지되어 있지 않습니다.",
    not_from_here: () => "⛔ Slack에서 중지한 것이 아니므로 여기에서는 다시 켤 수 없습니다.",
    no_reason: () => "다시 허용하는 사유를 적어 주세요.",
  },
  auditHead: (head) => `감사 기록 \`${head}\``,
  failed: "⚠️ 스위치를 바꾸지 못했습니다. 급하면 서버에서 `npm run changes -- stop`으로 중지할 수 있습니다.",
};
