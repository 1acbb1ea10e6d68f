/** Splits a script into pipelines of simple commands: quotes, `|`, `&&`, `||`, `;`, and what redirects output. */
export interface Simple {
  argv: string[];
  /** Where its output does not go on. */
  hideOut: boolean;
  hideErr: boolean;
  errToOut: boolean;
}

export interface Pipeline {
  /** When it runs: always, or by how the one before it ended. */
  after: ";" | "&&" | "||";
  commands: Simple[];
}

/** What a real shell could do and this one does not. */
export class UnsupportedSyntax extends Error {}

type Token = { word: string } | { operator: string };

const TOKEN =
  /[^\S\n]*(?:(#[^\n]*)|(\n)|(&&|\|\||[;|&])|((?:[0-9]|&)?>>?(?:&[0-9]|\s*[^\s;|&]+)|<\s*[^\s;|&]+)|((?:"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\\[\s\S]|[^\s;|&<>"'\\])+))/y;

function tokensOf(script: string): Token[] {
  const tokens: Token[] = [];
  const text = script.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text);
    if (!found) throw new UnsupportedSyntax("unterminated quote");
    const [, comment, newline, operator, redirect, word] = found;
    if (newline !== undefined) tokens.push({ operator: ";" });
    else if (operator !== undefined) tokens.push({ operator: operator === "&" ? ";" : operator });
    else if (redirect !== undefined) tokens.push({ operator: redirect.replace(/\s/g, "") });
    else if (word !== undefined && comment === undefined) tokens.push({ word: unquote(word) });
  }
  return tokens;
}

function unquote(raw: string): string {
  if (/`|\$\(|\$\{|\$[A-Za-z_]/.test(raw.replace(/'[^']*'/g, "").replace(/\\\$/g, "")))
    throw new UnsupportedSyntax("variables and command substitution");
  return raw.replace(/"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|\\([\s\S])/g, (_, double, single, escaped) =>
    double !== undefined ? (double as string).replace(/\\(["\\$`])/g, "$1") : ((single ?? escaped) as string),
  );
}

const compound = new Set(["if", "for", "while", "until", "case", "function", "{", "(", "[[", "select"]);

/** @throws UnsupportedSyntax */
export function parseScript(script: string): Pipeline[] {
  const pipelines: Pipeline[] = [];
  let after: Pipeline["after"] = ";";
  let commands: Simple[] = [];
  let current = empty();
  const endCommand = () => {
    if (current.argv.length > 0) commands.push(current);
    current = empty();
  };
  const endPipeline = (next: Pipeline["after"]) => {
    endCommand();
    if (commands.length > 0) pipelines.push({ after, commands });
    commands = [];
    after = next;
  };
  for (const token of tokensOf(script)) {
    if ("word" in token) {
      if (current.argv.length === 0 && compound.has(token.word)) throw new UnsupportedSyntax(`"${token.word}"`);
      current.argv.push(token.word);
    } else if (token.operator === "|") endCommand();
    else if (token.operator === ";" || token.operator === "&&" || token.operator === "||") endPipeline(token.operator);
    else redirect(current, token.operator);
  }
  endPipeline(";");
  return pipelines;
}

const empty = (): Simple => ({ argv: [], hideOut: false, hideErr: false, errToOut: false });

/** Files are never written: what would go into one is gone. */
function redirect(command: Simple, operator: string): void {
  if (operator.startsWith("<")) throw new UnsupportedSyntax("input from a file");
  if (/^2>&1$/.test(operator)) command.errToOut = true;
  else if (operator.startsWith("2>")) command.hideErr = true;
  else if (operator.startsWith("&>")) Object.assign(command, { hideOut: true, hideErr: true });
  else if (!/^1?>&2$/.test(operator)) command.hideOut = true;
}
