/** Escapes so that no text of AWS, a model or a person can ping, link or format. Our own markup is added after. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** At most that many UTF-16 units, as Slack counts; what is left out shows as "…". No character is cut in two. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 2);
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 2 : most - 1)}…`;
}

/** Cuts at paragraph borders (never inside a table or code fence where it can be helped) into pieces of at most `most` characters. */
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
    const parts = hardCut(paragraph, most);
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

/** At line ends; a line that is too long alone is cut between code points. */
function hardCut(text: string, most: number): string[] {
  const out: string[] = [];
  let piece = "";
  for (const line of text.split("\n")) {
    for (const part of chunk(line, most)) {
      if (piece !== "" && piece.length + 1 + part.length > most) {
        out.push(piece);
        piece = part;
      } else piece = piece === "" ? part : `${piece}\n${part}`;
    }
  }
  out.push(piece);
  return out;
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
