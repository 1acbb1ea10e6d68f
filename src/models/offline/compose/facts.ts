import type { DatasetInfo } from "../../../ports/datasets.ts";
import { code, plain, table } from "../format/markdown.ts";
import { type Row, text } from "../format/result.ts";
import { moment } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { caveats, paragraphs, sentences } from "./common.ts";

const MOST = 14;

/** Facts of one thing, a row each: its name and its value. */
export function factsText({ words, reader }: Working, first: string, rows: Row[], info: DatasetInfo): string {
  const { lookups } = words;
  const shown = rows
    .slice(0, MOST)
    .map((row) => [
      plain(text(row.name)),
      text(row.value) === "" && row.time ? moment(text(row.time), reader) : code(row.value),
    ]);
  const left = rows.length - shown.length;
  return paragraphs(
    first,
    shown.length > 0 && table([{ label: lookups.fact }, { label: lookups.value }], shown),
    sentences(left > 0 && lookups.moreFacts, caveats(words, info, reader)),
  );
}
