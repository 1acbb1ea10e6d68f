import { defineQuestion } from "../question.ts";
import { lastDays, seoulTime } from "../windows.ts";

export const rootUse = defineQuestion({
  id: "30",
  topic: "events",
  when: "always: none is an answer as well",
  variants({ now }) {
    return [
      {
        ko: "최근 30일 동안 루트 계정이 쓰인 적 있어?",
        en: "Was the root account used in the last 30 days?",
        window: lastDays(now, 30),
      },
      {
        ko: "루트 사용자로 뭔가 한 기록 있나? 지난 2주",
        en: "Any activity by the root user in the last 14 days?",
        window: lastDays(now, 14),
      },
      {
        ko: "지난 90일간 root 로그인 이력 보여줘",
        en: "Root sign-ins over the last 90 days",
        window: lastDays(now, 90),
      },
    ];
  },
  answer({ events }, { from, to }) {
    const found = events(from, to).filter((event) => (event.identity as { type?: string }).type === "Root");
    return {
      used: found.length > 0,
      events: found.map((event) => ({
        name: event.name,
        at: seoulTime(event.time),
        region: event.region,
        sourceIp: event.sourceIp,
        outcome: event.errorCode ?? "Success",
        cloudTrailEventId: event.id,
      })),
    };
  },
});
