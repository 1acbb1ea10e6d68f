import type { Kpi } from "../define-chart.ts";
import type { Look } from "../look.ts";

/** Beyond these a change says nothing that a person could use, and has no room. */
const LARGEST_RATIO = 99.99;
const LARGEST_TOTAL = 1e15;

type Delta = NonNullable<Kpi["delta"]>;

/** "▲ 9.8%", "▼ 3.0%", "±0.0%"; from nothing (or from a credit) there is no percentage, so the amount: "▲ $120". */
export function changeText(total: number, previous: number, look: Look): string {
  const difference = total - previous;
  const arrow = difference > 0 ? "▲" : "▼";
  if (difference === 0) return `±${look.format.percent(0)}`;
  if (previous <= 0) return `${arrow} ${look.format.amount(Math.abs(difference))}`;
  const ratio = Math.abs(difference / previous);
  if (ratio > LARGEST_RATIO) return `${arrow} >${look.format.percent(LARGEST_RATIO)}`;
  const percent = look.format.percent(ratio);
  return /[1-9]/.test(percent) ? `${arrow} ${percent}` : `±${percent}`;
}

/** More is worse, for cost as for events. */
export function changeTone(total: number, previous: number, look: Look): Delta["tone"] {
  if (changeText(total, previous, look).startsWith("±")) return "quiet";
  return total > previous ? "alert" : "good";
}

export function describeChange(total: number, previous: number, against: string, look: Look): Delta {
  return { text: changeText(total, previous, look), tone: changeTone(total, previous, look), against };
}

/** The request's own "change against", where it gave one. */
export function givenChange(total: number, look: Look): Delta | undefined {
  const change = look.given.change;
  if (!change || !(Math.abs(change.previousTotal) <= LARGEST_TOTAL)) return undefined;
  return describeChange(total, change.previousTotal, look.drawable(change.label), look);
}

/** The same for an alt text, in brackets: " (+9.8% 전월 동기 대비)", or "". */
export function spokenChange(total: number, look: Look): string {
  const delta = givenChange(total, look);
  return delta ? ` (${spokenDelta(delta.text)} ${look.readable(look.given.change!.label)})` : "";
}

/** Arrows are for the eye; a screen reader says the sign. */
export function spokenDelta(delta: string): string {
  return delta.replace("▲ ", "+").replace("▼ ", "−");
}
