import type { Channel, Group, Person } from "./entities.ts";
import type { Manifest } from "./manifest.ts";
import { createPerson as person, type Setup, setUpApp } from "./setup.ts";

/** The workspace that stands there when no configuration says otherwise: the demo's cast, with one app. */

const seoul = { tz: "Asia/Seoul", locale: "ko-KR" };

const people: readonly Person[] = [
  person({
    id: "U0JIWOO",
    name: "jiwoo",
    real_name: "김지우",
    title: "온콜 엔지니어",
    color: "#0f766e",
    is_admin: true,
    ...seoul,
  }),
  person({ id: "U0SEOYEON", name: "seoyeon", real_name: "박서연", title: "AWS 승인자", color: "#b45309", ...seoul }),
  person({ id: "U0DOYUN", name: "doyun", real_name: "이도윤", title: "AWS 승인자", color: "#6d28d9", ...seoul }),
  person({
    id: "U0SARAH",
    name: "sarah",
    real_name: "Sarah Lee",
    title: "Engineer",
    color: "#be185d",
    tz: "America/Los_Angeles",
    locale: "en-US",
  }),
  person({
    id: "U0GUEST",
    name: "guest",
    real_name: "Guest",
    title: "Guest",
    color: "#64748b",
    tz: "Europe/Berlin",
    locale: "en-GB",
    is_restricted: true,
  }),
];

const everybody = people.map((one) => one.id);
const staff = people.filter((one) => !one.is_restricted).map((one) => one.id);

const groups: readonly Group[] = [
  { id: "S0APPROVERS", handle: "aws-approvers", name: "AWS approvers", users: ["U0SEOYEON", "U0DOYUN"] },
  { id: "S0ONCALL", handle: "aws-oncall", name: "AWS on-call", users: ["U0JIWOO"] },
  { id: "S0SECURITY", handle: "security", name: "Security", users: ["U0JIWOO", "U0SEOYEON"] },
];

function channels(botUser: string): readonly Channel[] {
  return [
    { id: "C0OPS", name: "ops", kind: "public", topic: "AWS 운영 · AWS operations", members: [...everybody, botUser] },
    {
      id: "C0GENERAL",
      name: "general",
      kind: "public",
      topic: "모두의 채널 · For everyone",
      members: [...everybody, botUser],
    },
    { id: "C0RANDOM", name: "random", kind: "public", topic: "잡담 · Small talk", members: staff },
    { id: "G0SEC", name: "sec", kind: "private", topic: "보안 · Security", members: ["U0JIWOO", "U0SEOYEON", botUser] },
  ];
}

export function castSetup(manifest: Manifest): Setup {
  const app = setUpApp(manifest);
  return {
    team: { id: "T0HANEUL", name: "Haneul", domain: "haneul" },
    people,
    channels: channels(app.botUser),
    groups,
    apps: [app],
  };
}
