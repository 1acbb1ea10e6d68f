import type { Kpi } from "../define-chart.ts";
import type { Look } from "../look.ts";
import type { LineFacts } from "./line-chart.ts";

/** "임계값 5%", or the limit's own name with its value. */
export function limitText({ limit }: Pick<LineFacts, "limit">, look: Look): string {
  if (!limit) return "";
  const name = limit.label === "" ? look.say({ ko: "임계값", en: "Threshold" }) : limit.label;
  return `${name} ${look.format.amount(limit.value)}`;
}

/** Whether the highest value lies over the limit; undefined without one. */
export function limitDelta(facts: LineFacts, against: string, look: Look): Kpi["delta"] {
  if (!facts.limit) return undefined;
  const limit = limitText(facts, look);
  const over = facts.peak.v > facts.limit.value;
  return {
    text: over
      ? look.say({ ko: `▲ ${limit} 초과`, en: `▲ over ${lowerFirst(limit)}` })
      : look.say({ ko: `${limit} 이내`, en: `within ${lowerFirst(limit)}` }),
    tone: over ? "alert" : "good",
    against,
  };
}

/** Sentences about the limit, the marks and the bands, for an alt text. */
export function spokenOverlay(facts: LineFacts, look: Look): string[] {
  const { limit, peak, marks, bands } = facts;
  const named = (items: readonly { label: string }[]): string =>
    items
      .map(({ label }) => label)
      .filter((label) => label !== "")
      .slice(0, 5)
      .join(", ") || String(items.length);
  return [
    ...(limit
      ? [
          peak.v > limit.value
            ? look.say({ ko: `${limitText(facts, look)} 초과`, en: `Over ${lowerFirst(limitText(facts, look))}` })
            : look.say({ ko: `${limitText(facts, look)} 이내`, en: `Within ${lowerFirst(limitText(facts, look))}` }),
        ]
      : []),
    ...(marks.length > 0 ? [look.say({ ko: `표시: ${named(marks)}`, en: `Marks: ${named(marks)}` })] : []),
    ...(bands.length > 0 ? [look.say({ ko: `장애 구간: ${named(bands)}`, en: `Incidents: ${named(bands)}` })] : []),
  ];
}

const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
