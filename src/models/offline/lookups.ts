import { changesAroundPlaybook } from "./plan/changes-around.ts";
import { dashboardsPlaybook } from "./plan/dashboards.ts";
import { docsPlaybook } from "./plan/docs.ts";
import { findingPlaybook } from "./plan/finding.ts";
import { graphPlaybook } from "./plan/graph.ts";
import { logLinesPlaybook } from "./plan/log-lines.ts";
import { resourcePlaybook } from "./plan/resource.ts";
import type { Playbook } from "./plan/working.ts";
import type { Utterance } from "./utterance.ts";

const DRAWING = /구성도|아키텍처|토폴로지|architecture|topology|network (?:diagram|map)|diagram of|diagram the/i;
const AROUND = /앞뒤|전후|즈음|쯤|무렵|주변|\baround\b|surrounding|before and after/i;
const CLOCK = /(?<![\d:])(\d{1,2}:\d{2}(?::\d{2})?)(?!\d)(?:\s*([ap])\.?m\b)?/i;
const SPOKEN_CLOCK = /(오전|오후)?\s*(?<!\d)(\d{1,2})\s*시(?!간)\s*(?:(\d{1,2})\s*분|(반))?/;
const LOG = /로그|\blogs?\b/i;
const DETAILS = /자세히|상세|세부|연결된|의존|이웃|정보|describe|details?\b|tell me about|depends? on|connected to/i;
const DOCS =
  /문서|documentation|\bdocs?\b|무슨 뜻|뜻이|의미|기준이|한도가|쿼터|what does .+ mean|meaning of|\bquotas?\b|service limits?/i;
const FINDING = /탐지|finding|guardduty/i;
const EXPLAIN = /설명|자세히|상세|explain|details?\b|tell me about/i;

const DASHBOARD = /대시보드|dashboards?\b/i;
/** A list is shown by words for a list, and one dashboard by words for a picture. */
const SHOW_ONE = /그려|그림|열어|\bdraw\b|\bopen\b|\bplot\b|picture/i;

const ORDERS = new Set(["start", "stop", "terminate", "reboot", "delete"]);

/** Questions about one thing that a tool of its own answers; null where the words are of another kind. */
export function lookupFor(said: Utterance): Playbook | null {
  const { text } = said;
  if (said.values("verb").some((verb) => ORDERS.has(verb)) && !said.past && !DRAWING.test(text)) return null;
  const named = said.marks.filter(({ concept }) => concept === "name" || concept === "id");
  const certain = named.filter(({ concept, strong }) => concept === "id" || strong);
  const names = [...new Set((certain.length > 0 ? certain : named).map(({ value }) => value))];
  if (DASHBOARD.test(text) && !said.has("verb")) return dashboardsPlaybook(names[0], SHOW_ONE.test(text));
  if (said.has("chart") && !DRAWING.test(text)) return null;
  if (FINDING.test(text) && EXPLAIN.test(text) && !DOCS.test(text))
    return findingPlaybook(/[0-9a-f]{32}/.exec(text)?.[0]);
  if (DRAWING.test(text)) return graphPlaybook(scopeOf(text, names));
  const clock = clockOf(text);
  if (LOG.test(text) && AROUND.test(text)) return logLinesPlaybook(names[0] ?? said.values("path")[0], clock);
  const asksChanges = said.has("change") || said.has("deed");
  if (clock && asksChanges && AROUND.test(text) && !said.has("measure"))
    return changesAroundPlaybook(
      clock,
      names.find((name) => name !== clock),
    );
  if (DOCS.test(text) && !said.has("cost")) return docsPlaybook(text);
  const asksMore = said.has("error") || said.has("measure") || said.has("cost") || said.has("trail") || said.has("who");
  return DETAILS.test(text) && names.length === 1 && !asksMore ? resourcePlaybook(names[0]!) : null;
}

/** `09:12`, "9시 12분", "오후 3시 반", "9:12 pm": as tools read it. */
function clockOf(text: string): string | undefined {
  const spoken = SPOKEN_CLOCK.exec(text);
  const [, written, half] = CLOCK.exec(text) ?? [];
  const [hour = "", ...rest] = written?.split(":") ?? [spoken?.[2] ?? "", spoken?.[4] ? "30" : (spoken?.[3] ?? "0")];
  if (hour === "" || Number(hour) > 23) return undefined;
  const late =
    /^p/i.test(half ?? "") || spoken?.[1] === "오후" || /오후\s*$/.test(text.slice(0, CLOCK.exec(text)?.index));
  const full = Number(hour) + (late && Number(hour) < 12 ? 12 : 0);
  return [String(full), ...rest].map((part) => part.padStart(2, "0")).join(":");
}

function scopeOf(text: string, names: string[]): string {
  const vpc = /\bvpc-[0-9a-f]{8,17}\b/.exec(text)?.[0];
  if (vpc) return `vpc:${vpc}`;
  const [name] = names;
  if (!name) return "account";
  return /\bvpc\b/i.test(text) ? `vpc:${name}` : `app:${name}`;
}
