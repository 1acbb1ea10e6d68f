import { text } from "../define-tool.ts";
import { alarmSwitch } from "./alarm-actions.ts";

/** The way back from silenced alarms. */
export const alarmsEnableActions = alarmSwitch({
  name: "alarms_enable_actions",
  title: { ko: "알람 동작 켜기", en: "Enable alarm actions" },
  description: text(
    "Propose to switch on the actions of up to five CloudWatch alarms; a person has to approve it first.",
    "Use after planned work, or where alarms are silenced.",
    "Not for: creating alarms, thresholds.",
  ),
  operation: "EnableAlarmActions",
  on: true,
  word: { ko: "켜져", en: "switched on" },
  effect: {
    ko: "다음 상태 변경부터 알리고 자동 조치를 합니다. 이미 ALARM인 알람은 상태가 다시 바뀔 때까지 알리지 않습니다.",
    en: "They tell and act from the next change of state. One that is in ALARM already stays silent until its state changes.",
  },
  undo: { ko: "알람 동작을 다시 끄면 됩니다.", en: "Switch the actions off again." },
  undoBy: "alarms_disable_actions",
  tier: "T1",
  why: "power_on",
});
