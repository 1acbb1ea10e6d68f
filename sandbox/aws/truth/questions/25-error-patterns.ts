import { defineQuestion } from "../question.ts";
import { lastHours } from "../windows.ts";

export const errorPatterns = defineQuestion({
  id: "25",
  topic: "logs",
  when: "always",
  variants({ now, setting }) {
    const { order } = setting.names;
    return [
      {
        ko: `${order} 에러 로그 상위 3개 메시지 패턴 (최근 24시간)`,
        en: `Top 3 error message patterns of ${order} in the last 24 hours`,
        window: lastHours(now, 24),
      },
      {
        ko: `최근 3시간 ${order} 로그에서 가장 많은 에러 세 가지가 뭐야?`,
        en: `What are the three most frequent errors in the ${order} log over the last 3 hours?`,
        window: lastHours(now, 3),
      },
      {
        ko: `${order}에서 제일 자주 나는 에러 알려줘 (12시간)`,
        en: `Most common errors of ${order} (12 hours)`,
        window: lastHours(now, 12),
      },
    ];
  },
  answer({ world, setting }, { from, to }) {
    const name = `/haneul/${setting.names.order}`;
    const group = world.logGroups.find((known) => known.name === name);
    if (!group) throw new Error(`There is no log group ${name}`);
    const seen = new Map<string, { count: number; example: string }>();
    for (const { template, message } of world.logLines(group, from, to)) {
      if (!template) continue;
      const known = seen.get(template) ?? { count: 0, example: message };
      seen.set(template, { ...known, count: known.count + 1 });
    }
    const patterns = [...seen]
      .map(([pattern, { count, example }]) => ({ pattern, count, example }))
      .sort((a, b) => b.count - a.count);
    return {
      logGroup: name,
      top: patterns.slice(0, 3),
      errors: patterns.reduce((all, { count }) => all + count, 0),
    };
  },
});
