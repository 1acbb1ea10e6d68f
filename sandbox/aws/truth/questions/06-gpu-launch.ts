import { DAY } from "../../world/calendar.ts";
import { gpuOf } from "../gpu.ts";
import { defineQuestion } from "../question.ts";

export const gpuLaunch = defineQuestion({
  id: "6",
  topic: "events",
  when: "for ninety days after the launch, as long as CloudTrail remembers",
  variants({ now, setting }) {
    const { gpuLaunch: launch } = setting.story;
    if (now < launch || now > launch + 90 * DAY) return [];
    const window = { from: Math.max(launch - DAY, now - 90 * DAY), to: now, zone: "Asia/Seoul" as const };
    return [
      {
        ko: "GPU 인스턴스 누가 언제 띄웠어? (KST)",
        en: "Who launched the GPU instances and when (KST)?",
        window,
      },
      {
        ko: "us-east-1의 g5.12xlarge 두 대는 누가 시작한 거야? 시각이랑 IP도 알려줘",
        en: "Who started the two g5.12xlarge in us-east-1? Time and source address too",
        window,
      },
      { ko: "그 비싼 GPU 서버 만든 사람 찾아줘", en: "Find who created those expensive GPU servers", window },
    ];
  },
  answer(facts) {
    const { eventId, user, launchedAt, sourceIp, instanceIds, region } = gpuOf(facts);
    return { user, launchedAt, sourceIp, region, instanceIds, eventName: "RunInstances", cloudTrailEventId: eventId };
  },
});
