import type { Call } from "../define-tool.ts";
import { localTime } from "../period.ts";
import type { Bilingual, Fact } from "../results.ts";
import type { PlanSite } from "./define-change.ts";
import { type LastChange, lastChangeOf } from "./last-change.ts";

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

export const LAST_CHANGE: Bilingual = { ko: "마지막 변경", en: "Last change" };

/** @param of names the target where the card tells of several in one place. */
export function lastChangeFact(change: LastChange, call: Pick<Call, "context" | "field">, of = ""): Fact {
  const value = lastChangeText(change, call);
  const before = of ? `${of}: ` : "";
  return {
    code: "last_change",
    label: LAST_CHANGE,
    value: { ko: `${before}${value.ko}`, en: `${before}${value.en}` },
  };
}

function lastChangeText(change: LastChange, { context: { zone }, field }: Pick<Call, "context" | "field">): Bilingual {
  if (change === null) return { ko: "확인하지 못함 (조회 실패)", en: "not checked (could not be read)" };
  if (change === "none") return { ko: "최근 90일간 없음", en: "none in the last 90 days" };
  if ("noneSince" in change) {
    const since = localTime(change.noneSince, zone);
    return { ko: `${since} 이후 없음 (그 이전은 확인하지 않음)`, en: `none since ${since} (not read further back)` };
  }
  const by = [field(change.user), ...(change.actsFor ? [`(${field(change.actsFor)})`] : [])].join(" ");
  return same(`${localTime(change.timeMs, zone)}, ${by}, ${field(change.name)}`);
}

/** @param resource an ARN where it has one: CloudTrail may name it by that or by its name. */
export async function changeFactOf(resource: string, region: string, { account, call }: PlanSite): Promise<Fact> {
  return lastChangeFact(await lastChangeOf(resource, { account, region, call }), call);
}
