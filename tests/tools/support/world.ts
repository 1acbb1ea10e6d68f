import { factsOf } from "../../../sandbox/aws/truth/facts.ts";
import type { Question } from "../../../sandbox/aws/truth/question.ts";
import { NOW } from "./sample-account.ts";

/** What is true in the sample account at the moment at which tool tests ask. */
export const factsNow = (seed: string) => factsOf(seed, Date.parse(NOW));

/** The answer to a question of the evaluation over a window of UTC instants. */
export function truthOf<A extends object>(question: Question<A>, seed: string, from: string, to: string): A {
  return question.answer(factsNow(seed), { from: Date.parse(from), to: Date.parse(to), zone: "Asia/Seoul" });
}

/** `2026-11-19T06:50:00+09:00` as tools write it: in UTC. */
export const utc = (time: string): string => new Date(time).toISOString().replace(".000Z", "Z");
