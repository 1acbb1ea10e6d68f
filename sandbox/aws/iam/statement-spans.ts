/** Where a policy's statements stand in its text, as the simulator tells them: lines and columns from 1. */
interface Position {
  Line: number;
  Column: number;
}

export interface Span {
  start: Position;
  end: Position;
}

/** The objects of the top-level `Statement`, whether it is a list or one object; of a text that is valid JSON. */
export function statementSpans(text: string): Span[] {
  const spans: Span[] = [];
  const open: { at: number; key: string }[] = [];
  let key = "";
  let last = "";
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:,]/g)) {
    if (token.startsWith('"')) last = token;
    else if (token === ":") key = JSON.parse(last) as string;
    else if (token === "{" || token === "[") open.push({ at: index, key });
    else if (token === "}" || token === "]") {
      const closed = open.pop();
      const isStatement =
        token === "}" &&
        closed !== undefined &&
        (open.length === 1
          ? closed.key === "Statement"
          : open.length === 2 && text[open[1]?.at ?? 0] === "[" && open[1]?.key === "Statement");
      if (isStatement) spans.push({ start: positionOf(text, closed.at), end: positionOf(text, index + 1) });
    }
  }
  return spans;
}

function positionOf(text: string, index: number): Position {
  const lines = text.slice(0, index).split("\n");
  return { Line: lines.length, Column: (lines.at(-1) ?? "").length + 1 };
}
