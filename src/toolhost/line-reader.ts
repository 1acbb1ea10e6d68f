const LINE_END = 0x0a;

/**
 * Puts lines together from chunks, each byte copied once. Takes a chunk and says whether it could: false from the
 * moment on that one line is longer than `maxBytes`, of which nothing is kept.
 */
export function createLineReader(maxBytes: number, onLine: (line: string) => void): (chunk: Buffer) => boolean {
  let parts: Buffer[] = [];
  let length = 0;
  let broken = false;
  return (chunk) => {
    let rest = chunk;
    while (!broken) {
      const end = rest.indexOf(LINE_END);
      const part = end === -1 ? rest : rest.subarray(0, end);
      length += part.length;
      broken = length > maxBytes;
      if (broken) break;
      parts.push(part);
      if (end === -1) return true;
      const line = Buffer.concat(parts, length).toString("utf8").replace(/\r$/, "");
      parts = [];
      length = 0;
      onLine(line);
      rest = rest.subarray(end + 1);
    }
    parts = [];
    return false;
  };
}
