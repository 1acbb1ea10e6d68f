import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { understand } from "./understand.ts";

interface Piece {
  /** Every way of writing it; all mean the same. */
  ways: readonly string[];
  /** What it contributes to the understanding. */
  period?: string;
  slots?: Record<string, unknown>;
}

const piece = (ways: string, more: Omit<Piece, "ways"> = {}): Piece => ({ ways: ways.split(" | "), ...more });

const PERIODS_KO = [
  piece("지난주 | 지난 주 | 저번주 | 저번 주", { period: "2026-11-09..2026-11-15" }),
  piece("이번 달 | 이번달 | 당월", { period: "2026-11-01..2026-11-21" }),
  piece("지난달 | 지난 달 | 저번 달", { period: "2026-10-01..2026-10-31" }),
  piece("어제 | 어저께", { period: "2026-11-20..2026-11-20" }),
  piece("최근 7일 | 지난 7일간 | 최근 일주일 | 7일 동안 | 최근 1주일", { period: "7d" }),
  piece("11월 3일 | 2026-11-03 | 11/3 | 2026년 11월 3일", { period: "2026-11-03..2026-11-03" }),
  piece("11월 1일부터 15일까지 | 11월 1일~11월 15일 | 11/1~11/15 | 2026-11-01부터 2026-11-15까지", {
    period: "2026-11-01..2026-11-15",
  }),
  piece("10월", { period: "2026-10-01..2026-10-31" }),
];
const PERIODS_EN = [
  piece("last week", { period: "2026-11-09..2026-11-15" }),
  piece("this month | month to date | MTD", { period: "2026-11-01..2026-11-21" }),
  piece("last month", { period: "2026-10-01..2026-10-31" }),
  piece("yesterday", { period: "2026-11-20..2026-11-20" }),
  piece("in the last 7 days | over the past week | for the past seven days", { period: "7d" }),
  piece("on Nov 3 | on 3 November | on 2026-11-03 | on Nov 3rd, 2026", { period: "2026-11-03..2026-11-03" }),
  piece("from Nov 1 to Nov 15 | between 1 Nov and 15 Nov | 2026-11-01 to 2026-11-15", {
    period: "2026-11-01..2026-11-15",
  }),
];
const POLITE_KO =
  "보여줘 | 보여 주세요 | 알려주세요 | 조회해줘 | 확인해 줄래요? | 좀 뽑아줘 | 부탁해요 | 궁금해요".split(" | ");
const POLITE_EN = "show me | please show | can you give me | I'd like to see | tell me".split(" | ");

interface Family {
  name: string;
  intent: string;
  pieces: readonly (readonly Piece[])[];
  endings: readonly string[];
  /** English asks first, Korean last. */
  askFirst?: boolean;
  /** Korean word order is free; English is given in the order that is said. */
  free?: boolean;
}

const STARTED = { events: ["RunInstances", "StartInstances"], verb: "start", thing: "instance" };
const FAMILIES: Family[] = [
  {
    name: "cost (ko)",
    intent: "cost",
    free: true,
    pieces: [
      PERIODS_KO,
      [
        piece("서비스별 | 서비스 별로 | 서비스별로", { slots: { groupBy: ["service"] } }),
        piece("리전별 | 리전별로", { slots: { groupBy: ["region"] } }),
      ],
      [piece("비용을 | 비용 | 요금을 | aws 지출은 | 청구 금액을")],
    ],
    endings: POLITE_KO,
  },
  {
    name: "cost of a service (ko)",
    intent: "cost",
    pieces: [
      PERIODS_KO,
      [
        piece("EC2 | ec2의 | 이씨투", { slots: { services: ["EC2"] } }),
        piece("RDS | rds의 | RDS에 대한", { slots: { services: ["RDS"] } }),
        piece("람다 | Lambda | 람다의", { slots: { services: ["Lambda"] } }),
      ],
      [piece("비용 | 비용을 | 요금은 | 사용료")],
    ],
    endings: ["얼마야?", "얼마나 나왔어?", "보여줘", "알려주세요", "좀"],
  },
  {
    name: "cost (en)",
    intent: "cost",
    askFirst: true,
    pieces: [
      [piece("the cost | our AWS spend | the bill | costs | spending")],
      [
        piece("by service | per service | broken down by service", { slots: { groupBy: ["service"] } }),
        piece("by region | per region", { slots: { groupBy: ["region"] } }),
      ],
      PERIODS_EN,
    ],
    endings: POLITE_EN,
  },
  {
    name: "who did it (ko)",
    intent: "trail",
    free: true,
    pieces: [
      PERIODS_KO,
      [
        piece("EC2 인스턴스를 시작한 사람은 | ec2 인스턴스 시작한 게 | EC2 서버를 띄운 사람 | 인스턴스를 켠 사용자는", {
          slots: STARTED,
        }),
      ],
    ],
    endings: ["누구야?", "누구인가요?", "누군지 알려줘", "누구지"],
  },
  {
    name: "who did it (en)",
    intent: "trail",
    pieces: [
      [piece("who | which user")],
      [
        piece("started an EC2 instance | launched EC2 instances | spun up an instance", { slots: STARTED }),
        piece("terminated an instance", {
          slots: { events: ["TerminateInstances"], verb: "terminate", thing: "instance" },
        }),
        piece("deleted an S3 bucket | removed a bucket", {
          slots: { events: ["DeleteBucket"], verb: "delete", thing: "bucket" },
        }),
      ],
      PERIODS_EN,
    ],
    endings: ["?", ""],
  },
  {
    name: "console logins (ko)",
    intent: "logins",
    free: true,
    pieces: [
      PERIODS_KO,
      [
        piece("실패한 콘솔 로그인 | 콘솔 로그인 실패 | 로그인 실패 기록 | 실패한 로그인이", {
          slots: { errorsOnly: true },
        }),
      ],
    ],
    endings: ["있었어?", "있었나요?", "보여줘", "몇 번 있었는지 알려줘"],
  },
  {
    name: "console logins (en)",
    intent: "logins",
    pieces: [
      [piece("were there any | show me | list")],
      [
        piece("failed console logins | failed console sign-ins | failed sign in attempts | unsuccessful logins", {
          slots: { errorsOnly: true },
        }),
      ],
      PERIODS_EN,
    ],
    endings: ["?", ""],
  },
  {
    name: "GuardDuty (ko)",
    intent: "guardduty",
    free: true,
    pieces: [
      [
        piece("심각도 높은 | 심각도가 높은 | 높은 심각도의 | 위험도 높은", { slots: { severity: "high" } }),
        piece("심각도 중간 이상인 | 중간 이상", { slots: { severity: "medium" } }),
      ],
      [piece("GuardDuty 탐지 결과 | 가드듀티 탐지 결과가 | 가드 듀티 결과 | guardduty 위협")],
    ],
    endings: ["있어?", "있나요?", "보여줘", "알려주세요"],
  },
  {
    name: "GuardDuty (en)",
    intent: "guardduty",
    askFirst: true,
    pieces: [
      [
        piece("high severity | severe", { slots: { severity: "high" } }),
        piece("critical", { slots: { severity: "critical" } }),
      ],
      [piece("GuardDuty findings | guard duty findings | security findings | threats")],
    ],
    endings: ["any", "are there", "show me", "list"],
  },
  {
    name: "error logs (ko)",
    intent: "logErrors",
    free: true,
    pieces: [
      [
        piece("order-api | order-api의 | order-api 서비스", { slots: { service: "order-api" } }),
        piece("payment-svc에서 | payment-svc", { slots: { service: "payment-svc" } }),
      ],
      [
        piece("최근 1시간 | 지난 한 시간 동안 | 1시간 동안", { period: "1h" }),
        piece("최근 24시간 | 지난 24시간", { period: "24h" }),
        piece("최근"),
      ],
      [piece("에러 로그를 | 오류 로그 | 에러를 | 예외 로그")],
    ],
    endings: ["분석해줘", "분석해 주세요", "원인 좀 봐줘", "살펴봐 줘"],
  },
  {
    name: "error logs (en)",
    intent: "logErrors",
    askFirst: true,
    pieces: [
      [piece("errors | error logs | exceptions")],
      [piece("of order-api | in order-api | from order-api", { slots: { service: "order-api" } })],
      [
        piece("in the last hour | for the past 1 hour", { period: "1h" }),
        piece("for the last 24 hours", { period: "24h" }),
      ],
    ],
    endings: ["analyze", "please analyse", "look into", "summarize"],
  },
  {
    name: "a reboot (ko)",
    intent: "reboot",
    pieces: [
      [
        piece("order-api-2를 | order-api-2 | order-api-2 인스턴스 | order-api-2 서버를", {
          slots: { names: ["order-api-2"] },
        }),
        piece("i-0abc1234def567890을 | i-0abc1234def567890", { slots: { names: ["i-0abc1234def567890"] } }),
      ],
      [piece("재부팅 | 리부팅 | 재시작 | 재기동 | 리부트")],
    ],
    endings: ["해줘", "해 주세요", "부탁합니다", "시켜줘", "해줄래?", "좀 해주십시오"],
  },
  {
    name: "a reboot (en)",
    intent: "reboot",
    askFirst: true,
    pieces: [
      [piece("reboot | restart | power cycle")],
      [
        piece("order-api-2 | the order-api-2 instance", { slots: { names: ["order-api-2"] } }),
        piece("i-0abc1234def567890", { slots: { names: ["i-0abc1234def567890"] } }),
      ],
    ],
    endings: ["please", "can you", "could you please", ""],
  },
  {
    name: "a stop (ko)",
    intent: "stop",
    pieces: [
      [
        piece("GPU 인스턴스를 | GPU 서버들 | 방치된 GPU 인스턴스 두 대 | 비용 나가는 지피유 머신", {
          slots: { instanceType: "gpu" },
        }),
        piece("us-east-1에 있는 g5.12xlarge | 버지니아 g5.12xlarge를", {
          slots: { instanceType: "g5.12xlarge", regions: ["us-east-1"] },
        }),
        piece("order-api-2를 | order-api-2 서버", { slots: { names: ["order-api-2"] } }),
        piece("i-0abc1234def567890을", { slots: { names: ["i-0abc1234def567890"] } }),
      ],
    ],
    endings: [
      "중지해줘",
      "중지해 주세요",
      "꺼줘",
      "꺼 주세요",
      "멈춰줘",
      "정지시켜줘",
      "중지 부탁드립니다",
      "내려줘",
      "중지하자",
      "셧다운",
      "중지 요청합니다",
      "꺼줄래?",
    ],
  },
  {
    name: "a stop (en)",
    intent: "stop",
    pieces: [
      [
        piece(
          "stop | please stop | can you shut down | could you turn off | let's power down | I want to stop | switch off",
        ),
      ],
      [
        piece("the GPU instances | both GPU servers | the forgotten GPU boxes | the two GPU machines", {
          slots: { instanceType: "gpu" },
        }),
        piece("the g5.12xlarge pair in us-east-1 | the g5.12xlarge instances in Virginia", {
          slots: { instanceType: "g5.12xlarge", regions: ["us-east-1"] },
        }),
        piece("order-api-2 | the order-api-2 server", { slots: { names: ["order-api-2"] } }),
        piece("order-api-1 and order-api-2", { slots: { names: ["order-api-1", "order-api-2"] } }),
      ],
    ],
    endings: ["", "please", "now", "right now", "?"],
  },
  {
    name: "a stop in two halves (en)",
    intent: "stop",
    pieces: [
      [piece("turn | switch | please turn")],
      [piece("the GPU instances | all GPU servers | both GPU machines", { slots: { instanceType: "gpu" } })],
      [piece("off")],
    ],
    endings: ["", "please", "."],
  },
  {
    name: "a start (ko)",
    intent: "start",
    pieces: [
      [
        piece("order-api-2 | order-api-2를 | order-api-2 인스턴스", { slots: { names: ["order-api-2"] } }),
        piece("중지된 GPU 인스턴스 | 꺼진 GPU 서버를", { slots: { instanceType: "gpu", state: "stopped" } }),
      ],
    ],
    endings: ["시작해줘", "켜줘", "켜 주세요", "기동해줘", "시작시켜 주세요"],
  },
  {
    name: "a start (en)",
    intent: "start",
    askFirst: true,
    pieces: [
      [piece("start | turn on | power on | boot up")],
      [
        piece("order-api-2 | the order-api-2 instance", { slots: { names: ["order-api-2"] } }),
        piece("the stopped GPU instances", { slots: { instanceType: "gpu" } }),
      ],
    ],
    endings: ["please", "can you", "could you please", ""],
  },
  {
    name: "instances (ko)",
    intent: "instances",
    pieces: [
      [
        piece("실행 중인 | 켜져 있는 | 돌고 있는", { slots: { state: "running" } }),
        piece("중지된 | 꺼진 | 정지된", { slots: { state: "stopped" } }),
      ],
      [piece("인스턴스 목록 | EC2 인스턴스 | 서버 목록을")],
    ],
    endings: ["보여줘", "알려주세요", "조회해줘"],
  },
  {
    name: "log groups",
    intent: "logGroups",
    pieces: [
      [piece("로그 그룹 목록 | 로그그룹 | 로그 그룹 보존 기간 | log groups | the log groups and their retention")],
    ],
    endings: ["보여줘", "알려줘", ""],
  },
  {
    name: "what it may not do (ko)",
    intent: "say:forbidden",
    pieces: [
      [piece("보안 그룹을 | 이 인스턴스 | 모든 로그를 | S3 버킷을 | IAM 사용자를")],
      [piece("삭제 | 종료 | 제거")],
    ],
    endings: ["해줘", "해 주세요", "부탁해"],
  },
  {
    name: "what it may not do (en)",
    intent: "say:forbidden",
    pieces: [
      [piece("delete | terminate | wipe | destroy")],
      [piece("all the logs | the bucket | that bucket | the prod instances")],
    ],
    endings: ["please", "", "right now"],
  },
];

interface Phrase {
  text: string;
  period: string | null;
  slots: Record<string, unknown>;
}

/** One phrase: a piece of each kind in some order, one way of writing each, and an ending. */
function phraseOf(family: Family): fc.Arbitrary<Phrase> {
  const chosen = fc.tuple(...family.pieces.map((kinds) => fc.constantFrom(...kinds)));
  return chosen.chain((pieces) => {
    const order = family.free ? fc.shuffledSubarray(pieces, { minLength: pieces.length }) : fc.constant(pieces);
    return fc
      .tuple(order, fc.constantFrom(...family.endings), fc.array(fc.nat(20), { minLength: 5, maxLength: 5 }))
      .map(([ordered, ending, ways]) => {
        const words = ordered.map((each, i) => each.ways[ways[i]! % each.ways.length]!);
        const text = (family.askFirst ? [ending, ...words] : [...words, ending]).join(" ").trim();
        return {
          text,
          period: ordered.find((each) => each.period)?.period ?? null,
          slots: Object.assign({}, ...ordered.map((each) => each.slots ?? {})),
        };
      });
  });
}

describe("generated phrases", () => {
  it.each(FAMILIES.map((family) => [family.name, family] as const))("understands %s", (_name, family) => {
    fc.assert(
      fc.property(phraseOf(family), ({ text, period, slots }) => {
        const got = understand(text);
        expect({ text, intent: got.intent, period: got.period }).toEqual({ text, intent: family.intent, period });
        expect({ text, ...got.slots }).toMatchObject(slots);
      }),
      { numRuns: 80, seed: 20261121 },
    );
  });
});

describe("phrases nobody planned for", () => {
  it.each([
    ["이번달 aws 요금 얼마나 나왔어?", "cost", "2026-11-01..2026-11-21"],
    ["클라우드비용 어제꺼", "cost", "2026-11-20..2026-11-20"],
    ["일주일치 요금을 서비스마다", "cost", "7d"],
    ["비용이 제일 많이 든 서비스가 뭐야", "cost", null],
    ["Why did our costs spike this month?", "costCause", "2026-11-01..2026-11-21"],
    ["How much did we pay for S3 in October?", "cost", "2026-10-01..2026-10-31"],
    ["what did we spend this month so far?", "cost", "2026-11-01..2026-11-21"],
    ["루트 계정 로그인 있었어?", "logins", null],
    ["was the root account used in the last 30 days?", "logins", "30d"],
    ["root cause of order-api errors", "logErrors", null],
    ["compare this week's spend vs last week", "costChange", "2026-11-16..2026-11-21"],
    ["지난달 대비 이번 달 비용 비교해줘", "costChange", "2026-11-01..2026-11-21"],
    ["누가 어제 서버 껐어?", "trail", "2026-11-20..2026-11-20"],
    ["sarah.lee가 한 일 보여줘", "trail", null],
    ["what did sarah.lee do last week?", "trail", "2026-11-09..2026-11-15"],
    ["최근 3일 동안 보안 그룹 변경한 사람", "trail", "3d"],
    ["any access denied events today in cloudtrail?", "trail", "2026-11-21..2026-11-21"],
    ["CloudTrail에서 DeleteBucket 찾아줘", "trail", null],
    ["Who terminated i-0abc1234def567890 last Friday?", "trail", "2026-11-20..2026-11-20"],
    ["who logged in to the console today", "logins", "2026-11-21..2026-11-21"],
    ["critical findings?", "guardduty", null],
    ["보안 위협 있어?", "guardduty", null],
    ["payment 에러 로그 보여줘", "logErrors", null],
    ["what errors does order-api have since 09:00", "logErrors", "since 09:00"],
    ["/aws/lambda/resize 에러 분석", "logErrors", null],
    ["how many instances are running?", "instances", null],
    ["is order-api-2 up?", "instances", null],
    ["CPU 사용률 보여줘", "metrics", null],
    ["forecast next month's bill", "costForecast", null],
    ["아키텍처 다이어그램 그려줘", "say:notYet", null],
    ["고마워요", "say:thanks", null],
    ["good morning", "say:greeting", null],
    ["뭐 할 수 있어?", "say:help", null],
    ["오늘 날씨 어때?", "say:unclear", "2026-11-21..2026-11-21"],
    ["asdf qwer", "say:unclear", null],
    ["EC2 비용 알려주고 order-api-2 재부팅해줘", "ask:which", null],
    ["지난주 EC2 빼고 비용", "cost", "2026-11-09..2026-11-15"],
  ])("%s", (text, intent, period) => {
    const got = understand(text);
    expect({ intent: got.intent, period: got.period }).toEqual({ intent, period });
  });

  it.each<[string, string, object]>([
    ["SSH 무차별 대입 공격 탐지 결과 있어?", "guardduty", { findingType: "SSH" }],
    ["any bitcoin mining findings?", "guardduty", { findingType: "Bitcoin" }],
    ["show GuardDuty findings on bastion", "guardduty", { findingOn: "bastion" }],
    ["bastion 탐지 결과 보여줘", "guardduty", { findingOn: "bastion" }],
    ["order-api-2 GuardDuty 탐지 결과", "guardduty", { findingOn: "order-api-2" }],
    ["로그 그룹별 로그 양 최근 7일", "logGroups", { volume: true }],
    ["log volume by group last week", "logGroups", { volume: true }],
    ["데이터 부족 알람은?", "alarms", { alarmState: "INSUFFICIENT_DATA" }],
    ["which alarms are in insufficient data?", "alarms", { alarmState: "INSUFFICIENT_DATA" }],
    ["list load balancers", "resources", { kind: "load balancer" }],
    ["S3 버킷 목록 보여줘", "resources", { kind: "bucket" }],
    ["RDS 데이터베이스 몇 개야?", "resources", { kind: "database" }],
    ["which security groups are there?", "resources", { kind: "security group" }],
    ["EC2 인스턴스 목록", "instances", {}],
    ["누가 S3 버킷 목록을 삭제했어?", "trail", { thing: "bucket" }],
    ["지난달 태그 env별 비용", "cost", { groupBy: ["tag:env"] }],
    ["지난달 순비용", "cost", { credits: true }],
    ["지난달 크레딧 제외 비용", "cost", { credits: false }],
    ["last month's cost without credits", "cost", { credits: false }],
    ["net of credits, what did we spend last month?", "cost", { credits: true }],
    ["p95 response time of order-api", "metrics", { names: ["order-api"], statistic: "p95", measures: ["latency"] }],
    ["memory utilization of orders-db", "metrics", { measures: ["memory"] }],
    ["orders-db CPU, 메모리 사용률", "metrics", { measures: ["cpu", "memory"] }],
    ["CPU 가장 낮은 서버 알려줘", "metrics", { measures: ["cpu"], thing: "instance", severity: "low" }],
    ["request id로 느린 요청 찾아줘", "slowRequests", {}],
    ["order-api slowest requests", "slowRequests", { names: ["order-api"] }],
    ["order-api 응답 시간", "metrics", { measures: ["latency"] }],
    ["최근 3일 AccessDenied 에러 누가 냈어?", "trail", { errorsOnly: true }],
    ["MFA 없이 로그인한 사람", "logins", { noMfa: true }],
    ["185.220.101.34 에서 온 호출 다 보여줘", "trail", { ip: "185.220.101.34" }],
    ["어제 AccessDenied 난 호출 몇 건이야?", "trail", { error: "AccessDenied", errorsOnly: true }],
    ["who used role opsdeploy in the last 3 days?", "trail", { role: "opsdeploy" }],
    ["OpsthreadRead 역할로 한 일 최근 3일", "trail", { role: "OpsthreadRead" }],
    ['Show instances named "zzz*"', "instances", { names: ["zzz"] }],
    ["web 인스턴스 상태 알려줘", "instances", { names: ["web"] }],
    ["compare last week with the same week of last month by usage type", "costChange", { groupBy: ["usage_type"] }],
  ])("narrows by what is named: %s", (text, intent, slots) => {
    expect(understand(text)).toMatchObject({ intent, slots });
  });

  it("takes no adjective for the name of an instance", () => {
    const { intent, slots } = understand("list the oldest instances");
    expect([intent, slots.names]).toEqual(["instances", undefined]);
  });

  it.each(["누가 IAM 역할을 만들었어?", "who deleted the role yesterday?", "지난주에 생성된 role"])(
    "takes what was done to a role for a deed, not for a role's own: %s",
    (text) => {
      expect(understand(text).slots.role).toBeUndefined();
    },
  );

  it.each(["Any high severity GuardDuty findings of the last week?", "심각도 높은 GuardDuty 탐지 결과 있어?"])(
    "takes no other word for a thing that findings are about: %s",
    (text) => {
      const { slots } = understand(text);
      expect([slots.findingOn, slots.findingType]).toEqual([undefined, undefined]);
    },
  );

  it("means the root user by root, and no user by a root cause", () => {
    expect(understand("누가 루트로 로그인했어?").slots.user).toBe("root");
    expect(understand("root cause of order-api errors").slots.user).toBeUndefined();
  });

  it("reads two groupings from one word of grouping", () => {
    const pair = { groupBy: ["service", "region"] };
    expect(understand("cost by service and region last week").slots).toMatchObject(pair);
    expect(understand("지난주 서비스와 리전별 비용").slots).toMatchObject(pair);
    expect(understand("서비스별 리전별 비용").slots).toMatchObject(pair);
    expect(understand("cost by tag Project").slots).toMatchObject({ groupBy: ["tag:Project"] });
    const sizes = { groupBy: ["service", "instance_type"] };
    expect(understand("지난달 서비스와 인스턴스 유형별 비용").slots).toMatchObject(sizes);
  });

  it.each([
    ["지난달 인스턴스 유형별 비용", "instance_type"],
    ["EC2 cost by instance type", "instance_type"],
    ["구매 옵션별 비용 알려줘", "purchase_type"],
    ["cost per availability zone last month", "availability_zone"],
    ["10월 청구 유형별 비용", "record_type"],
    ["지난주 사용 유형별 비용", "usage_type"],
    ["운영체제별 비용", "platform"],
    ["cost by operation", "operation"],
  ])("groups by what Cost Explorer groups by: %s", (text, group) => {
    expect(understand(text)).toMatchObject({ intent: "cost", slots: { groupBy: [group] } });
  });

  it("counts instances by type without asking for their cost", () => {
    expect(understand("인스턴스 유형별로 몇 대야?").intent).toBe("instances");
  });
});
