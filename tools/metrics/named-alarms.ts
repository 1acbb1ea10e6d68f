import type { AccountConfig } from "../config.ts";
import { ToolError } from "../errors.ts";
import type { Scope } from "../results.ts";
import type { Alarm } from "./describe-alarms.ts";
import { bestMatches } from "./name-match.ts";

const MANY = 20;

/** Alarms of a name, the same name winning over a part of it; all without one. A name that none has is an error naming some. */
export function namedAlarms<T extends Alarm>(
  name: string | undefined,
  all: readonly T[],
  { searched, skipped }: { searched: string[]; skipped: Scope["skipped"] },
  account: AccountConfig,
): T[] {
  if (name === undefined) return [...all];
  const called = all.map((one) => ({ one, names: [one.alarm.AlarmName ?? ""] }));
  const { found } = bestMatches(name.trim().toLowerCase(), called);
  if (found.length > 0) return found.map(({ one }) => one);
  const names = all.map(({ alarm }) => alarm.AlarmName).sort();
  const some = `${names.slice(0, MANY).join(", ")}${names.length > MANY ? ", …" : ""}`;
  const where = searched.join(", ");
  const unseen = skipped.map(({ region }) => region).join(", ");
  throw new ToolError("not_found", {
    ko: `${account.name} 계정의 ${where} 리전에 "${name}" 알람이 없습니다.${some ? ` 알람: ${some}.` : ""}${unseen ? ` 조회하지 못한 리전: ${unseen}.` : ""}`,
    en: `No alarm of ${account.name} in ${where} is called "${name}".${some ? ` Alarms: ${some}.` : ""}${unseen ? ` Could not look in ${unseen}.` : ""}`,
  });
}
