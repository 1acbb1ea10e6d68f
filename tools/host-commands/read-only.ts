import type { Bilingual } from "../results.ts";
import { type CommandRule, commandRules } from "./command-rules.ts";
import { NotPlain, quoted, type Simple, splitCommand } from "./split-command.ts";

export type Verdict =
  /** `command` is the line to send, and to show: built from what was understood. */
  { readOnly: true; command: string } | { readOnly: false; why: Bilingual };

/** Whether a line only reads, for sure. Whatever is not understood is not. */
export function readOnlyCommand(line: string): Verdict {
  try {
    const commands = splitCommand(line);
    for (const command of commands) checkCommand(command);
    return { readOnly: true, command: quoted(commands) };
  } catch (error) {
    if (!(error instanceof NotPlain)) throw error;
    return { readOnly: false, why: error.why };
  }
}

/** Whether a line is such a one as `readOnlyCommand` builds, and still only reads. */
export function isQuotedReadOnly(line: string): boolean {
  try {
    const plain = splitCommand(line, "quoted");
    for (const command of plain) checkCommand(command);
    return quoted(plain) === line;
  } catch (error) {
    if (!(error instanceof NotPlain)) throw error;
    return false;
  }
}

function checkCommand({ after, words }: Simple): void {
  const [name = "", second = ""] = words;
  const grouped = Object.keys(commandRules).some((known) => known.startsWith(`${name} `));
  const key = grouped ? `${name} ${second}` : name;
  const rule = Object.hasOwn(commandRules, key) ? commandRules[key] : undefined;
  if (!rule)
    throw new NotPlain(
      `${key}은(는) 읽기 전용 명령 목록에 없습니다`,
      `${key} is not on the list of commands that only read`,
    );
  const piped = after === "|";
  if (piped && !rule.filter)
    throw new NotPlain(`${key}은(는) 파이프 뒤에 쓸 수 없습니다`, `${key} cannot stand behind a pipe`);
  const { seen, operands } = readOptions(key, rule, words.slice(grouped ? 2 : 1));
  for (const needed of rule.required ?? [])
    if (!seen.has(needed)) throw new NotPlain(`${key}에는 ${needed} 옵션이 필요합니다`, `${key} needs ${needed}`);
  checkOperands(key, rule, operands, piped);
}

function readOptions(key: string, rule: CommandRule, args: string[]): { seen: Set<string>; operands: string[] } {
  const seen = new Set<string>();
  const operands: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at]!;
    if (!word.startsWith("-") || word === "-") {
      operands.push(word);
      continue;
    }
    if (rule.alone?.includes(word)) {
      seen.add(word);
      continue;
    }
    const [name = "", joined] = word.startsWith("--") ? splitOnce(word) : [word, undefined];
    const test = valueTest(rule, name);
    if (test) {
      const value = joined ?? args[at + 1] ?? "";
      if (joined === undefined) at += 1;
      if (!test.test(value))
        throw new NotPlain(
          `${key} ${name}의 값 "${value}"은(는) 허용되지 않습니다`,
          `${key} ${name} does not take "${value}" here`,
        );
      seen.add(name);
      continue;
    }
    const letters = /^-([A-Za-z0-9]+)$/.exec(word)?.[1] ?? "";
    if (letters === "" || [...letters].some((letter) => !rule.letters?.includes(letter)))
      throw new NotPlain(
        `${key}의 ${word} 옵션은 읽기 전용으로 확인되지 않습니다`,
        `${word} of ${key} is not known to only read`,
      );
    for (const letter of letters) seen.add(`-${letter}`);
  }
  return { seen, operands };
}

const valueTest = ({ valued }: CommandRule, name: string): RegExp | undefined =>
  valued && Object.hasOwn(valued, name) ? valued[name] : undefined;

function splitOnce(word: string): [string, string | undefined] {
  const at = word.indexOf("=");
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

function checkOperands(key: string, rule: CommandRule, given: string[], piped: boolean): void {
  const { operands: tests = [], least = tests.length, allOrNone, filter } = rule;
  const tooFew = given.length < least || (allOrNone && given.length > 0 && given.length < tests.length);
  if (given.length > tests.length || tooFew)
    throw new NotPlain(`${key}의 인자 수가 맞지 않습니다`, `${key} has too many or too few arguments`);
  // Without a file these would wait for input that never comes.
  if (filter && !piped && (tests.length === 0 || given.length < tests.length))
    throw new NotPlain(`${key}에 읽을 것이 필요합니다`, `${key} needs something to read`);
  for (const [index, word] of given.entries())
    if (!tests[index]?.(word))
      throw new NotPlain(`${key}의 인자 "${word}"은(는) 허용되지 않습니다`, `${key} may not be given "${word}"`);
}
