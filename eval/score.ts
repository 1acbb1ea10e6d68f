import type { Answer } from "./run.ts";

export interface Score {
  total: number;
  passed: number;
  passRate: number;
  /** Of the pass rate, at 95 percent (Wilson). */
  interval: [low: number, high: number];
  tokens: number;
  /** Null where the price of a reply is not known. */
  usd: number | null;
  seconds: number;
  toolCalls: number;
  ceRequests: number;
  /** Mean over replies with figures. */
  grounded: number | null;
  model: string;
}

export function score(answers: readonly Answer[]): Score {
  const passed = answers.filter((answer) => answer.passed).length;
  const replies = answers.map(({ reply }) => reply);
  const sum = (of: (reply: Answer["reply"]) => number) => replies.reduce((total, reply) => total + of(reply), 0);
  const grounded = replies.flatMap((reply) => (reply.grounded === null ? [] : [reply.grounded]));
  return {
    total: answers.length,
    passed,
    passRate: answers.length === 0 ? 0 : passed / answers.length,
    interval: wilson(passed, answers.length),
    tokens: sum((reply) => reply.tokens),
    usd: replies.some((reply) => reply.usd === null) ? null : sum((reply) => reply.usd ?? 0),
    seconds: sum((reply) => reply.seconds),
    toolCalls: sum((reply) => reply.toolCalls.length),
    ceRequests: sum((reply) => reply.ceRequests),
    grounded: grounded.length === 0 ? null : grounded.reduce((total, one) => total + one, 0) / grounded.length,
    model: [...new Set(replies.map((reply) => reply.model))].join(", "),
  };
}

/** Wilson's score interval of a share (E. B. Wilson, 1927), z for 95 percent. Of nothing everything is possible. */
export function wilson(passed: number, total: number): [low: number, high: number] {
  if (total === 0) return [0, 1];
  const z = 1.959964;
  const share = passed / total;
  const middle = share + (z * z) / (2 * total);
  const spread = z * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total));
  const scale = 1 + (z * z) / total;
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)];
}
