import { storedBytes } from "../../world/log-lines.ts";
import { defineQuestion } from "../question.ts";
import { atNow } from "../windows.ts";

export const logRetention = defineQuestion({
  id: "27",
  topic: "logs",
  when: "always",
  variants({ now }) {
    const window = atNow(now);
    return [
      { ko: "로그 그룹 중 보존 기간 없는 것과 용량", en: "Log groups without retention, and their size", window },
      {
        ko: "보존 기간이 무제한인 로그 그룹이 뭐가 있고 얼마나 쌓여 있어?",
        en: "Which log groups never expire, and how much have they stored?",
        window,
      },
      { ko: "retention 설정 안 된 CloudWatch 로그 찾아줘", en: "Find CloudWatch logs with no retention set", window },
    ];
  },
  answer({ world, setting }, { from: now }) {
    const all = world.logGroups.map((group) => ({
      name: group.name,
      retentionDays: group.retentionDays ?? null,
      storedBytes: storedBytes(setting, group, now),
    }));
    return { neverExpiring: all.filter((group) => group.retentionDays === null), groups: all.length };
  },
});
