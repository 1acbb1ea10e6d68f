import { text } from "../define-tool.ts";
import { alarmSwitch } from "./alarm-actions.ts";

/** Alarms go on watching and tell nobody: for planned work. */
export const alarmsDisableActions = alarmSwitch({
  name: "alarms_disable_actions",
  title: { ko: "알람 동작 끄기", en: "Disable alarm actions" },
  description: text(
    "Propose to switch off the actions of up to five CloudWatch alarms; a person has to approve it first.",
    "Use for silencing alarms during planned work.",
    "Not for: deleting alarms, thresholds.",
  ),
  operation: "DisableAlarmActions",
  on: false,
  word: { ko: "꺼져", en: "switched off" },
  effect: {
    ko: "알람은 계속 상태를 판단하지만 아무에게도 알리지 않고, 연결된 자동 조치도 하지 않습니다. 다시 켤 때까지 그대로입니다.",
    en: "The alarms go on judging, but tell nobody and set nothing off. It stays so until switched on again.",
  },
  undo: { ko: "알람 동작을 다시 켜면 됩니다.", en: "Switch the actions on again." },
  undoBy: "alarms_enable_actions",
  tier: "T2",
  why: "silences",
});
