import { code, table } from "../format/markdown.ts";
import { number, type Result, tally, text } from "../format/result.ts";
import { called, type Working } from "../plan/working.ts";
import { caveats, paragraphs, searched, sentences } from "./common.ts";
import { numberParam } from "./cost-notes.ts";
import { MOST_ROWS, rowsTable } from "./rows.ts";

const COLUMNS = ["type", "name", "id", "state", "region", "team", "owner"];
const MOST_NAMES = 4;

/** How many, then by type where they are many; all of them are in the file. */
export function resourcesText(working: Working, result: Result): string {
  const { words, reader, slots } = working;
  const { info, rows } = result;
  const { estate } = words;
  const key = slots.withoutTag;
  const checked = number(info.totals.checked);
  if (rows.length === 0) {
    const none = key ? estate.noneLacking(code(key), checked) : estate.noResources;
    return paragraphs(none, searched(words, "Inventory", info, reader));
  }
  if (slots.open) return publicText(working, result);
  const unknown = numberParam(info, "tags_unknown", "count");
  const file = called(working, "csv_file").at(-1);
  return paragraphs(
    key
      ? estate.lacking(rows.length, code(key), checked)
      : estate.resources(rows.length, slots.kind ? code(slots.kind) : ""),
    (rows.length > MOST_ROWS && !slots.kind) || slots.distribution
      ? typeTable(working, result)
      : rowsTable(working, result, COLUMNS),
    sentences(
      rows.length > MOST_ROWS && slots.kind && words.top(MOST_ROWS),
      file?.result && !file.result.failed && words.file.whole(String(rows.length)),
      unknown > 0 && estate.unknownTags(unknown),
      caveats(words, info),
    ),
  );
}

/** Which of the buckets are public, of how many; what that rests on is told either way. */
function publicText(working: Working, result: Result): string {
  const { words, reader } = working;
  const { estate } = words;
  const open = result.rows.filter((row) => row.state === "public");
  const unknown = numberParam(result.info, "access_unknown", "count");
  const names = open.slice(0, MOST_NAMES).map((row) => code(row.name));
  return paragraphs(
    open.length > 0
      ? estate.publicBuckets(
          result.rows.length,
          open.length,
          `${names.join(words.and)}${open.length > MOST_NAMES ? " …" : ""}`,
        )
      : estate.noPublicBuckets(result.rows.length),
    open.length > 0 && rowsTable(working, { ...result, rows: open }, COLUMNS),
    sentences(estate.publicBasis, unknown > 0 && estate.accessUnknown(unknown), caveats(words, result.info)),
    open.length === 0 && searched(words, "Inventory", result.info, reader),
  );
}

function typeTable({ words }: Working, { rows }: Result): string {
  const types = tally(
    rows,
    (row) => text(row.type),
    (members) => members,
  ).sort((a, b) => b.value.length - a.value.length);
  const { columns } = words.estate;
  const names = (members: typeof rows) => {
    const some = members.slice(0, MOST_NAMES).map((row) => code(text(row.name) || row.id));
    return `${some.join(words.and)}${members.length > MOST_NAMES ? " …" : ""}`;
  };
  const shown = types.length > MOST_ROWS ? types.slice(0, MOST_ROWS - 1) : types;
  const rest = types.slice(shown.length);
  return table(
    [{ label: columns.type }, { label: columns.count, right: true }, { label: columns.names }],
    [
      ...shown.map(({ key, value }) => [code(key), String(value.length), names(value)]),
      ...(rest.length > 0
        ? [
            [
              words.cost.rest,
              String(rest.reduce((all, { value }) => all + value.length, 0)),
              rest.map(({ key }) => code(key)).join(words.and),
            ],
          ]
        : []),
    ],
  );
}
