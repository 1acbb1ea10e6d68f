import { UsageError } from "./errors.ts";
import { isoOption, parseOptions, portOption } from "./parse-options.ts";
import type { RealEnds } from "./real-ends.ts";

export interface DemoOptions {
  port: number;
  fresh: boolean;
  help: boolean;
  real: RealEnds;
  seed: string | undefined;
  now: string | undefined;
}

export const demoUsage = `Usage: npm run demo [-- OPTIONS]
  --port N        port of the page (3000); a busy one is stepped over
  --fresh         forget everything earlier demos left in .data/demo
  --real-slack    your Slack workspace instead of the local one (SLACK_BOT_TOKEN, SLACK_APP_TOKEN)
  --real-aws      your AWS account instead of the sample one, read-only (your usual AWS credentials)
  --real-model    Claude instead of the offline planner (ANTHROPIC_API_KEY or OPSTHREAD_BEDROCK_REGION)
  --seed S        another sample account of the same story
  --now ISO       start the clock of everything there, for example 2026-11-20T09:00:00+09:00`;

/** Throws a UsageError that says what is wrong. */
export function readDemoOptions(argv: string[]): DemoOptions {
  const options = {
    port: { type: "string", default: "3000" },
    fresh: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    "real-slack": { type: "boolean", default: false },
    "real-aws": { type: "boolean", default: false },
    "real-model": { type: "boolean", default: false },
    seed: { type: "string" },
    now: { type: "string" },
  } as const;
  const { values } = parseOptions(argv, options, false);
  const real = { slack: values["real-slack"], aws: values["real-aws"], model: values["real-model"] };
  if (real.aws && values.seed !== undefined)
    throw new UsageError("--seed is of the sample account; leave out --real-aws.");
  return {
    port: portOption(values.port),
    fresh: values.fresh,
    help: values.help,
    real,
    seed: values.seed,
    now: isoOption(values.now),
  };
}
