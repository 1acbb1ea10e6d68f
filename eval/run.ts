import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CONFIG_FILE, HOME_REGION } from "../sandbox/aws/aws-config.ts";
import { createClock } from "../sandbox/aws/clock.ts";
import { type Facts, factsOf } from "../sandbox/aws/truth/facts.ts";
import { runCommand } from "../sandbox/run/command.ts";
import { CLOCK_FILE, type Stack, startStack } from "../sandbox/run/stack.ts";
import { createControl } from "../sandbox/slack/control-client.ts";
import { ask, type Ends } from "./ask.ts";
import { type Grade, grade, type Poison } from "./grade.ts";
import { orderInTag } from "./order-in-tag.ts";
import type { Evaluation } from "./question.ts";
import { evaluations } from "./questions.ts";
import type { Reply } from "./reply.ts";

export interface RunOptions {
  seed: string;
  /** ISO: the moment of the first question. */
  now: string;
  languages: ("ko" | "en")[];
  /** Numbers of questions; null: all that make sense then. */
  only: string[] | null;
  everyWording: boolean;
  poison: Poison | null;
  /** The bot's variables for a real model; null: the offline planner. */
  model: { env: Record<string, string>; id: string | null } | null;
  signal: AbortSignal;
  onAnswer: (answer: Answer) => void;
}

/** One question asked once. */
export interface Answer extends Grade {
  id: string;
  variant: number;
  seed: string;
  poison: Poison | null;
  /** Milliseconds since the epoch, by the account's clock: what was true is told at both. */
  asked: number;
  answered: number;
  reply: Reply;
}

/** Which operation is hit, by question; the rest are not poisoned. One question per service is enough to see how it is told. */
export const POISONED: Record<string, string> = {
  "1": "GetCostAndUsage",
  "14": "DescribeInstances",
  "19": "DescribeAlarms",
  "27": "DescribeLogGroups",
  "29": "LookupEvents",
  "33": "ListFindings",
  "38": "GetCurrentMetricData",
};
/** A further page costs money here, so a person is asked first whatever the first one holds. */
const PAID_PAGES = ["GetCostAndUsage"];
/** Where the tags of instances are read. */
export const TAGS_READ = ["14", "15", "18"];
const FAULTS: Record<Exclude<Poison, "order_in_tag">, { kind: string; times: number }> = {
  throttled: { kind: "throttle", times: 2 },
  denied: { kind: "deny", times: 1_000 },
  expired: { kind: "expired", times: 1_000 },
  empty_page: { kind: "empty_page", times: 1 },
};

/** Asks everything on an account, a workspace and a bot of their own, started here and stopped at the end. */
export async function run(options: RunOptions): Promise<Answer[]> {
  const { seed, poison } = options;
  const dataDir = mkdtempSync(join(tmpdir(), "opsthread-eval-"));
  const startedAt = Date.parse(options.now);
  let stack: Stack | null = null;
  try {
    stack = await startStack({
      dataDir,
      port: 0,
      real: { slack: false, aws: false, model: options.model !== null },
      realEnv: options.model?.env ?? {},
      settings: process.env,
      seed,
      now: options.now,
      control: true,
      signal: options.signal,
      onLine: () => undefined,
    });
    // The clock began to run before the bot was up: what is true is asked of the same.
    const { now } = createClock({ clockFile: join(dataDir, CLOCK_FILE) });
    const control = createControl(stack.workspace!.url);
    const ends: Ends = { control, account: stack.accountControl! };
    const facts = (at: number): Facts => factsOf(seed, at, startedAt);
    if (options.model?.id) await choose(ends, options.model.id);
    if (poison === "order_in_tag") await orderInTag(join(dataDir, "aws", CONFIG_FILE), HOME_REGION);

    const answers: Answer[] = [];
    for (const { evaluation, variant, language } of plan(options, facts(startedAt))) {
      const asked = now();
      const wording = evaluation.question.variants(facts(asked))[variant];
      if (!wording) continue;
      await poisonAccount(ends.account, poison, evaluation.question.id);
      const approve = evaluation.approved(facts(asked)) !== null;
      const reply = await ask(ends, answers.length, { text: wording[language], language, approve });
      const answered = now();
      const truths = [facts(asked), facts(answered)];
      const { id } = evaluation.question;
      const answer: Answer = {
        ...{ id, variant, seed, poison, asked, answered, reply },
        ...grade(evaluation, variant, reply, truths, poison),
      };
      answers.push(answer);
      options.onAnswer(answer);
    }
    return answers;
  } finally {
    await stack?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Grades a kept reply again, by the same truth. */
export function regrade({ id, variant, seed, poison, asked, answered, reply, ...rest }: Answer, now: string): Answer {
  const evaluation = evaluations.find(({ question }) => question.id === id);
  if (!evaluation) throw new Error(`the recorded run has a question ${id} that is not there any more`);
  const truths = [asked, answered].map((at) => factsOf(seed, at, Date.parse(now)));
  return {
    ...rest,
    id,
    variant,
    seed,
    poison,
    asked,
    answered,
    reply,
    ...grade(evaluation, variant, reply, truths, poison),
  };
}

interface Planned {
  evaluation: Evaluation;
  variant: number;
  language: "ko" | "en";
}

/** A change is asked for once: the second time it is done already. */
function plan({ languages, only, everyWording, poison }: RunOptions, facts: Facts): Planned[] {
  const wanted = evaluations.filter(
    ({ question: { id } }) => (only?.includes(id) ?? true) && (!poison || isHit(poison, id)),
  );
  return wanted.flatMap((evaluation) => {
    const changes = evaluation.approved(facts) !== null;
    const variants = evaluation.question.variants(facts).keys().toArray();
    return (everyWording && !changes ? variants : variants.slice(0, 1)).flatMap((variant) =>
      (changes ? languages.slice(0, 1) : languages).map((language) => ({ evaluation, variant, language })),
    );
  });
}

const isHit = (poison: Poison, id: string): boolean => {
  if (poison === "order_in_tag") return TAGS_READ.includes(id);
  const operation = POISONED[id];
  return operation !== undefined && !(poison === "empty_page" && PAID_PAGES.includes(operation));
};

async function poisonAccount(account: string, poison: Poison | null, id: string): Promise<void> {
  await fetch(`${account}/_sandbox/fault`, { method: "DELETE" });
  if (poison === null || poison === "order_in_tag") return;
  const body = JSON.stringify({ ...FAULTS[poison], operation: POISONED[id] });
  const response = await fetch(`${account}/_sandbox/fault`, { method: "POST", body });
  if (!response.ok) throw new Error(`the account refused the fault: ${await response.text()}`);
}

/** By the product's own command, as a person would. */
async function choose({ control }: Ends, model: string): Promise<void> {
  const { app } = await control.people();
  const until = Date.now() + 30_000;
  const place = { user: "jiwoo", channel: "ops" };
  await runCommand(control, { place, text: `/models ${model}`, bot: app.bot_user, until });
}
