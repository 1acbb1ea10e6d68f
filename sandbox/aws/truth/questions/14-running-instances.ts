import { defineQuestion } from "../question.ts";
import { atNow } from "../windows.ts";

export const runningInstances = defineQuestion({
  id: "14",
  topic: "inventory",
  when: "always",
  variants({ now }) {
    const window = atNow(now);
    return [
      {
        ko: "리전별로 실행 중인 EC2 인스턴스가 몇 대야?",
        en: "How many EC2 instances are running, per region?",
        window,
      },
      {
        ko: "지금 켜져 있는 EC2 몇 대? 리전별로 알려줘",
        en: "Count the EC2 instances that are up now, by region",
        window,
      },
      {
        ko: "EC2 인스턴스 상태별 대수 보여줘 (모든 리전)",
        en: "Number of EC2 instances by state, in all regions",
        window,
      },
    ];
  },
  answer({ world }, { from }) {
    const hosts = world.instances(from);
    const count = (running: boolean) =>
      Object.fromEntries(
        [
          ...Map.groupBy(
            hosts.filter((host) => host.running === running),
            (host) => host.region,
          ),
        ].map(([region, all]) => [region, all.length]),
      );
    return { running: count(true), stopped: count(false), total: hosts.length };
  },
});
