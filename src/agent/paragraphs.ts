/** Cuts streaming Markdown into whole paragraphs, at blank lines outside code fences. A table has none within. */
export interface Paragraphs {
  /** The paragraphs that this piece completed. */
  push(delta: string): string[];
  /** True when a paragraph has begun and is not complete. */
  begun(): boolean;
  /** What is left at the end of the text. */
  end(): string[];
}

export function createParagraphs(): Paragraphs {
  let rest = "";
  let lines: string[] = [];
  let fence: string | null = null;

  const close = (): string[] => {
    const text = lines.join("\n").replace(/\s+$/u, "");
    lines = [];
    return text.trim() === "" ? [] : [text];
  };
  const take = (line: string): string[] => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === null && mark) fence = mark;
    else if (fence !== null && mark?.startsWith(fence)) fence = null;
    if (fence === null && line.trim() === "") return close();
    lines.push(line);
    return [];
  };
  return {
    push(delta) {
      const parts = (rest + delta).split("\n");
      rest = parts.pop() ?? "";
      return parts.flatMap(take);
    },
    begun: () => lines.length > 0 || rest.trim() !== "",
    end() {
      const done = [...take(rest), ...close()];
      rest = "";
      fence = null;
      return done;
    },
  };
}

/** A whole text at once. */
export function paragraphsOf(text: string): string[] {
  const paragraphs = createParagraphs();
  return [...paragraphs.push(text), ...paragraphs.end()];
}
