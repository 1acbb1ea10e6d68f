/** Reads a query's text piece by piece; a regular expression and a division look alike, so the parser says what it expects. */
export class QuerySyntaxError extends Error {
  readonly start: number;
  readonly end: number;
  constructor(message: string, start: number, end: number) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

export class Scanner {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  skipSpace(): void {
    this.match(/(?:\s+|#[^\n]*)*/y);
  }

  get done(): boolean {
    this.skipSpace();
    return this.position >= this.text.length;
  }

  /** The text that matches here (after spaces), or undefined without moving. The pattern must be sticky. */
  take(pattern: RegExp): string | undefined {
    const before = this.position;
    this.skipSpace();
    const found = this.match(pattern);
    if (found === undefined) this.position = before;
    return found;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.position += found.length;
    return found;
  }

  takeWord(word: string): boolean {
    return this.take(new RegExp(`${word}(?![\\w@.])`, "iy")) !== undefined;
  }

  takeSymbol(symbol: string): boolean {
    return this.take(new RegExp(symbol.replace(/[*+|^()[\]/]/g, "\\$&"), "y")) !== undefined;
  }

  expect<T>(found: T | undefined | false, what: string): T {
    if (found === undefined || found === false) throw this.error(`expected ${what}`);
    return found;
  }

  /** What stands here is not what was expected. */
  error(message: string): QuerySyntaxError {
    this.skipSpace();
    const rest = /\S+/y;
    rest.lastIndex = this.position;
    const seen = rest.exec(this.text)?.[0];
    const found = seen ? `unexpected symbol found ${seen}` : "unexpected end of query";
    return this.errorAt(`${found}: ${message}`, this.position, this.position + (seen?.length ?? 0));
  }

  /** With line and character, from 1, as AWS says them. */
  errorAt(message: string, start: number, end: number): QuerySyntaxError {
    const before = this.text.slice(0, start).split("\n");
    const place = `line ${before.length}, position ${(before.at(-1)?.length ?? 0) + 1}`;
    return new QuerySyntaxError(`${message} (${place})`, start, end);
  }

  since(start: number): string {
    return this.text.slice(start, this.position).trim();
  }

  /** `"text"` or `'text'`. */
  takeString(): string | undefined {
    const raw = this.take(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/sy);
    return raw?.slice(1, -1).replace(/\\(["'\\])/g, "$1");
  }

  /** `/pattern/` with inline flags such as `(?i)`. */
  takeRegex(): RegExp | undefined {
    this.skipSpace();
    const start = this.position;
    const raw = this.take(/\/(?:[^/\\\n]|\\.)+\//y);
    if (raw === undefined) return undefined;
    const source = raw.slice(1, -1).replace(/\\\//g, "/").replaceAll("?P<", "?<");
    const insensitive = source.startsWith("(?i)");
    try {
      return new RegExp(insensitive ? source.slice(4) : source, insensitive ? "i" : "");
    } catch {
      throw this.errorAt("the regular expression is not valid", start, this.position);
    }
  }
}
