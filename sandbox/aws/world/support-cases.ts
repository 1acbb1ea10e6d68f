/** Cases with AWS Support: one, and it is closed. */
import { prod } from "./account.ts";
import { DAY, HOUR } from "./calendar.ts";
import { randomOf } from "./random.ts";
import { perSetting, type Setting } from "./setting.ts";

interface SupportCase {
  id: string;
  displayId: string;
  subject: string;
  service: string;
  category: string;
  severity: "low" | "normal" | "high" | "urgent" | "critical";
  submittedBy: string;
  createdAt: number;
  resolvedAt: number;
  /** Newest first. */
  messages: { by: string; time: number; body: string }[];
}

export const supportCasesOf = perSetting((setting: Setting): SupportCase[] => {
  const { seed, account, anchor, cast, story } = setting;
  if (account.id !== prod.id) return [];
  const createdAt = story.endpointRemoved + 30 * HOUR;
  const random = randomOf(seed, "support-case");
  const submittedBy = `${cast.sre.name}@haneul.example`;
  const year = new Date(anchor).getUTCFullYear();
  return [
    {
      id: `case-${account.id}-mu${year}-${random.hex(16)}`,
      displayId: String(random.int(1_700_000_000, 1_799_999_999)) + String(random.int(10_000, 99_999)),
      subject: "NAT Gateway 데이터 처리량이 갑자기 늘었습니다",
      service: "amazon-virtual-private-cloud",
      category: "nat-gateway",
      severity: "normal",
      submittedBy,
      createdAt,
      resolvedAt: createdAt + 3 * DAY,
      messages: [
        {
          by: "Amazon Web Services",
          time: createdAt + 6 * HOUR,
          body: "VPC 엔드포인트(com.amazonaws.ap-northeast-2.logs)가 삭제된 뒤로 로그 전송이 NAT Gateway를 지나고 있습니다. 엔드포인트를 다시 만드는 것을 검토해 주십시오.",
        },
        {
          by: submittedBy,
          time: createdAt,
          body: "어제 오전부터 NAT Gateway 처리 바이트가 평소의 몇 배입니다. 원인을 알 수 있을까요?",
        },
      ],
    },
  ];
});
