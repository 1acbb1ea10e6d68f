import { describe, expect, it } from "vitest";
import { ask } from "../../../eval/ask.ts";
import { grade } from "../../../eval/grade.ts";
import type { Evaluation } from "../../../eval/question.ts";
import { evaluations } from "../../../eval/questions.ts";
import { type Facts, factsOf } from "../../../sandbox/aws/truth/facts.ts";
import type { Question } from "../../../sandbox/aws/truth/question.ts";
import { NOW, type Stack } from "./stack.ts";
import { checks } from "./truth-checks.ts";
import { toldOf } from "./truth-told.ts";
import type { Said } from "./truth-words.ts";

/**
 * All wordings of all questions in both languages; without it the first wording of each, in one language of one seed
 * and in the other of the other.
 */
const EVERY_WORDING = process.env.OPSTHREAD_TEST_EVERY_WORDING === "1";
const LANGUAGES = ["ko", "en"] as const;
/** Long stretches of CloudTrail are read slowly until the tools have a copy: begun first, the others are asked meanwhile. */
const SLOW = ["22", "23", "26"];
/** What the offline planner does not get right. Nothing, and nothing may be added: this is the floor of its score. */
const KNOWN_MISSES: readonly string[] = [];
/** Changes something: tests/e2e/approval.test.ts. */
const ELSEWHERE = ["37"];
const DOUBT = /확인되지 않은 수치|no computation confirmed/;

/**
 * Asks the questions of the evaluation through all real wires and holds the replies against the world of the seed. Several
 * are asked at a time, as a team does: much of an answer is waiting for AWS.
 */
export function askTheTruth(seed: string, firstLanguage: Said, stackOf: () => Stack): void {
  let turn = 0;
  const known = evaluations.filter(({ question: { id } }) => !ELSEWHERE.includes(id));
  const isSlow = ({ question: { id } }: Evaluation) => SLOW.includes(id);
  const asked = [...known.filter(isSlow), ...known.filter((one) => !isSlow(one))];
  const offset = LANGUAGES.indexOf(firstLanguage);
  const all = asked.flatMap((evaluation, i) =>
    LANGUAGES.filter((_, at) => EVERY_WORDING || (i + offset) % 2 === at).map((language) => ({ evaluation, language })),
  );
  describe.concurrent(`${seed}, asked in both languages`, { timeout: 120_000 }, () => {
    for (const { evaluation, language } of all) {
      const { question } = evaluation;
      const test = KNOWN_MISSES.includes(question.id) ? it.fails : it;
      for (const [index, wording] of wordings(question, factsOf(seed, Date.parse(NOW))).entries())
        test(`${question.id}.${index + 1} ${wording[language]}`, async () => {
          const stack = stackOf();
          const ends = { control: stack.control, account: stack.account.control };
          const before = stack.now();
          const reply = await ask(ends, turn++, { text: wording[language], language, approve: false });
          const truths = [before, stack.now()].map((at) => factsOf(seed, at, Date.parse(NOW)));
          expect(grade(evaluation, index, reply, truths, null), reply.text).toEqual({ passed: true, misses: [] });

          const told = toldOf(language, reply.text, reply.files[0]?.content ?? null);
          told.first("**");
          expect(reply.text).not.toMatch(DOUBT);
          const check = checks[question.id];
          if (!check) return;
          const at = (facts: Facts) => check(question.answer(facts, question.variants(facts)[index]!.window), told);
          hold(
            () => at(truths[0]!),
            () => at(truths[1]!),
          );
        });
    }
  });
}

function wordings(question: Question, facts: Facts) {
  const variants = question.variants(facts);
  return EVERY_WORDING ? variants : variants.slice(0, 1);
}

/** "The last 24 hours" moved on while the question was answered: true at either moment is true. */
function hold(before: () => void, after: () => void): void {
  try {
    before();
  } catch {
    after();
  }
}
