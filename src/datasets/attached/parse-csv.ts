/** Rows of RFC 4180 text, with any of `,` `;` and tab between fields: the one the first line has most of. Blank lines are left out. */
export function parseCsv(text: string): string[][] {
  const delimiter = delimiterOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let quoted = false;
  const endField = () => {
    row.push(field);
    field = "";
  };
  const endRow = () => {
    endField();
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[i + 1] === '"') {
        field += '"';
        i += 1;
      } else quoted = false;
    } else if (char === '"' && field === "") quoted = true;
    else if (char === delimiter) endField();
    else if (char === "\n") endRow();
    else if (char !== "\r" || text[i + 1] !== "\n") field += char;
  }
  if (field !== "" || row.length > 0) endRow();
  return rows;
}

function delimiterOf(text: string): string {
  const first = text.slice(0, 10_000).split("\n", 1)[0] ?? "";
  const count = (char: string) => first.split(char).length;
  return [",", "\t", ";"].reduce((best, char) => (count(char) > count(best) ? char : best));
}
