import { DAY, HOUR, MINUTE, seoulMidnight } from "../../world/calendar.ts";
import { defineQuestion } from "../question.ts";
import { dayNames, seoulDay, seoulTime } from "../windows.ts";

export const outageCause = defineQuestion({
  id: "23",
  topic: "events",
  when: "for ninety days after the outage; `the day before yesterday` on the day when it was",
  variants({ now, setting }) {
    const { deploy, errorsTo } = setting.story;
    const { order } = setting.names;
    if (now < errorsTo || now > deploy + 90 * DAY) return [];
    const daysAgo = Math.round((seoulMidnight(now) - seoulMidnight(deploy)) / DAY);
    const window = seoulDay(now, daysAgo);
    const day = dayNames(deploy);
    const recent = { 1: ["어제", "yesterday"], 2: ["그저께", "the day before yesterday"] }[daysAgo];
    return [
      ...(recent
        ? [{ ko: `${recent[0]} 5xx 장애 원인이 뭐야?`, en: `What caused the 5xx outage ${recent[1]}?`, window }]
        : []),
      { ko: `${day.ko} ${order} 장애 왜 났어?`, en: `Why did ${order} fail on ${day.en}?`, window },
      {
        ko: `${day.ko}에 ${order} 5xx가 치솟은 이유와 복구 과정 정리해줘`,
        en: `Explain the 5xx spike of ${order} on ${day.en} and how it was resolved`,
        window,
      },
    ];
  },
  answer({ setting, events }) {
    const { story, cast, names } = setting;
    const updates = events(story.deploy - HOUR, story.rollback + HOUR).filter(
      (event) =>
        event.name === "UpdateService" && (event.request as { service?: string } | undefined)?.service === names.order,
    );
    const [deployed, rolledBack] = updates;
    return {
      cause: {
        what: "deployment",
        service: names.order,
        version: story.release.to,
        taskDefinition: `${names.order}:${story.orderRevision.to}`,
        by: cast.deployBot.name,
        at: seoulTime(story.deploy),
        cloudTrailEventId: deployed?.id ?? null,
      },
      errors: {
        from: seoulTime(story.errorsFrom),
        to: seoulTime(story.errorsTo),
        minutes: (story.errorsTo - story.errorsFrom) / MINUTE,
        minutesAfterDeployment: (story.errorsFrom - story.deploy) / MINUTE,
        share: story.errorShare,
        usualShare: 0.002,
      },
      rollback: {
        version: story.release.from,
        taskDefinition: `${names.order}:${story.orderRevision.from}`,
        by: cast[story.rollbackBy].name,
        at: seoulTime(story.rollback),
        cloudTrailEventId: rolledBack?.id ?? null,
      },
    };
  },
});
