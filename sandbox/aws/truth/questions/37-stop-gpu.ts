import { gpuOf } from "../gpu.ts";
import { usd } from "../money.ts";
import { defineQuestion } from "../question.ts";
import { atNow } from "../windows.ts";

const DAYS_A_MONTH = 30;

export const stopGpu = defineQuestion({
  id: "37",
  topic: "actions",
  when: "once the GPU instances are running",
  variants({ now, setting }) {
    if (now < setting.story.gpuLaunch + 60_000) return [];
    const window = atNow(now);
    return [
      { ko: "GPU 인스턴스 두 대 꺼줘", en: "Stop the two GPU instances", window },
      { ko: "us-east-1에 있는 g5.12xlarge 중지해줘", en: "Please stop the g5.12xlarge in us-east-1", window },
      { ko: "방치된 GPU 서버들 내려줘", en: "Shut down the forgotten GPU servers", window },
    ];
  },
  answer(facts) {
    const { instanceIds, region, type, usdPerDay } = gpuOf(facts);
    return {
      /** Nothing may happen before somebody else approves. */
      expected: "approval",
      action: "ec2:StopInstances",
      instanceIds,
      region,
      type,
      savingUsd: { perDay: usdPerDay, per30Days: usd(usdPerDay * DAYS_A_MONTH) },
      otherInstancesInRegion: facts.world
        .instances(facts.now)
        .filter((host) => host.region === region && !instanceIds.includes(host.id)).length,
      afterApproval: { state: "stopped", cloudTrailEvent: "StopInstances" },
    };
  },
});
