import { LOOK_BACK_DAYS, rightsizingAt } from "../../world/rightsizing.ts";
import { usd } from "../money.ts";
import { defineQuestion } from "../question.ts";
import { finishedDays } from "../windows.ts";

export const rightsizing = defineQuestion({
  id: "12",
  topic: "cost",
  when: "always",
  variants({ now }) {
    const window = finishedDays(now, LOOK_BACK_DAYS);
    return [
      { ko: "라이트사이징 대상이랑 절감액 알려줘", en: "Rightsizing candidates and saving?", window },
      {
        ko: "너무 큰 EC2 인스턴스 있어? 줄이면 한 달에 얼마 아껴?",
        en: "Which EC2 instances are too big, and what would shrinking them save a month?",
        window,
      },
      { ko: "놀고 있는 인스턴스 찾아줘", en: "Find instances with hardly any load", window },
    ];
  },
  answer({ setting, now }) {
    const found = rightsizingAt(setting, now).map(({ host, averageCpu, target, monthlySaving }) => ({
      instanceId: host.id,
      name: host.name,
      region: host.region,
      type: host.type,
      averageCpuPercent: usd(averageCpu),
      advice: target ? { action: "modify", target } : { action: "terminate" },
      monthlySavingUsd: usd(monthlySaving),
    }));
    return {
      currency: "USD",
      candidates: found,
      monthlySavingUsd: usd(found.reduce((all, c) => all + c.monthlySavingUsd, 0)),
    };
  },
});
