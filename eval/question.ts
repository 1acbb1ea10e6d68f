import type { Facts } from "../sandbox/aws/truth/facts.ts";
import type { Question } from "../sandbox/aws/truth/question.ts";
import type { Claim } from "./claim.ts";

/** A question of the evaluation: its wordings and its truth are the sample account's, what a right reply says is here. */
export interface Evaluation {
  question: Question;
  /** What the reply has to hold, of the truth for a wording's window. */
  claims(facts: Facts, variant: number): Claim[];
  /** What it may not say. */
  forbidden(facts: Facts, variant: number): string[];
  /** At most so many tool calls; eight unless said otherwise. */
  toolCalls: number;
  /** Services and regions that have to be asked, at this question or before in the same account. */
  looksIn: { service: string; regions: string[] } | null;
  /** Pressed on the card, and what has to reach AWS after it and in no other way. Null: nothing may be changed. */
  approved(facts: Facts): { operation: string; ids: string[] } | null;
}

interface Wanted<A> {
  claims(answer: A, variant: number): Claim[];
  forbidden?(answer: A): string[];
  toolCalls?: number;
  looksIn?: { service: string; regions: string[] };
  approved?(answer: A): { operation: string; ids: string[] };
}

const TOOL_CALLS = 8;

export function evaluate<A extends object>(question: Question<A>, wanted: Wanted<A>): Evaluation {
  const answer = (facts: Facts, variant: number) => question.answer(facts, question.variants(facts)[variant]!.window);
  return {
    question,
    claims: (facts, variant) => wanted.claims(answer(facts, variant), variant),
    forbidden: (facts, variant) => wanted.forbidden?.(answer(facts, variant)) ?? [],
    toolCalls: wanted.toolCalls ?? TOOL_CALLS,
    looksIn: wanted.looksIn ?? null,
    approved: (facts) => wanted.approved?.(answer(facts, 0)) ?? null,
  };
}
