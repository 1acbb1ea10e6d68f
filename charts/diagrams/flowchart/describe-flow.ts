import type { Look } from "../../look.ts";
import type { DiagramJob } from "../request.ts";
import { type Step, stepOf } from "./shapes.ts";

const KINDS: Readonly<Partial<Record<Step, { ko: string; en: string }>>> = {
  start: { ko: "시작", en: "start" },
  decision: { ko: "결정", en: "decision" },
  data: { ko: "데이터", en: "data" },
  approval: { ko: "승인", en: "approval" },
  end: { ko: "끝", en: "end" },
};

/** Step after step, each with what follows it. */
export function describeFlow({ nodes, edges, groups }: DiagramJob, look: Look): string {
  const labelOf = new Map([...nodes, ...groups].map(({ id, label }) => [id, look.readable(label)]));
  const out = new Map<string, string[]>();
  for (const { from, to, label } of edges) {
    const by = label ? `${look.readable(label)}: ` : "";
    out.set(from, [...(out.get(from) ?? []), `${by}${labelOf.get(to)}`]);
  }
  const entered = new Set(edges.map(({ to }) => to));
  return nodes
    .filter(({ id }) => out.has(id) || !entered.has(id))
    .map(({ id, label, type }) => {
      const kind = KINDS[stepOf(type)];
      const name = `${look.readable(label)}${kind ? ` (${look.say(kind)})` : ""}`;
      return out.has(id) ? `${name} → ${out.get(id)!.join(", ")}` : name;
    })
    .join("; ");
}
