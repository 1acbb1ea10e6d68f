import type { Finding } from "../../world/findings.ts";
import { defineQuestion } from "../question.ts";
import { atNow } from "../windows.ts";

export const findingsBySeverity = defineQuestion({
  id: "33",
  topic: "findings",
  when: "always",
  variants({ now }) {
    const window = atNow(now);
    return [
      { ko: "GuardDuty 결과를 심각도별로 세줘", en: "Count GuardDuty findings by severity", window },
      {
        ko: "GuardDuty 탐지가 높음/중간/낮음 각각 몇 건이야?",
        en: "How many GuardDuty findings are high, medium and low?",
        window,
      },
      { ko: "보안 탐지 결과 심각도 분포 보여줘", en: "Show the distribution of finding severities", window },
    ];
  },
  answer({ world }, { from: now }) {
    const known = world.findings.filter((f) => f.createdAt <= now);
    const count = (all: Finding[]) => ({
      high: all.filter((f) => f.severity >= 7).length,
      medium: all.filter((f) => f.severity >= 4 && f.severity < 7).length,
      low: all.filter((f) => f.severity < 4).length,
      total: all.length,
    });
    return {
      all: count(known),
      active: count(known.filter((f) => !f.archived)),
      archived: count(known.filter((f) => f.archived)),
      samples: count(known.filter((f) => f.sample)),
    };
  },
});
