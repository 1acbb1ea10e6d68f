import type { Bilingual } from "../results.ts";

/** `|` joins to the command before; the others separate. */
export type Operator = "|" | "&&" | "||" | ";";

export interface Simple {
  /** What stands before it; null for the first. */
  after: Operator | null;
  words: string[];
}

/** A text that is no plain command; `why` says what to leave out. */
export class NotPlain extends Error {
  override name = "NotPlain";
  readonly why: Bilingual;
  constructor(ko: string, en: string) {
    super(en);
    this.why = { ko, en };
  }
}

const MAX_CHARS = 512;
/**
 * What a shell expands, also where it is quoted here: nobody should have to know when. Variables, substitutions, globs,
 * braces, home directories, history, escapes, comments.
 */
const EXPANDED = /[$`*?[\]{}~!\\#^]/;
/** Redirections, subshells and jobs; inside quotes these are only characters. */
const SYNTAX = /[<>()&]/;

/**
 * A line as words and the operators between them. Understands only what has one meaning in every shell: words, single
 * and double quotes without expansion, and `|`, `&&`, `||`, `;`. The words are quoted anew before they are sent, so that
 * what was understood here is what runs.
 * @param names whether names of commands may stand in quotes, as `quoted` writes them.
 * @throws NotPlain for anything else.
 */
export function splitCommand(line: string, names: "plain" | "quoted" = "plain"): Simple[] {
  if (line.length > MAX_CHARS * (names === "quoted" ? 4 : 1))
    throw new NotPlain(`명령이 ${MAX_CHARS}자를 넘습니다`, `it is longer than ${MAX_CHARS} characters`);
  if (!/^[ -~]*$/.test(line))
    throw new NotPlain(
      "ASCII가 아닌 문자, 줄 바꿈 또는 제어 문자가 있습니다",
      "it holds a character that is not plain ASCII, a line break or a control character",
    );
  const expanded = EXPANDED.exec(line);
  if (expanded)
    throw new NotPlain(`셸이 펼치는 문자 ${expanded[0]}가 있습니다`, `it holds ${expanded[0]}, which a shell expands`);

  const commands: Simple[] = [{ after: null, words: [] }];
  let rest = line.trim();
  while (rest !== "") {
    const operator = /^(?:\|\||&&|\||;)/.exec(rest)?.[0] as Operator | undefined;
    if (operator) {
      if (commands.at(-1)!.words.length === 0) throw emptyCommand();
      commands.push({ after: operator, words: [] });
      rest = rest.slice(operator.length).trimStart();
      continue;
    }
    const { word, length } = readWord(rest);
    // `a` and `"a"` are the same to a shell, and not to somebody who reads the line.
    if (names === "plain" && commands.at(-1)!.words.length === 0 && rest.slice(0, length) !== word)
      throw new NotPlain("명령 이름에 따옴표가 있습니다", "the name of a command is quoted");
    commands.at(-1)!.words.push(word);
    rest = rest.slice(length).trimStart();
  }
  if (commands.at(-1)!.words.length === 0) throw emptyCommand();
  return commands;
}

const emptyCommand = () => new NotPlain("비어 있는 명령이 있습니다", "there is an empty command");

function readWord(text: string): { word: string; length: number } {
  let [word, at] = ["", 0];
  while (at < text.length) {
    const char = text[at]!;
    if (char === " " || char === "|" || char === ";" || text.startsWith("&&", at)) break;
    if (char === "'" || char === '"') {
      const end = text.indexOf(char, at + 1);
      if (end < 0) throw new NotPlain("닫히지 않은 따옴표가 있습니다", "a quote is not closed");
      const quoted = text.slice(at + 1, end);
      if (/['"]/.test(quoted)) throw new NotPlain("따옴표 안에 따옴표가 있습니다", "there is a quote within quotes");
      word += quoted;
      at = end + 1;
      continue;
    }
    if (SYNTAX.test(char)) throw new NotPlain(`${char}는 쓸 수 없습니다`, `${char} is not possible`);
    word += char;
    at += 1;
  }
  return { word, length: at };
}

/** Every word in quotes of its own, so that no shell can read it otherwise than it was split. */
export function quoted(commands: readonly Simple[]): string {
  return commands
    .map(({ after, words }) => {
      const text = words.map((word) => `'${word}'`).join(" ");
      return after === null ? text : `${after === ";" ? "" : " "}${after} ${text}`;
    })
    .join("");
}
