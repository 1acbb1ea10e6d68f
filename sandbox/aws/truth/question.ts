/**
 * A question of the evaluation: how people put it, when it makes sense, and what is true. The answer is a function
 * of the world and the window alone, never of what an operation returns.
 */
import type { Facts } from "./facts.ts";

/** What a variant of a question asks about. Epoch milliseconds; `from` is included, `to` is not. */
export interface Window {
  from: number;
  to: number;
  /** Whose days: cost is billed by days in UTC, people mean the days of Seoul. */
  zone: "UTC" | "Asia/Seoul";
}

/** One wording, in both languages, with the window it means. */
export interface Variant {
  ko: string;
  en: string;
  window: Window;
}

export interface Question<A extends object = object> {
  /** The number in the list of evaluation questions. */
  id: string;
  topic: "cost" | "inventory" | "alarms" | "metrics" | "logs" | "events" | "findings" | "actions" | "contact-centre";
  /** When it makes sense: what must hold at `now` for a variant to be asked. */
  when: string;
  /** Those that make sense now; the first is the one that stands for the question. */
  variants(facts: Facts): Variant[];
  answer(facts: Facts, window: Window): A;
}

/** Exists to infer the answer's type. */
export const defineQuestion = <A extends object>(question: Question<A>): Question<A> => question;
