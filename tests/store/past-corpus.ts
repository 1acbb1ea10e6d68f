/** Conversations of a few weeks as a team has them, each in a channel of its own making: what was asked, what was said. */
export const PAST: readonly {
  id: string;
  channel: string;
  day: string;
  asker?: string;
  dm?: boolean;
  question: string;
  answer: string;
}[] = [
  {
    id: "outage",
    channel: "C0OPS",
    day: "2026-11-12",
    question: "order-api 5xx 원인 분석해줘",
    answer:
      "**가장 유력한 원인은 06:50의 배포 order-api 1.42.0입니다.** 배포 3분 뒤 5xx가 0.2%에서 31%로 올랐고 오류의 88%가 NullPointerException입니다.",
  },
  {
    id: "latency",
    channel: "C0OPS",
    day: "2026-11-11",
    question: "결제서비스 응답이 왜 느려졌어?",
    answer:
      "**결제 서비스의 p99 지연은 RDS 연결 고갈 때문에 1.8초로 늘었습니다.** 커넥션 풀 크기를 늘린 뒤 회복되었습니다.",
  },
  {
    id: "gpu",
    channel: "C0OPS",
    day: "2026-11-09",
    question: "이번 달 비용이 왜 튀었어?",
    answer:
      "**증가분의 94%는 us-east-1의 g5.12xlarge GPU 인스턴스 2대입니다.** 시작한 사람은 hana.choi이고 태그가 없습니다.",
  },
  {
    id: "nat",
    channel: "C0OPS",
    day: "2026-10-29",
    question: "Why did the NAT Gateway cost go up in October?",
    answer:
      "**NAT Gateway data processing grew by $212 (+180%) after the nightly export job began to pull images from Docker Hub.**",
  },
  {
    id: "ssh",
    channel: "G0SEC",
    day: "2026-11-10",
    asker: "U0SEOYEON",
    question: "Who opened port 22 to the world?",
    answer:
      "**deploy-bot called AuthorizeSecurityGroupIngress on sg-0a12 for 0.0.0.0/0, port 22.** The rule was removed 14 minutes later.",
  },
  {
    id: "guardduty",
    channel: "G0SEC",
    day: "2026-11-13",
    asker: "U0SEOYEON",
    question: "GuardDuty 심각도 높은 탐지 결과 설명해줘",
    answer: "**CryptoCurrency:EC2/BitcoinTool.B 탐지는 i-0dead에서 나왔습니다.** 외부 IP 198.51.100.7과 통신했습니다.",
  },
  {
    id: "disk",
    channel: "C0OPS",
    day: "2026-11-03",
    question: "Which instance ran out of disk space last night?",
    answer:
      "**batch-worker-3 (i-0b77) reached 98% of its root volume at 03:12.** Old build logs in /var/log/builds take 41 GB.",
  },
  {
    id: "oom",
    channel: "C0DATA",
    day: "2026-11-05",
    asker: "U0SARAH",
    question: "why was the ingestion task killed?",
    answer:
      "**The ECS task ingest:17 was killed for memory: 2,048 MiB used of 2,048.** It loads the whole catalog since release 3.2.",
  },
  {
    id: "root",
    channel: "G0SEC",
    day: "2026-11-02",
    asker: "U0JIWOO",
    question: "루트 계정 로그인 있었어?",
    answer: "**11월 1일에 루트 사용자 콘솔 로그인이 1번 있었고 MFA를 썼습니다.** IP는 사무실 대역입니다.",
  },
  {
    id: "retention",
    channel: "C0OPS",
    day: "2026-10-20",
    question: "보존 기간이 없는 로그 그룹 알려줘",
    answer: "**보존 기간이 없는 로그 그룹은 2개이고 월 약 $41입니다.** /aws/lambda/thumbnailer, /ecs/legacy-cron",
  },
  {
    id: "savings",
    channel: "C0DATA",
    day: "2026-10-27",
    asker: "U0SARAH",
    question: "Should we buy a Savings Plan?",
    answer: "**A one-year Compute Savings Plan of $1.20 an hour would save about $640 a month at 97% utilisation.**",
  },
  {
    id: "dm",
    channel: "D0JIWOO",
    day: "2026-11-14",
    dm: true,
    question: "내 권한으로 스냅샷 삭제할 수 있어?",
    answer: "**스냅샷 삭제는 이 봇이 할 수 없는 작업입니다.** 콘솔에서는 EC2SnapshotAdmin 역할이 필요합니다.",
  },
  {
    id: "dm-other",
    channel: "D0SARAH",
    day: "2026-11-14",
    dm: true,
    asker: "U0SARAH",
    question: "스냅샷 비용이 얼마야?",
    answer: "**EBS 스냅샷 비용은 월 $88입니다.** 그중 sarah의 실험 스냅샷이 $60입니다.",
  },
  {
    id: "cert",
    channel: "C0OPS",
    day: "2026-11-06",
    question: "인증서 만료 알람 왜 울렸어?",
    answer:
      "**api.haneul.example 인증서가 14일 뒤 만료되어 알람이 울렸습니다.** ACM 자동 갱신은 DNS 검증 레코드가 지워져 실패했습니다.",
  },
  {
    id: "deploy",
    channel: "C0OPS",
    day: "2026-11-12",
    question: "order-api 배포 이력 보여줘",
    answer: "**어제 배포는 3번이었습니다.** 06:50 order-api 1.42.0, 07:20 롤백 1.41.3, 15:05 web 8.0.1",
  },
  {
    id: "weekly",
    channel: "C0OPS",
    day: "2026-11-16",
    question: "지난주 서비스별 비용 보여줘",
    answer: "**11월 9–15일 비용은 $9,612입니다.** Amazon EC2 $5,104, RDS $1,980, NAT Gateway $402",
  },
];
