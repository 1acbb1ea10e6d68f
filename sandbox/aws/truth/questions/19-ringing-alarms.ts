import { changesOf } from "../../world/alarm-timeline.ts";
import { alarmsOf } from "../../world/alarms.ts";
import { defineQuestion } from "../question.ts";
import { atNow, seoulTime } from "../windows.ts";

export const ringingAlarms = defineQuestion({
  id: "19",
  topic: "alarms",
  when: "always",
  variants({ now }) {
    const window = atNow(now);
    return [
      { ko: "지금 울리고 있는 알람은? 언제부터?", en: "Which alarms are in ALARM now, and since when?", window },
      { ko: "현재 ALARM 상태인 CloudWatch 알람 보여줘", en: "Show the CloudWatch alarms that are firing", window },
      { ko: "알람 상태 요약해줘", en: "Summarise the state of our alarms", window },
    ];
  },
  answer({ setting }, { from: now }) {
    const states = alarmsOf(setting).map((alarm) => {
      const last = changesOf(setting, alarm, now).at(-1);
      return { name: alarm.name, kind: alarm.kind, state: last?.to ?? "INSUFFICIENT_DATA", at: last?.time };
    });
    const those = (state: string) => states.filter((alarm) => alarm.state === state);
    return {
      alarm: those("ALARM").map(({ name, kind, at }) => ({ name, kind, since: at ? seoulTime(at) : null })),
      counts: {
        ALARM: those("ALARM").length,
        INSUFFICIENT_DATA: those("INSUFFICIENT_DATA").length,
        OK: those("OK").length,
      },
    };
  },
});
