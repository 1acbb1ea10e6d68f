import { parseMoment } from "../../cells.ts";
import type { Look } from "../../look.ts";
import { drawableText } from "../../text/clean.ts";
import { clockTime, DAY_MS, shortDay } from "../../time/write-date.ts";
import type { DiagramJob, DiagramNode } from "../request.ts";

export const EVENT_KINDS = ["change", "impact", "alarm", "action", "recovery", "info"] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

const WORDS: Readonly<Record<string, EventKind>> = {
  deploy: "change",
  deployment: "change",
  config: "change",
  alert: "alarm",
  error: "impact",
  outage: "impact",
  symptom: "impact",
  response: "action",
  rollback: "action",
  fix: "action",
  resolved: "recovery",
  recovered: "recovery",
  ok: "recovery",
};

export const KIND_NAMES: Readonly<Record<EventKind, { ko: string; en: string }>> = {
  change: { ko: "변경", en: "Change" },
  alarm: { ko: "알람", en: "Alarm" },
  impact: { ko: "영향", en: "Impact" },
  action: { ko: "대응", en: "Response" },
  recovery: { ko: "복구", en: "Recovery" },
  info: { ko: "기록", en: "Note" },
};

export interface TimelineEvent {
  id: string;
  kind: EventKind;
  /** Instants; equal where it has no duration. */
  from: number;
  to: number;
  lane: string;
  /** "06:50", "06:52 – 07:35 · 43분". */
  when: string;
  label: string;
  sublabel: string;
  node: DiagramNode;
}

export interface Lane {
  id: string;
  name: string;
}

/** Events in order of time, and the lanes that have any: the groups, or else one per kind of event. */
export function eventsOf(job: DiagramJob, look: Look): { events: TimelineEvent[]; lanes: Lane[] } {
  const groups = new Map(job.groups.map(({ id, label }) => [id, look.drawable(label)]));
  const instants = job.nodes.flatMap(({ at, to }) =>
    [instant(at, look), to === undefined ? [] : instant(to, look)].flat(),
  );
  const days = new Set(instants.map((at) => Math.floor(look.zone.toWall(at) / DAY_MS)));
  const when = (at: number): string => {
    const wall = look.zone.toWall(at);
    return days.size > 1 ? `${shortDay(wall, look.language)} ${clockTime(wall)}` : clockTime(wall);
  };
  const events = job.nodes.map((node): TimelineEvent => {
    const kind = kindOf(node.type);
    const from = instant(node.at, look);
    const to = node.to === undefined ? from : instant(node.to, look);
    return {
      id: node.id,
      kind,
      from,
      to,
      lane: groups.size === 0 ? kind : (node.parent ?? ""),
      when: to > from ? `${when(from)} – ${when(to)} · ${duration(to - from, look)}` : when(from),
      label: look.drawable(node.label),
      sublabel: drawableText([node.sublabel, node.badge].filter(Boolean).join(" · "), look.measure.coverage),
      node,
    };
  });
  events.sort((a, b) => a.from - b.from);
  const used = new Set(events.map(({ lane }) => lane));
  const lanes =
    groups.size === 0
      ? EVENT_KINDS.map((kind) => ({ id: kind as string, name: look.say(KIND_NAMES[kind]) }))
      : [...[...groups].map(([id, name]) => ({ id, name })), { id: "", name: look.say({ ko: "기타", en: "Other" }) }];
  return { events, lanes: lanes.filter(({ id }) => used.has(id)) };
}

/** "43분", "2시간 5분", "3일 4시간". */
export function duration(ms: number, look: Look): string {
  const minutes = Math.round(ms / 60_000);
  const parts: [number, { ko: string; en: string }][] =
    minutes < 1
      ? [[Math.round(ms / 1000), { ko: "초", en: " s" }]]
      : [
          [Math.floor(minutes / 1440), { ko: "일", en: " d" }],
          [Math.floor(minutes / 60) % 24, { ko: "시간", en: " h" }],
          [minutes % 60, { ko: "분", en: " min" }],
        ];
  const told = parts.filter(([value]) => value > 0).slice(0, 2);
  return told.length === 0
    ? look.say({ ko: "0초", en: "0 s" })
    : told.map(([value, unit]) => `${value}${look.say(unit)}`).join(" ");
}

function kindOf(type: string | undefined): EventKind {
  const word = (type ?? "").trim().toLowerCase();
  return EVENT_KINDS.find((kind) => kind === word) ?? (Object.hasOwn(WORDS, word) ? WORDS[word]! : "info");
}

/** A day without a time begins at the midnight of the reader's zone. */
function instant(text: string | undefined, look: Look): number {
  const moment = parseMoment(text ?? null)!;
  return moment.wholeDay ? look.zone.toInstant(moment.ms) : moment.ms;
}
