import type { Channel, Group, Person } from "./entities.ts";

/** Who and what is in the workspace at its first start. Later changes are kept with the other state. */

export const team = { id: "T0HANEUL", name: "Haneul", domain: "haneul" } as const;
export const app = { id: "A0OPSTHREAD", botUser: "U0OPSBOT", botId: "B0OPSBOT" } as const;

type Profile = Pick<Person, "id" | "name" | "real_name" | "tz" | "locale" | "title" | "color"> & Partial<Person>;

function person(profile: Profile): Person {
  return {
    email: `${profile.name}@haneul.example`,
    is_bot: false,
    is_admin: false,
    is_restricted: false,
    deleted: false,
    ...profile,
  };
}

const seoul = { tz: "Asia/Seoul", locale: "ko-KR" };

export const people: readonly Person[] = [
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

/** The bot's own user; its name comes from the manifest. */
export function botPerson(name: string): Person {
  return person({
    id: app.botUser,
    name,
    real_name: name,
    tz: "Etc/UTC",
    locale: "en-US",
    title: "App",
    color: "#1f4f7a",
    is_bot: true,
  });
}

const everybody = people.map((one) => one.id);
const staff = people.filter((one) => !one.is_restricted).map((one) => one.id);

export const channels: readonly Channel[] = [
  {
    id: "C0OPS",
    name: "ops",
    kind: "public",
    topic: "AWS 운영 · AWS operations",
    members: [...everybody, app.botUser],
  },
  {
    id: "C0GENERAL",
    name: "general",
    kind: "public",
    topic: "모두의 채널 · For everyone",
    members: [...everybody, app.botUser],
  },
  { id: "C0RANDOM", name: "random", kind: "public", topic: "잡담 · Small talk", members: staff },
  {
    id: "G0SEC",
    name: "sec",
    kind: "private",
    topic: "보안 · Security",
    members: ["U0JIWOO", "U0SEOYEON", app.botUser],
  },
];

export const groups: readonly Group[] = [
  { id: "S0APPROVERS", handle: "aws-approvers", name: "AWS approvers", users: ["U0SEOYEON", "U0DOYUN"] },
  { id: "S0SECURITY", handle: "security", name: "Security", users: ["U0JIWOO", "U0SEOYEON"] },
];
