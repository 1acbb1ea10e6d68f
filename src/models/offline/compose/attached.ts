import type { DatasetInfo } from "../../../ports/datasets.ts";
import type { Scalar } from "../../../ports/tools.ts";
import { code, plain, table } from "../format/markdown.ts";
import type { Result } from "../format/result.ts";
import { moment, zoneName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import type { AttachedAsk } from "../read-attached-ask.ts";
import { caveats, paragraphs, sentences } from "./common.ts";

const MOST_COLUMNS = 6;
const MOST_NAMED = 12;

const amount = (value: Scalar | undefined): string =>
  Number(value ?? 0).toLocaleString("en-US", { maximumFractionDigits: 2 });

/** The figure that was asked for, of how many rows and from when to when, and what it is made of. */
export function attachedText(working: Working, ask: AttachedAsk, file: DatasetInfo, [whole, parts]: Result[]): string {
  const { words } = working;
  const { attached: say } = words;
  const made = parts && parts.rows.length > 0 ? parts : null;
  const basis = ask.where.find(({ kind }) => kind === "errors" || kind === "warnings");
  const isMost = made && !ask.ranked;
  return paragraphs(
    sentences(headOf(working, ask, file, whole, made), spanOf(working, whole), basis && say.basis(plain(basis.name))),
    isMost && say.most(code(ask.by?.name ?? "")),
    made && listed(made),
    made && made.info.columns.length > MOST_COLUMNS && say.columns(MOST_COLUMNS, made.info.columns.length),
    caveats(words, file),
  );
}

function headOf(
  { words: { attached: say } }: Working,
  { where, by, measure, rank, ranked, asks }: AttachedAsk,
  file: DatasetInfo,
  whole: Result | undefined,
  made: Result | null,
): string {
  const [sum] = whole?.rows ?? [];
  const name = plain(String((file.args as { name?: unknown } | null)?.name ?? file.source.service));
  const which = where.flatMap(({ kind, name: of }) =>
    kind === "value" ? [say.has(code(of))] : kind === "words" ? [say.contains(code(of))] : [],
  );
  if (made && ranked) {
    const of = rank ? null : code(by?.name ?? "");
    return say.top(name, amount(made.rows.length), of, code(rank?.name ?? measure?.name ?? "count"));
  }
  if (measure && !by) return say.measured(name, which, measure.of, code(measure.name), amount(sum?.value));
  if (where.length > 0) {
    const of = where.find(({ kind }) => kind === "errors" || kind === "warnings")?.kind as "errors" | undefined;
    const noun = say.noun(of ?? "rows", sum?.matches === 1);
    return say.count(name, noun, which, amount(sum?.matches), amount(sum?.all_rows));
  }
  if (asks) return say.all(name, amount(sum?.all_rows));
  const columns = file.columns.slice(0, MOST_NAMED).map(({ name: column }) => code(column));
  return say.holds(name, amount(sum?.all_rows), columns.join(", "));
}

function spanOf({ words: { attached: say }, reader }: Working, whole: Result | undefined): string {
  const { first, last } = whole?.rows[0] ?? {};
  if (typeof first !== "string" || typeof last !== "string") return "";
  const [from, to, zone] = [moment(first, reader), moment(last, reader), zoneName(reader.zone, reader.now)];
  return from === to ? say.at(from, zone) : say.between(from, to, zone);
}

function listed({ info, rows }: Result): string {
  const shown = info.columns.slice(0, MOST_COLUMNS);
  const isFigure = (name: string) => rows.every((row) => row[name] === null || typeof row[name] === "number");
  return table(
    shown.map(({ name }) => ({ label: plain(name), right: isFigure(name) })),
    rows.map((row) =>
      shown.map(({ name }) => {
        const value = row[name];
        return typeof value === "number" ? amount(value) : code(value);
      }),
    ),
  );
}
