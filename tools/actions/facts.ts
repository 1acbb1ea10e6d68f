import type { TrailEvent } from "../cloudtrail/read-event.ts";
import type { Call } from "../define-tool.ts";
import { localTime } from "../period.ts";
import type { Bilingual, Fact } from "../results.ts";
import type { PlanSite } from "./define-change.ts";
import { lastChangeOf } from "./last-change.ts";

export type Pair = readonly [string, string];

/** A fact that reads the same in both languages. */
export function plainFact(code: string, label: Bilingual, value: string): Fact {
  return { code, label, value: { ko: value, en: value } };
}

export const same = (text: string): Bilingual => ({ ko: text, en: text });

const SHOWN_KEYS = ["opsthread", "team", "env"];

export function tagsFact(tags: readonly Pair[], { field }: Pick<Call, "field">): Fact {
  const byKey = new Map(tags);
  const shown = SHOWN_KEYS.map((key) => `${key}=${field(byKey.get(key)) ?? "-"}`).join(", ");
  return plainFact("tags", { ko: "태그", en: "Tags" }, shown);
}

/** From and to, as the card's main line. */
export function fromToFact(from: string | number, to: string | number): Fact {
  return plainFact("from_to", { ko: "변경", en: "Change" }, `${from} → ${to}`);
}

export function lastChangeFact(change: TrailEvent | "none" | null, call: Call): Fact {
  const label = { ko: "마지막 변경", en: "Last change" };
  const fact = (ko: string, en: string): Fact => ({ code: "last_change", label, value: { ko, en } });
  if (change === null) return fact("확인하지 못함 (조회 실패)", "not checked (could not be read)");
  if (change === "none") return fact("최근 90일간 없음", "none in the last 90 days");
  const { timeMs, user, name } = change;
  return plainFact(
    "last_change",
    label,
    `${localTime(timeMs, call.context.zone)}, ${call.field(user)}, ${call.field(name)}`,
  );
}

/** @param name as CloudTrail names the resource. */
export async function changeFactOf(name: string, region: string, { account, call }: PlanSite): Promise<Fact> {
  return lastChangeFact(await lastChangeOf(name, account, region, call), call);
}
