/**
 * The people and machines of the account as IAM lists them: their keys and how old they are, second factors, groups
 * and policies. When something was last used is read from CloudTrail's events, so the two agree.
 */
import { userArn } from "../iam/arn.ts";
import { users as openers } from "../iam/users.ts";
import { prod } from "./account.ts";
import { DAY, HOUR } from "./calendar.ts";
import { type Actor, castOf, type Part } from "./cast.ts";
import { randomOf } from "./random.ts";
import { drawnNumber } from "./seed.ts";
import { perSetting, type Setting } from "./setting.ts";

export interface AccessKey {
  id: string;
  active: boolean;
  createdAt: number;
  /** Where events do not tell: the key of somebody who has left long ago. */
  lastUsedAt?: number;
}

export interface IamUser {
  arn: string;
  name: string;
  id: string;
  createdAt: number;
  /** Signs in to the console. */
  console: boolean;
  /** When the password was last changed; only of those who have one. */
  passwordChangedAt?: number;
  mfa: { serial: string; enabledAt: number } | null;
  keys: AccessKey[];
  groups: string[];
  /** Names of AWS's own policies that are attached. */
  attached: string[];
  tags: Record<string, string>;
}

/** Days the leaver's forgotten key is old, and since when nobody used it. */
const LEAVER_KEY_DAYS = 400;
const LEAVER_GONE_DAYS = 133;

const groupsOf: Partial<Record<Part, string[]>> = {
  sre: ["operations", "administrators"],
  backend: ["developers"],
  ml: ["developers", "data"],
  abroad: ["developers"],
  leaver: ["developers"],
};

const teams: Record<Part, string> = {
  sre: "platform",
  backend: "order",
  ml: "search",
  abroad: "web",
  leaver: "order",
  deployBot: "platform",
  dataBatch: "data",
  grafana: "platform",
  opsBot: "platform",
};

export const usersOf = perSetting((setting: Setting): IamUser[] =>
  setting.account === prod ? [...castUsers(setting), ...openersOf(setting)] : openersOf(setting),
);

function castUsers(setting: Setting): IamUser[] {
  return Object.values(setting.cast)
    .map((actor) => castUser(setting, actor))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function castUser(setting: Setting, actor: Actor): IamUser {
  const { seed, anchor, account } = setting;
  const random = randomOf(seed, "iam-user", actor.part);
  const ago = (days: number) => anchor - days * DAY + random.int(9, 17) * HOUR + random.int(0, 3599) * 1000;
  const person = actor.kind === "person";
  const years = ago(random.int(520, 1300));
  const leaver = actor.part === "leaver";
  const key: AccessKey = leaver
    ? { id: actor.accessKeyId, active: true, createdAt: ago(LEAVER_KEY_DAYS), lastUsedAt: ago(LEAVER_GONE_DAYS) }
    : { id: actor.accessKeyId, active: true, createdAt: ago(random.int(14, 85)) };
  return {
    arn: userArn(account, actor.name),
    name: actor.name,
    id: actor.userId,
    createdAt: years,
    console: person && !leaver,
    ...(person && !leaver ? { passwordChangedAt: ago(random.int(20, 160)) } : {}),
    mfa: actor.mfa ? { serial: `arn:aws:iam::${account.id}:mfa/${actor.name}`, enabledAt: years + 2 * HOUR } : null,
    keys: [key],
    groups: groupsOf[actor.part] ?? [],
    attached: actor.part === "sre" ? ["AdministratorAccess"] : person ? ["ReadOnlyAccess"] : [],
    tags: { team: teams[actor.part], kind: actor.kind },
  };
}

/** Those whose keys open this account. */
function openersOf({ account, anchor }: Setting): IamUser[] {
  return Object.values(openers)
    .filter((user) => user.account === account)
    .map((user, i) => ({
      arn: userArn(account, user.name),
      name: user.name,
      id: `AIDA${user.accessKeyId.slice(4)}`,
      createdAt: anchor - (62 + 9 * i) * DAY + 10 * HOUR,
      console: false,
      mfa: null,
      keys: [{ id: user.accessKeyId, active: true, createdAt: anchor - (40 + 5 * i) * DAY + 10 * HOUR }],
      groups: [],
      attached: user.name === "sample-admin" ? ["AdministratorAccess"] : [],
      tags: { team: "platform" },
    }));
}

/** The root user has a second factor and no keys. */
export const rootOf = ({ seed, account, anchor }: Setting) => ({
  arn: `arn:aws:iam::${account.id}:root`,
  createdAt: anchor - drawnNumber(seed, "account-age", 1_412, 900, 2_200) * DAY + 11 * HOUR,
  mfa: true,
});

/** The account of a long-lived key that only IAM and CloudTrail know. */
export function accountOfKey(seed: string, accessKeyId: string): string | undefined {
  const known = Object.values(castOf(seed)).some((actor) => actor.accessKeyId === accessKeyId);
  return known ? prod.id : undefined;
}
