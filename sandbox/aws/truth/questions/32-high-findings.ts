import { defineQuestion } from "../question.ts";
import { atNow, seoulTime } from "../windows.ts";

export const highFindings = defineQuestion({
  id: "32",
  topic: "findings",
  when: "always",
  variants({ now }) {
    const window = atNow(now);
    return [
      {
        ko: "심각도 높은 GuardDuty 탐지 결과 중 보관 안 된 것 보여줘",
        en: "List high severity GuardDuty findings not archived",
        window,
      },
      { ko: "지금 봐야 할 위험한 GuardDuty 탐지 있어?", en: "Any serious GuardDuty findings to look at now?", window },
      {
        ko: "GuardDuty high 이상 탐지 결과 정리해줘",
        en: "Summarise GuardDuty findings of severity 7 and above",
        window,
      },
    ];
  },
  answer({ world }, { from: now }) {
    const found = world.findings.filter((f) => f.severity >= 7 && !f.archived && f.createdAt <= now);
    const told = (sample: boolean) =>
      found
        .filter((f) => f.sample === sample)
        .map((f) => ({
          id: f.id,
          type: f.type,
          severity: f.severity,
          title: f.title,
          region: f.region,
          count: f.count,
          firstSeen: seoulTime(f.firstSeen),
          lastSeen: seoulTime(f.lastSeen),
        }));
    return {
      findings: told(false),
      /** Made for a test: to be named as such or left out. */
      samples: told(true),
    };
  },
});
