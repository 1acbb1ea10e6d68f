import { secondsOf } from "./durations.ts";
import { files } from "./files.ts";
import { logs } from "./logs.ts";
import { network } from "./network.ts";
import { type Pipeline, parseScript, type Simple, UnsupportedSyntax } from "./parse.ts";
import { processes } from "./processes.ts";
import { services } from "./services.ts";
import { storage } from "./storage.ts";
import { text } from "./text.ts";
import { type Command, type Context, operands, type Result } from "./types.ts";
import { who } from "./who.ts";

const done: Result = { out: "", err: "", code: 0, seconds: 0 };

const commands: Record<string, Command> = {
  ...storage,
  ...processes,
  ...services,
  ...logs,
  ...network,
  ...files,
  ...text,
  ...who,
};

/** Runs a script as `/bin/sh` would, as far as this host knows the commands; its exit status is the last one's. */
export function runScript(script: string, context: Context): Result {
  let pipelines: Pipeline[];
  try {
    pipelines = parseScript(script);
  } catch (error) {
    if (!(error instanceof UnsupportedSyntax)) throw error;
    return { ...done, err: `sh: this sample host does not know ${error.message}\n`, code: 2 };
  }
  let total = done;
  for (const { after, commands: piped } of pipelines) {
    if (after === "&&" && total.code !== 0) continue;
    if (after === "||" && total.code === 0) continue;
    const result = runPipeline(piped, context);
    total = {
      out: total.out + result.out,
      err: total.err + result.err,
      code: result.code,
      seconds: total.seconds + result.seconds,
    };
    if (result.code === EXITED) return { ...total, code: Number(piped[0]?.argv[1] ?? 0) };
  }
  return total;
}

/** `exit` ends the script. */
const EXITED = -1;

function runPipeline(piped: Simple[], context: Context): Result {
  let input = "";
  let last = done;
  let err = "";
  let seconds = 0;
  for (const command of piped) {
    const result = { ...done, ...runOne(command.argv, input, context) };
    const told = command.errToOut ? "" : result.err;
    const out = command.errToOut ? result.out + result.err : result.out;
    input = command.hideOut ? "" : out;
    err += command.hideErr ? "" : told;
    seconds += result.seconds;
    last = result;
  }
  return { out: input, err, code: last.code, seconds };
}

function runOne(argv: string[], input: string, context: Context): Partial<Result> {
  const [name = "", ...args] = argv;
  if (name === "exit") return { code: EXITED };
  if (/^[A-Za-z_]\w*=/.test(name)) return runOne(args, input, context);
  if (name === "sudo" || name === "env" || name === "nice" || name === "command" || name === "exec")
    return runOne(withoutFlags(args), input, name === "sudo" ? { ...context, user: "root" } : context);
  if ((name === "sh" || name === "bash") && args[0] === "-c") return runScript(args[1] ?? "", context);
  if (name === "timeout") return limited(args, input, context);
  if (name === "") return {};
  const command = commands[name.replace(/^(\/usr)?(\/local)?\/s?bin\//, "")];
  if (!command) return { err: `sh: ${name}: command not found\n`, code: 127 };
  return command(args, input, context);
}

const withoutFlags = (args: string[]): string[] => {
  const first = args.findIndex((arg) => !arg.startsWith("-") && !/^[A-Za-z_]\w*=/.test(arg));
  return first < 0 ? [] : args.slice(first);
};

function limited(args: string[], input: string, context: Context): Partial<Result> {
  const first = operands(args, ["-s", "-k"])[0];
  const [limit = "", ...argv] = first === undefined ? [] : args.slice(args.indexOf(first));
  const seconds = secondsOf(limit);
  const result = runOne(argv, input, context);
  if ((result.seconds ?? 0) <= seconds) return result;
  return { ...result, out: "", code: 124, seconds };
}
