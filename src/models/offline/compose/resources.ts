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
