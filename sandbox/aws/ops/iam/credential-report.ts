/** The credential report: one CSV line per user, the root user first. Its columns are IAM's. */
import type { Call } from "../../call.ts";
import { HOUR } from "../../world/calendar.ts";
import { type IamUser, rootOf, usersOf } from "../../world/users.ts";
import { keyLastUsed, passwordLastUsed } from "./last-used.ts";

const columns = [
  ...["user", "arn", "user_creation_time", "password_enabled", "password_last_used", "password_last_changed"],
  ...["password_next_rotation", "mfa_active"],
  ...["access_key_1_active", "access_key_1_last_rotated", "access_key_1_last_used_date"],
  ...["access_key_1_last_used_region", "access_key_1_last_used_service"],
  ...["access_key_2_active", "access_key_2_last_rotated", "access_key_2_last_used_date"],
  ...["access_key_2_last_used_region", "access_key_2_last_used_service"],
  ...["cert_1_active", "cert_1_last_rotated", "cert_2_active", "cert_2_last_rotated"],
  "additional_credentials_info",
];

const time = (at: number | undefined, none: string) =>
  at === undefined ? none : `${new Date(at).toISOString().slice(0, 19)}+00:00`;

function keyColumns(user: IamUser, index: number, call: Call): string[] {
  const key = user.keys[index];
  if (!key) return ["false", "N/A", "N/A", "N/A", "N/A"];
  const used = keyLastUsed(call, key);
  return [
    ...[String(key.active), time(key.createdAt, "N/A"), time(used?.at, "N/A")],
    ...[used?.region ?? "N/A", used?.service ?? "N/A"],
  ];
}

function userRow(user: IamUser, call: Call): string[] {
  return [
    ...[user.name, user.arn, time(user.createdAt, "N/A"), String(user.console)],
    user.console ? time(passwordLastUsed(call, user), "no_information") : "N/A",
    ...[time(user.passwordChangedAt, "N/A"), "N/A", String(user.mfa !== null)],
    ...[...keyColumns(user, 0, call), ...keyColumns(user, 1, call)],
    ...["false", "N/A", "false", "N/A", ""],
  ];
}

function rootRow(call: Call): string[] {
  const { setting } = call.world;
  const root = rootOf(setting);
  const used =
    setting.story.rootLogin <= call.now && setting.account.name === "haneul-prod" ? setting.story.rootLogin : undefined;
  const noKey = ["false", "N/A", "N/A", "N/A", "N/A"];
  return [
    ...["<root_account>", root.arn, time(root.createdAt, "N/A"), "not_supported", time(used, "no_information")],
    ...["not_supported", "not_supported", String(root.mfa)],
    ...[...noKey, ...noKey],
    ...["false", "N/A", "false", "N/A", ""],
  ];
}

export function credentialReport(call: Call): string {
  const rows = [rootRow(call), ...usersOf(call.world.setting).map((user) => userRow(user, call))];
  return `${[columns, ...rows].map((row) => row.join(",")).join("\n")}\n`;
}

/** IAM makes a report at most every four hours, and keeps the last one. */
export const REPORT_KEPT_MS = 4 * HOUR;
