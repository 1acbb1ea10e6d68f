/** Amazon Connect: the contact centre "haneul-cs" with its queues, agents, hours, numbers and flows. */
import { prod } from "./account.ts";
import { DAY, HOUR, MINUTE } from "./calendar.ts";
import { type ContactFlow, contactFlowsOf } from "./contact-flows.ts";
import { randomOf, uuidOf } from "./random.ts";
import { drawn } from "./seed.ts";
import { perSetting, type Setting } from "./setting.ts";
import { type Tags, tagsOf } from "./tags.ts";

/** A thing of the instance: id, ARN and name. */
interface Part {
  id: string;
  arn: string;
  name: string;
}

export type QueueKey = "orders" | "delivery" | "vip" | "english";

export interface ContactQueue extends Part {
  key: QueueKey;
  description: string;
  hours: Hours;
  tags: Tags;
}

export interface Hours extends Part {
  zone: "Asia/Seoul" | "America/Los_Angeles";
  /** Local hours, the same on each of the days. */
  opens: number;
  closes: number;
  days: ("MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY" | "SUNDAY")[];
}

export interface RoutingProfile extends Part {
  queues: QueueKey[];
}

export interface Agent extends Part {
  first: string;
  last: string;
  profile: RoutingProfile;
  /** Hours of the Seoul day at which the shift begins and ends. */
  shift: [from: number, to: number];
}

export interface PhoneNumber extends Part {
  number: string;
  country: "KR" | "US";
  type: "TOLL_FREE" | "DID" | "UIFN";
  description: string;
}

export interface ContactCentre extends Part {
  region: string;
  createdAt: number;
  queues: ContactQueue[];
  hours: Hours[];
  profiles: RoutingProfile[];
  agents: Agent[];
  statuses: (Part & { type: "ROUTABLE" | "CUSTOM" | "OFFLINE" })[];
  numbers: PhoneNumber[];
  flows: ContactFlow[];
  tags: Tags;
}

const REGION = "ap-northeast-2";
const ALIAS = "haneul-cs";
const weekdays = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"] as const;

/** None in haneul-dev. */
export const contactCentreOf = perSetting((setting: Setting): ContactCentre | undefined =>
  setting.account.id === prod.id ? makeCentre(setting) : undefined,
);

function makeCentre(setting: Setting): ContactCentre {
  const { seed, account, anchor } = setting;
  const idOf = (kind: string, name: string) => uuidOf(randomOf(seed, "connect", kind, name));
  const instanceId = idOf("instance", ALIAS);
  const arn = `arn:aws:connect:${REGION}:${account.id}:instance/${instanceId}`;
  const part = (kind: string, path: string, name: string): Part => {
    const id = idOf(kind, name);
    return { id, arn: `${arn}/${path}/${id}`, name };
  };
  const hoursOf = (name: string, more: Omit<Hours, keyof Part>): Hours => ({
    ...part("hours", "operating-hours", name),
    ...more,
  });
  const week = { zone: "Asia/Seoul", opens: 9, closes: 18, days: [...weekdays] } as const;
  const desk = hoursOf("고객센터 평일", { ...week, days: [...weekdays] });
  const vipHours = hoursOf("VIP 매일", { ...week, opens: 8, closes: 22, days: [...weekdays, "SATURDAY", "SUNDAY"] });
  const abroad = hoursOf("US business hours", { ...week, zone: "America/Los_Angeles", days: [...weekdays] });
  const queue = (key: QueueKey, name: string, description: string, hours: Hours, tags: Tags): ContactQueue => ({
    ...part("queue", "queue", name),
    key,
    description,
    hours,
    tags,
  });
  const cs = tagsOf(setting.cast, "cs", "abroad");
  const queues = [
    queue("orders", "주문문의", "주문, 결제, 취소", desk, cs),
    queue("delivery", "배송", "배송 지연, 주소 변경", desk, cs),
    queue("vip", "VIP", "우수 고객 전용", vipHours, cs),
    queue("english", "English", "Customers in the United States", abroad, {}),
  ];
  const profile = (name: string, ...keys: QueueKey[]): RoutingProfile => ({
    ...part("profile", "routing-profile", name),
    queues: keys,
  });
  const general = profile("일반 상담", "orders", "delivery");
  const vip = profile("VIP 상담", "vip", "orders");
  const english = profile("English desk", "english");
  const agent = ([username, last, first]: Name, routing: RoutingProfile, shift: Agent["shift"]): Agent => ({
    ...part("agent", "agent", username),
    first,
    last,
    profile: routing,
    shift,
  });
  const people = drawn(seed, "agents", rosters);
  const [a, b, c, d, e, f, g, h, i] = people as unknown as [Name, Name, Name, Name, Name, Name, Name, Name, Name];
  const number = (name: string, country: PhoneNumber["country"], type: PhoneNumber["type"], description: string) => ({
    ...part("number", "phone-number", name),
    arn: `arn:aws:connect:${REGION}:${account.id}:phone-number/${idOf("number", name)}`,
    number: name,
    country,
    type,
    description,
  });
  const status = (name: string, type: "ROUTABLE" | "CUSTOM" | "OFFLINE") => ({
    ...part("status", "agent-state", name),
    type,
  });
  const digits = randomOf(seed, "phone-number").int(1000, 9899);
  return {
    id: instanceId,
    arn,
    name: ALIAS,
    region: REGION,
    createdAt: anchor - 421 * DAY + 4 * HOUR + 12 * MINUTE,
    queues,
    hours: [desk, vipHours, abroad],
    profiles: [general, vip, english],
    agents: [
      agent(a, general, [9, 18]),
      agent(b, general, [9, 18]),
      agent(c, general, [9, 18]),
      agent(d, general, [10, 18]),
      agent(e, general, [9, 17]),
      agent(f, vip, [8, 16]),
      agent(g, vip, [14, 22]),
      agent(h, english, [2, 10]),
      agent(i, english, [2, 10]),
    ],
    statuses: [status("Available", "ROUTABLE"), status("Offline", "OFFLINE"), status("휴식", "CUSTOM")],
    numbers: [
      number(`+8280855${digits}`, "KR", "TOLL_FREE", "대표번호"),
      number(`+8222088${digits}`, "KR", "DID", "VIP 전용"),
      number(`+1833555${digits}`, "US", "TOLL_FREE", "US pilot"),
    ],
    flows: contactFlowsOf(setting, {
      arn,
      idOf,
      queueArn: (key) => (queues.find((q) => q.key === key) as ContactQueue).arn,
      hoursArn: { desk: desk.arn, vip: vipHours.arn, abroad: abroad.arn },
    }),
    tags: { team: "cs", env: "prod" },
  };
}

type Name = [username: string, last: string, first: string];

/** The nine agents, in the order of their desks. */
const rosters: [Name[], ...Name[][]] = [
  [
    ["areum.jung", "정", "아름"],
    ["byungho.son", "손", "병호"],
    ["chaewon.lee", "이", "채원"],
    ["dahye.baek", "백", "다혜"],
    ["eunsung.go", "고", "은성"],
    ["gaeun.heo", "허", "가은"],
    ["hyemi.nam", "남", "혜미"],
    ["irene.park", "Park", "Irene"],
    ["jason.choi", "Choi", "Jason"],
  ],
  [
    ["bora.seok", "석", "보라"],
    ["chanmi.ahn", "안", "찬미"],
    ["doyeon.ha", "하", "도연"],
    ["garam.woo", "우", "가람"],
    ["haneul.sim", "심", "하늘"],
    ["jihye.ma", "마", "지혜"],
    ["kyuri.bang", "방", "규리"],
    ["linda.kim", "Kim", "Linda"],
    ["marcus.yu", "Yu", "Marcus"],
  ],
];
