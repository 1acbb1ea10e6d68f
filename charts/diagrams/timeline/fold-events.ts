import type { Look } from "../../look.ts";
import type { DiagramEdge } from "../request.ts";
import { duration, type TimelineEvent } from "./events.ts";

export interface Story {
  events: TimelineEvent[];
  edges: DiagramEdge[];
  /** How many events stand behind those that were folded; 0 where none was. */
  folded: number;
}

/** Events of a lane and kind within the same of `steps` equal stretches of time become one that says how many. */
export function foldEvents({ events, edges }: Story, steps: number, look: Look): Story {
  const first = Math.min(...events.map(({ from }) => from));
  const span = Math.max(...events.map(({ to }) => to)) - first || 1;
  const sets = new Map<string, TimelineEvent[]>();
  for (const event of events) {
    const step = Math.min(steps - 1, Math.floor(((event.from - first) / span) * steps));
    const key = JSON.stringify([event.lane, event.kind, step]);
    sets.set(key, [...(sets.get(key) ?? []), event]);
  }
  const into = new Map<string, string>();
  let folded = 0;
  const kept = [...sets.values()].map((members): TimelineEvent => {
    const one = members[0]!;
    for (const { id } of members) into.set(id, one.id);
    if (members.length === 1) return one;
    folded += members.length;
    const to = Math.max(...members.map((member) => member.to));
    const same = members.every(({ label }) => label === one.label);
    const more = members.length - 1;
    return {
      ...one,
      to,
      when: to > one.from ? `${one.when.split(" – ")[0]} · ${duration(to - one.from, look)}` : one.when,
      label: same
        ? `${one.label} ×${members.length}`
        : look.say({ ko: `${one.label} 외 ${more}개`, en: `${one.label} + ${more} more` }),
      sublabel: "",
    };
  });
  const joined = new Map<string, DiagramEdge>();
  for (const edge of edges) {
    const [from, to] = [into.get(edge.from)!, into.get(edge.to)!];
    if (from !== to) joined.set(JSON.stringify([from, to]), { ...edge, from, to });
  }
  return { events: kept.sort((a, b) => a.from - b.from), edges: [...joined.values()], folded };
}
