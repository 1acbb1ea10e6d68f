import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Facts, factsOf } from "../../../sandbox/aws/truth/facts.ts";
import type { Question } from "../../../sandbox/aws/truth/question.ts";
import { questions } from "../../../sandbox/aws/truth/questions.ts";
import { NOW, type Stack, startStack } from "./stack.ts";
import { checks } from "./truth-checks.ts";
import { toldOf } from "./truth-told.ts";
import type { Said } from "./truth-words.ts";

/**
 * All wordings of all questions in both languages; without it the first wording of each, in one language of one seed
 * and in the other of the other.
 */
const EVERY_WORDING = process.env.OPSTHREAD_TEST_EVERY_WORDING === "1";
const LANGUAGES = ["ko", "en"] as const;
/** Long stretches of CloudTrail are read slowly until the tools have a copy: these come last. */
const SLOW = ["23", "26"];
const HANGUL = /[가-힣]{2}/;
const DOUBT = /확인되지 않은 수치|no computation confirmed/;

/** Asks the questions of the evaluation through all real wires and holds the replies against the world of the seed. */
export function askTheTruth(seed: string, firstLanguage: Said): void {
  let stack: Stack;
  let turn = 0;
  beforeAll(async () => {
    stack = await startStack({ seed });
    await stack.startBot();
  });
  afterAll(() => stack?.close());

  const known = questions.filter(({ id }) => checks[id]);
  const asked = [...known.filter(({ id }) => !SLOW.includes(id)), ...known.filter(({ id }) => SLOW.includes(id))];
  const offset = LANGUAGES.indexOf(firstLanguage);
  describe.each(LANGUAGES)(`${seed}, asked in %s`, (language) => {
    const mine = asked.filter((_, i) => EVERY_WORDING || LANGUAGES[(i + offset) % 2] === language);
    for (const question of mine)
      for (const [index, wording] of wordings(question, factsOf(seed, Date.parse(NOW))).entries())
        it(`${question.id}.${index + 1} ${wording[language]}`, async () => {
          const before = stack.now();
          // Slack lets an app post about once a second into a channel.
          const channel = turn++ % 2 === 0 ? "ops" : "general";
          const { answer, pictures } = await stack.ask("jiwoo", wording[language], { channel });
          const csv = pictures.find(({ name }) => name.endsWith(".csv"));
          const file = csv ? new TextDecoder().decode(await stack.control.file(csv.path)) : null;
          const told = toldOf(language, answer, file);
          expect(HANGUL.test(answer.split("\n")[0] ?? "")).toBe(language === "ko");
          told.first("**");
          expect(answer).not.toMatch(DOUBT);
          hold(
            () => checks[question.id]!(answerAt(question, index, seed, before), told),
            () => checks[question.id]!(answerAt(question, index, seed, stack.now()), told),
          );
        });
  });
}

function wordings(question: Question, facts: Facts) {
  const variants = question.variants(facts);
  return EVERY_WORDING ? variants : variants.slice(0, 1);
}

function answerAt(question: Question, index: number, seed: string, now: number): object {
  const facts = factsOf(seed, now, Date.parse(NOW));
  return question.answer(facts, question.variants(facts)[index]!.window);
}

/** "The last 24 hours" moved on while the question was answered: true at either moment is true. */
function hold(before: () => void, after: () => void): void {
  try {
    before();
  } catch {
    after();
  }
}
