import { isFailedSignIn } from "../../world/trail/sign-ins.ts";
import { defineQuestion } from "../question.ts";
import { lastDays, seoulTime } from "../windows.ts";

export const failedSignIns = defineQuestion({
  id: "29",
  topic: "events",
  when: "always: none is an answer as well",
  variants({ now }) {
    return [
      {
        ko: "최근 7일 콘솔 로그인 실패 누가 몇 번?",
        en: "Failed console logins in the last 7 days: who, how often?",
        window: lastDays(now, 7),
      },
      {
        ko: "지난 2주간 콘솔 로그인에 실패한 사용자와 IP 알려줘",
        en: "Users and addresses of failed console sign-ins over the last 14 days",
        window: lastDays(now, 14),
      },
      {
        ko: "최근 30일 로그인 실패 의심스러운 거 있어?",
        en: "Anything suspicious among the failed logins of the last 30 days?",
        window: lastDays(now, 30),
      },
    ];
  },
  answer({ events, setting }, { from, to }) {
    const failed = events(from, to).filter(isFailedSignIn);
    const users = [...Map.groupBy(failed, (event) => event.username)].map(([user, all]) => ({
      user,
      count: all.length,
      addresses: [...new Set(all.map((event) => event.sourceIp))].sort(),
      first: seoulTime(all[0]?.time ?? 0),
      last: seoulTime(all.at(-1)?.time ?? 0),
      regions: [...new Set(all.map((event) => event.region))].sort(),
    }));
    return {
      total: failed.length,
      users: users.sort((a, b) => b.count - a.count || (a.user < b.user ? -1 : 1)),
      suspiciousAddress: failed.some((event) => event.sourceIp === setting.story.torExit)
        ? setting.story.torExit
        : null,
    };
  },
});
