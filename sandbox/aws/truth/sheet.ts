/** A question with its answers as plain JSON, for a person to read and a grader to compare. */
import type { Facts } from "./facts.ts";
import type { Question, Window } from "./question.ts";
import { seoulTime } from "./windows.ts";

export interface Sheet {
  id: string;
  topic: string;
  when: string;
  seed: string;
  now: string;
  account: string;
  /** Empty where it makes no sense at `now`. */
  variants: { ko: string; en: string; window: { from: string; to: string; zone: string }; answer: object }[];
}

export const sheetOf = (question: Question, facts: Facts): Sheet => ({
  id: question.id,
  topic: question.topic,
  when: question.when,
  seed: facts.setting.seed,
  now: seoulTime(facts.now),
  account: facts.setting.account.name,
  variants: question.variants(facts).map(({ ko, en, window }) => ({
    ko,
    en,
    window: writeWindow(window),
    answer: question.answer(facts, window),
  })),
});

function writeWindow({ from, to, zone }: Window) {
  const write = (time: number) => (zone === "UTC" ? `${new Date(time).toISOString().slice(0, 19)}Z` : seoulTime(time));
  return { from: write(from), to: write(to), zone };
}
