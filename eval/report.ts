import type { Answer } from "./run.ts";
import { type Score, score } from "./score.ts";

/** A run as it is kept: what it takes to compare it, and to grade its replies again. */
export interface Report {
  now: string;
  score: Score;
  answers: Answer[];
}

/** What `--json` prints. */
export function summary({ now, score: total, answers }: Report) {
  return {
    ...total,
    now,
    questions: answers.map(({ id, variant, seed, poison, passed, misses, reply }) => ({
      ...{ id, variant: variant + 1, seed, poison, language: reply.language, passed, misses },
      ...{ tokens: reply.tokens, usd: reply.usd, seconds: reply.seconds, toolCalls: reply.toolCalls.length },
      ...{ ceRequests: reply.ceRequests, grounded: reply.grounded },
    })),
  };
}

export function markdown({ now, score: total, answers }: Report): string {
  const seeds = [...new Set(answers.map(({ seed }) => seed))];
  return [
    `# Evaluation: ${total.passed} of ${total.total} passed`,
    "",
    `${share(total.passRate)} (95% interval ${share(total.interval[0])}–${share(total.interval[1])}), answered by ${total.model}, ` +
      `sample account ${seeds.join(", ")} at ${now}.`,
    "",
    table(
      ["question", "", "reply", "tokens", "USD", "s", "tool calls", "Cost Explorer", "grounded"],
      [
        ...answers.map((answer) => row(answer)),
        ["**all**", `${total.passed}/${total.total}`, "", ...figures({ ...total, toolCalls: total.toolCalls })],
      ],
    ),
    "",
    ...answers.filter(({ passed }) => !passed).flatMap(failure),
  ].join("\n");
}

/** What changed between two runs: questions that pass now or no longer do, and the sums. */
export function comparison(before: Report, after: Report): string {
  const key = (answer: Answer) => name(answer);
  const was = new Map(before.answers.map((answer) => [key(answer), answer.passed]));
  const turned = after.answers.filter((answer) => was.has(key(answer)) && was.get(key(answer)) !== answer.passed);
  const lines = turned.map((answer) => `- ${answer.passed ? "now right" : "**now wrong**"}: ${name(answer)}`);
  const [a, b] = [score(before.answers), score(after.answers)];
  return [
    `# ${share(a.passRate)} before, ${share(b.passRate)} after`,
    "",
    ...(lines.length > 0 ? lines : ["No question changed sides."]),
    "",
    table(
      ["", "tokens", "USD", "s", "tool calls", "Cost Explorer", "grounded"],
      [
        ["before", ...figures(a)],
        ["after", ...figures(b)],
      ],
    ),
  ].join("\n");
}

export function name({ id, variant, seed, poison, reply }: Answer): string {
  return `${id}.${variant + 1} ${reply.language} ${seed}${poison ? ` (${poison})` : ""}`;
}

function row(answer: Answer): string[] {
  const { reply, passed } = answer;
  const sums = { ...reply, toolCalls: reply.toolCalls.length };
  return [name(answer), passed ? "✓" : "✗", reply.question.replaceAll("|", "\\|"), ...figures(sums)];
}

function figures(of: Pick<Score, "tokens" | "usd" | "seconds" | "toolCalls" | "ceRequests" | "grounded">): string[] {
  const { tokens, usd, seconds, toolCalls, ceRequests, grounded } = of;
  return [
    String(tokens),
    usd === null ? "unknown" : usd.toFixed(4),
    seconds.toFixed(1),
    String(toolCalls),
    String(ceRequests),
    grounded === null ? "" : share(grounded),
  ];
}

function failure(answer: Answer): string[] {
  return [`## ${name(answer)}: ${answer.reply.question}`, "", ...answer.misses.map((miss) => `- ${miss}`), ""];
}

const share = (value: number): string => `${(value * 100).toFixed(1)}%`;

function table(heads: string[], rows: string[][]): string {
  return [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
