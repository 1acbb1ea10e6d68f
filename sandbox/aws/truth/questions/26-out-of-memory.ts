import { DAY } from "../../world/calendar.ts";
import { defineQuestion } from "../question.ts";
import { holds, lastDays, seoulMonthToDate, seoulTime } from "../windows.ts";

export const outOfMemory = defineQuestion({
  id: "26",
  topic: "logs",
  when: "`this month` and `the last 14 days` only while they hold all of it",
  variants({ now, setting }) {
    const { memoryLowered, outOfMemory: kills } = setting.story;
    const { payment } = setting.names;
    const last = kills.at(-1) ?? 0;
    const whole = [
      {
        ko: `이번 달에 ${payment} 메모리 부족으로 죽은 적 있어?`,
        en: `Did ${payment} run out of memory this month?`,
        window: seoulMonthToDate(now),
      },
      {
        ko: `최근 14일 동안 ${payment}에서 OOM 몇 번 났어?`,
        en: `How often was ${payment} killed for memory in the last 14 days?`,
        window: lastDays(now, 14),
      },
      {
        ko: `최근 30일 ${payment} OOM 발생 내역이랑 원인`,
        en: `OOM kills of ${payment} in the last 30 days, and why`,
        window: lastDays(now, 30),
      },
    ];
    return whole.filter(
      ({ window }) => holds(window, memoryLowered) && holds(window, last) && window.to - window.from >= DAY,
    );
  },
  answer({ setting, events }) {
    const { story, names, cast } = setting;
    const kills = story.outOfMemory;
    const lowered = events(story.memoryLowered - DAY, story.memoryLowered + DAY).find(
      (event) =>
        event.name === "RegisterTaskDefinition" &&
        (event.response as { taskDefinition?: { family?: string; revision?: number } } | undefined)?.taskDefinition
          ?.family === names.payment,
    );
    return {
      count: kills.length,
      first: seoulTime(kills[0] ?? 0),
      last: seoulTime(kills.at(-1) ?? 0),
      cause: {
        taskDefinition: `${names.payment}:${story.memoryRevision}`,
        memoryMib: story.memory.lowered,
        memoryBeforeMib: story.memory.before,
        by: cast[story.memoryLoweredBy].name,
        at: seoulTime(story.memoryLowered),
        cloudTrailEventId: lowered?.id ?? null,
      },
      restored: {
        taskDefinition: `${names.payment}:${story.memoryRevision + 1}`,
        by: cast[story.memoryRestoredBy].name,
        at: seoulTime(story.memoryRestored),
      },
    };
  },
});
