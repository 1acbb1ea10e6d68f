/**
 * Cuts at paragraph borders into pieces of at most `most` characters. A table or code fence that is longer than a piece
 * goes on in the next one under its head again, so that every piece is a table or a fence of its own.
 */
export function splitMarkdown(markdown: string, most: number): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const paragraph of paragraphs(markdown)) {
    const joined = piece === "" ? paragraph : `${piece}\n\n${paragraph}`;
    if (joined.length <= most) {
      piece = joined;
      continue;
    }
    if (piece !== "") pieces.push(piece);
    const parts = cutParagraph(paragraph, most);
    pieces.push(...parts.slice(0, -1));
    piece = parts.at(-1) ?? "";
  }
  if (piece !== "") pieces.push(piece);
  return pieces;
}

function paragraphs(markdown: string): string[] {
  const out: string[] = [];
  let fenced = false;
  for (const part of markdown.split(/\n{2,}/)) {
    if (fenced) out[out.length - 1] += `\n\n${part}`;
    else out.push(part);
    if ((part.match(/^```/gm)?.length ?? 0) % 2 === 1) fenced = !fenced;
  }
  return out;
}

/** Lines that belong together, with what has to stand around each part of them. */
interface Block {
  head: string[];
  body: string[];
  tail: string[];
}

function cutParagraph(text: string, most: number): string[] {
  return blocksOf(text.split("\n")).flatMap((block) => cutBlock(block, most));
}

function blocksOf(lines: string[]): Block[] {
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] ?? "";
    let end = i + 1;
    if (line.startsWith("```")) {
      while (end < lines.length && !/^```\s*$/.test(lines[end] ?? "")) end += 1;
      blocks.push({ head: [line], body: lines.slice(i + 1, end), tail: ["```"] });
      end += 1;
    } else if (isTableHead(line, lines[i + 1])) {
      end = i + 2;
      while (lines[end]?.includes("|")) end += 1;
      blocks.push({ head: lines.slice(i, i + 2), body: lines.slice(i + 2, end), tail: [] });
    } else {
      while (end < lines.length && !lines[end]?.startsWith("```") && !isTableHead(lines[end] ?? "", lines[end + 1]))
        end += 1;
      blocks.push({ head: [], body: lines.slice(i, end), tail: [] });
    }
    i = end;
  }
  return blocks;
}

const isTableHead = (line: string, next: string | undefined): boolean =>
  line.includes("|") && next?.includes("|") === true && /^[\s|:-]*-[\s|:-]*$/.test(next);

/** At line ends; a line that is too long alone is cut between characters. Around a head without room, plainly. */
function cutBlock({ head, body, tail }: Block, most: number): string[] {
  const around = [...head, ...tail].reduce((sum, line) => sum + line.length + 1, 0);
  if (around > most / 2) return cutBlock({ head: [], body: [...head, ...body, ...tail], tail: [] }, most);
  const room = most - around;
  const groups: string[][] = [];
  let length = 0;
  for (const part of body.flatMap((line) => chunk(line, room))) {
    const last = groups.at(-1);
    if (last && length + 1 + part.length <= room) {
      last.push(part);
      length += 1 + part.length;
    } else {
      groups.push([part]);
      length = part.length;
    }
  }
  return (groups.length > 0 ? groups : [[]]).map((lines) => [...head, ...lines, ...tail].join("\n"));
}

function chunk(line: string, most: number): string[] {
  if (line.length <= most) return [line];
  const out: string[] = [];
  let part = "";
  for (const point of line) {
    if (part.length + point.length > most) {
      out.push(part);
      part = "";
    }
    part += point;
  }
  return part === "" ? out : [...out, part];
}
