/** `npm run eval`: asks the questions of the evaluation and grades the replies by what is true. docs/evaluation.md */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readSettings, realEndsEnv } from "../sandbox/run/real-ends.ts";
import type { Poison } from "./grade.ts";
import { evaluations } from "./questions.ts";
import { comparison, markdown, name, type Report, summary } from "./report.ts";
import { type Answer, regrade, run } from "./run.ts";
import { score } from "./score.ts";

const USAGE = `Usage: npm run eval -- [OPTIONS]
  --seed S,S       sample accounts (haneul-1); any other gives a score nobody tuned for
  --now ISO        asked from this moment on (2026-11-20T09:12:00+09:00)
  --lang ko|en     one language instead of both
  --only N,N       these questions
  --every-wording  all wordings instead of the first of each
  --poison         some questions again with AWS throttled, denied, expired, with an empty page, and an order in a tag
  --real-model     ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL or OPSTHREAD_BEDROCK_* of the environment or .env, not the planner
  --model ID       chosen by /models
  --recorded FILE  grades the replies of an earlier run again and asks nothing
  --against FILE   prints what changed since that run, with --json to standard error
  --out DIR        where report.md and report.json are written (.data/eval)
  --json           prints the score as JSON
Exit codes: 0 all passed, 1 some did not, 64 usage`;

const POISONS: Poison[] = ["throttled", "denied", "expired", "empty_page", "order_in_tag"];

class UsageError extends Error {
  override name = "UsageError";
}

async function main(argv: string[]): Promise<number> {
  const options = read(argv);
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const report = options.recorded ? recorded(options.recorded) : await ask(options);
  mkdirSync(options.out, { recursive: true });
  writeFileSync(join(options.out, "report.json"), `${JSON.stringify(report, null, 1)}\n`);
  writeFileSync(join(options.out, "report.md"), `${markdown(report)}\n`);
  if (options.json) process.stdout.write(`${JSON.stringify(summary(report))}\n`);
  else process.stdout.write(`\n${markdown(report)}\n\nWritten to ${options.out}: report.md, report.json\n`);
  // With --json standard output is JSON and nothing else.
  if (options.against)
    (options.json ? process.stderr : process.stdout).write(`\n${comparison(load(options.against), report)}\n`);
  return report.score.passed === report.score.total ? 0 : 1;
}

type Options = ReturnType<typeof read>;

function read(argv: string[]) {
  const { values } = parseArgs({
    args: argv,
    options: {
      help: { type: "boolean", default: false },
      seed: { type: "string", default: "haneul-1" },
      now: { type: "string", default: "2026-11-20T09:12:00+09:00" },
      lang: { type: "string" },
      only: { type: "string" },
      "every-wording": { type: "boolean", default: false },
      poison: { type: "boolean", default: false },
      "real-model": { type: "boolean", default: false },
      model: { type: "string" },
      recorded: { type: "string" },
      against: { type: "string" },
      out: { type: "string", default: join(".data", "eval") },
      json: { type: "boolean", default: false },
    },
  });
  const only = values.only?.split(",") ?? null;
  const known = evaluations.map(({ question }) => question.id);
  const strange = only?.filter((id) => !known.includes(id)) ?? [];
  if (strange.length > 0)
    throw new UsageError(`There is no question ${strange.join(", ")}. Questions: ${known.join(", ")}.`);
  if (Number.isNaN(Date.parse(values.now)))
    throw new UsageError(`--now is no time: ${values.now}. Write it like 2026-11-20T09:12:00+09:00.`);
  if (values.lang !== undefined && values.lang !== "ko" && values.lang !== "en")
    throw new UsageError(`--lang is ko or en, not ${values.lang}.`);
  if (values.model && !values["real-model"]) throw new UsageError("--model needs --real-model.");
  const languages: ("ko" | "en")[] = values.lang ? [values.lang] : ["ko", "en"];
  return { ...values, seeds: values.seed.split(","), only, languages };
}

async function ask(options: Options): Promise<Report> {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());
  const env = options["real-model"]
    ? realEndsEnv({ slack: false, aws: false, model: true }, readSettings(process.env, ".env"))
    : null;
  const poisons = [null, ...(options.poison ? POISONS : [])];
  const answers: Answer[] = [];
  for (const seed of options.seeds) {
    for (const poison of poisons) {
      const asked = await run({
        seed,
        poison,
        now: options.now,
        languages: options.languages,
        only: options.only,
        everyWording: options["every-wording"],
        model: env ? { env, id: options.model ?? null } : null,
        signal: stopping.signal,
        onAnswer: (answer) =>
          process.stderr.write(`${answer.passed ? "✓" : "✗"} ${name(answer)}  ${answer.reply.question}\n`),
      });
      answers.push(...asked);
    }
  }
  return { now: options.now, score: score(answers), answers };
}

function recorded(file: string): Report {
  const { now, answers } = load(file);
  const graded = answers.map((answer) => regrade(answer, now));
  return { now, score: score(graded), answers: graded };
}

function load(file: string): Report {
  try {
    const report = JSON.parse(readFileSync(file, "utf8")) as Report;
    if (!Array.isArray(report.answers)) throw new Error("it holds no answers");
    return report;
  } catch (error) {
    throw new UsageError(`${file} is no report of an earlier run (${(error as Error).message}).`);
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof UsageError || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
  process.stderr.write(`${(error as Error).message}\n${isUsage ? `${USAGE}\n` : ""}`);
  process.exitCode = isUsage ? 64 : 1;
}
