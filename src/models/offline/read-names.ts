import { powerOrdered } from "./power-order.ts";
import type { Utterance } from "./utterance.ts";
import type { Mark } from "./words/scan.ts";

/** How a metric is read, and no name: "p99", "p99.9". */
export const PERCENTILE = /^p(?:\d{1,2}(?:\.\d{1,2})?|100)$/i;

/** Names and ids in order; names that only context can tell count when no certain one is there. */
export function namesOf(said: Utterance, without: string[]): string[] {
  const kept = said.marks.filter((m) => !without.includes(m.value) && !PERCENTILE.test(m.value));
  const certain = kept.filter(
    (m) => (m.concept === "name" && m.strong) || (m.concept === "id" && !m.value.startsWith("arn:")),
  );
  const called = certain.length > 0 || mayNameFreely(said) ? [] : kept.filter((m) => isInstanceName(said, m));
  const free = called.length > 0 || !mayNameFreely(said) ? called : kept.filter((m) => m.concept === "name");
  const found = certain.length > 0 ? certain : free;
  return [...new Set(found.map((m) => m.value))];
}

const CALLED_BEFORE = /(?:named|called|name is|starting with|이름이|이름은)\s*$/i;
const CALLED_AFTER = /^\s*(?:이?라는|로 시작하는)/;

/** "web 인스턴스", "instances named zzz": what is called so; before the English word stand adjectives as well. */
function isInstanceName(said: Utterance, { concept, start, end }: Mark): boolean {
  if (concept !== "name" || !said.has("thing", "instance")) return false;
  const next = said.marks.find((mark) => mark.start >= end);
  const at = next?.value === "instance" && /^[가-힣]/.test(said.text.slice(next.start));
  const beside = at && said.text.slice(end, next.start).trim() === "";
  return beside || CALLED_BEFORE.test(said.text.slice(0, start)) || CALLED_AFTER.test(said.text.slice(end));
}

/** Where a word that nobody knows is most likely a name: what to reboot, whose logs, who did something. */
const mayNameFreely = (said: Utterance) =>
  said.has("verb", "reboot") ||
  (powerOrdered(said) !== null && !said.has("gpu") && !said.has("instanceType")) ||
  said.has("error") ||
  said.has("outage") ||
  said.has("oom") ||
  said.has("measure") ||
  said.has("log") ||
  said.has("logGroup") ||
  said.has("deed") ||
  said.has("who");

export const isCertain = (said: Utterance, name: string) =>
  said.has("verb", "reboot") || said.marks.some((m) => m.value === name && (m.concept === "id" || m.strong));

/** Who is asked about: a dotted name, a subject of the sentence, "did X", "by X". */
export function actorOf(said: Utterance, names: string[]): string | undefined {
  return said.marks.find((mark) => {
    if (mark.concept !== "name" || !names.includes(mark.value)) return false;
    if (/\d$/.test(mark.value) && mark.value.includes("-")) return false;
    const before = said.text.slice(0, mark.start);
    if (/(?:did|has|have|had|by|user|사용자|유저)\s*$/i.test(before)) return true;
    return mark.value.includes(".") || mark.value.includes("@") || ["가", "이", "님", "씨"].includes(mark.particle);
  })?.value;
}
