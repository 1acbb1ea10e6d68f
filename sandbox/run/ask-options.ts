import { UsageError } from "./errors.ts";
import { isoOption, parseOptions } from "./parse-options.ts";

export interface AskOptions {
  help: boolean;
  /** The question, then each `--then`. */
  texts: string[];
  user: string;
  /** A channel's name, or "dm". */
  channel: string;
  thread: string | undefined;
  command: boolean;
  press: { what: "approve" | "deny"; as: string[] } | null;
  seed: string | undefined;
  now: string | undefined;
  out: string | undefined;
  json: boolean;
  url: string | undefined;
  timeoutMs: number;
}

export const askUsage = `Usage: npm run ask -- "TEXT" [OPTIONS]
  --user NAME      who asks (jiwoo)
  --channel NAME   where (ops)
  --dm             in a direct message instead
  --thread TS      in this thread of a running demo
  --command        TEXT is a slash command, such as "/aws-cost 30d by service"
  --then TEXT      asked next, when the turn before has ended; may be repeated
  --approve        press Approve on each card; --deny presses Deny
  --as NAME,NAME   who presses, one after the other while more are needed (seoyeon,doyun)
  --seed S         another sample account of the same story
  --now ISO        asked at this time, for example 2026-11-20T09:00:00+09:00
  --out DIR        where pictures and files are put (.data/ask/<ts>)
  --json           prints the conversation and its record as JSON
  --url URL        asks in a running demo, for example http://127.0.0.1:3000
  --timeout S      gives up after so many seconds per question (120)
Exit codes: 0 answered, 1 failed, 2 waiting for an approval, 64 usage`;

const config = {
  help: { type: "boolean", default: false },
  user: { type: "string", default: "jiwoo" },
  channel: { type: "string" },
  dm: { type: "boolean", default: false },
  thread: { type: "string" },
  command: { type: "boolean", default: false },
  // biome-ignore lint/suspicious/noThenProperty: it is an option's name
  then: { type: "string", multiple: true },
  approve: { type: "boolean", default: false },
  deny: { type: "boolean", default: false },
  as: { type: "string" },
  seed: { type: "string" },
  now: { type: "string" },
  out: { type: "string" },
  json: { type: "boolean", default: false },
  url: { type: "string" },
  timeout: { type: "string", default: "120" },
} as const;

/** Throws a UsageError that says what is wrong. */
export function readAskOptions(argv: string[]): AskOptions {
  const { values, positionals } = parseOptions(argv, config, true);
  const first = positionals.join(" ").trim();
  const timeout = Number(values.timeout);
  const rules: [boolean, string][] = [
    [first === "" && !values.help, "There is no question."],
    [values.dm && values.channel !== undefined, "Choose --dm or --channel, not both."],
    [values.approve && values.deny, "Choose --approve or --deny, not both."],
    [values.as !== undefined && !values.approve && !values.deny, "--as goes with --approve or --deny."],
    [values.command && values.thread !== undefined, "A slash command is not run in a thread; leave out --thread."],
    [values.thread !== undefined && values.url === undefined, "--thread is of a running demo; give its --url."],
    [values.thread !== undefined && !/^\d+\.\d{6}$/.test(values.thread), `--thread: "${values.thread}" is not a ts.`],
    [values.url !== undefined && values.seed !== undefined, "--seed is set where the demo is started, not with --url."],
    [values.url !== undefined && values.now !== undefined, "--now is set where the demo is started, not with --url."],
    [values.url !== undefined && !URL.canParse(values.url), `--url: "${values.url}" is not an address.`],
    [!Number.isFinite(timeout) || timeout <= 0, `--timeout: "${values.timeout}" is not a number of seconds.`],
  ];
  const broken = rules.find(([isBroken]) => isBroken);
  if (broken) throw new UsageError(broken[1]);
  return {
    help: values.help,
    texts: [first, ...(values.then ?? [])],
    user: values.user,
    channel: values.dm ? "dm" : (values.channel ?? "ops").replace(/^#/, ""),
    thread: values.thread,
    command: values.command,
    press:
      values.approve || values.deny
        ? { what: values.deny ? "deny" : "approve", as: (values.as ?? "seoyeon,doyun").split(",") }
        : null,
    seed: values.seed,
    now: isoOption(values.now),
    out: values.out,
    json: values.json,
    url: values.url,
    timeoutMs: timeout * 1000,
  };
}
