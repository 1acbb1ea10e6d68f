import type { Frame } from "./frame.ts";
import { findingPlaybook } from "./plan/finding.ts";
import { graphPlaybook } from "./plan/graph.ts";
import { graphWhichPlaybook } from "./plan/graph-which.ts";
import { resourcePlaybook } from "./plan/resource.ts";
import type { Playbook } from "./plan/working.ts";
import { namedInstances } from "./recall.ts";
import type { Turn } from "./transcript.ts";
import type { Utterance } from "./utterance.ts";

const EXPLAIN = /설명|자세히|상세|알려|뭐야|뭔데|explain|details?\b|tell me (?:more )?about|describe|what(?:'s| is)/i;
const POINTED = /그거|그걸|그건|이거|이건|저거|\b(?:it|this|that)(?: one)?\b/i;
const ORDINALS: readonly RegExp[] = [
  /첫\s*번째|첫째|맨\s*위|(?<!\d)1\s*번(?!\s*이상)|\bfirst\b|\btop one\b|(?<![\w.])#?1st\b/i,
  /두\s*번째|둘째|(?<!\d)2\s*번|\bsecond\b|\b2nd\b/i,
  /세\s*번째|셋째|(?<!\d)3\s*번|\bthird\b|\b3rd\b/i,
  /네\s*번째|넷째|(?<!\d)4\s*번|\bfourth\b|\b4th\b/i,
  /다섯\s*번째|(?<!\d)5\s*번|\bfifth\b|\b5th\b/i,
];
const AROUND = /주변|둘레|연결|이웃|구성|surround|neighbou?r|around|connected|next to/i;
const DRAW = /그려|그림|구성도|다이어그램|\bdraw\b|diagram|picture|\bmap\b/i;

/**
 * Questions that only the thread makes whole: "explain the first one" after findings or instances, "draw what is around
 * it" after a resource. Null where the words are of another kind, or name a thing themselves.
 */
export function lookupInThread(said: Utterance, frame: Frame, turns: Turn[]): Playbook | null {
  const { text } = said;
  if (said.has("verb") && !said.past) return null;
  const named = said.marks.filter(({ concept }) => concept === "id" || concept === "name");
  if (DRAW.test(text) && AROUND.test(text)) {
    const [subject, ...more] = named[0] ? [named[0].value] : lastSubjects(turns.slice(0, -1));
    if (more.length > 0) return graphWhichPlaybook([subject!, ...more]);
    return subject ? graphPlaybook(`app:${subject}`) : null;
  }
  if (named.length > 0) return null;
  const at = ORDINALS.findIndex((ordinal) => ordinal.test(text));
  if (!EXPLAIN.test(text) || (at === -1 && !POINTED.test(text)) || said.has("cost")) return null;
  const index = Math.max(at, 0);
  if (frame.intent === "guardduty") return findingPlaybook(undefined, index);
  const instance = frame.intent === "instances" ? frame.instances[index] : undefined;
  return instance ? resourcePlaybook(instance) : null;
}

/** The one thing that was described, drawn or measured last, or the instances of an answer since. */
function lastSubjects(turns: Turn[]): string[] {
  for (const turn of turns.toReversed()) {
    const one = lastResource(turn);
    const subjects = one ? [one] : namedInstances(turn);
    if (subjects.length > 0) return subjects;
  }
  return [];
}

function lastResource({ calls }: Turn): string | undefined {
  for (const { name, input } of calls.toReversed()) {
    if (name === "inventory_graph") {
      const app = /^app:(.+)$/.exec(String(input.scope))?.[1];
      if (app) return app;
    }
    const named = input.resource;
    if (typeof named === "string" && named !== "" && !named.includes("*")) return named;
  }
  return undefined;
}
