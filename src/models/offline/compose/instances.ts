import { code, table } from "../format/markdown.ts";
import { type Result, text } from "../format/result.ts";
import { moment, zoneName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { caveats, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";

const MOST_ROWS = 10;

/** How many instances and in which state, then the instances. */
export function instancesText(working: Working, results: Result[]): string {
  const { words, reader, slots, manner } = working;
  const rows = results.flatMap((result) => result.rows);
  const { info } = results[0]!;
  if (rows.length === 0) {
    const what = [...(slots.names ?? []).map(code), ...(slots.state ? [words.instances.state(slots.state)] : [])];
    return paragraphs(words.instances.none(what.join(words.and)), searched(words, "EC2", info, reader));
  }
  const inState = (state: string) => rows.filter((row) => row.state === state).length;
  const [only] = rows;
  const first =
    rows.length === 1 && slots.names
      ? words.instances.one(code(only!.name || only!.instance_id), text(only!.state))
      : slots.state
        ? words.instances.inState(slots.state, rows.length)
        : words.instances.all(rows.length, inState("running"), inState("stopped"));
  const { columns } = words.instances;
  return paragraphs(
    first,
    table(
      [
        { label: columns.name },
        { label: columns.id },
        { label: columns.state },
        { label: columns.type },
        { label: columns.az },
        { label: `${columns.launched} (${zoneName(reader.zone, reader.now)})` },
      ],
      rows
        .slice(0, MOST_ROWS)
        .map((row) => [
          code(row.name),
          code(row.instance_id),
          words.instances.state(text(row.state)),
          code(row.type),
          code(row.az),
          moment(text(row.launched), reader),
        ]),
    ),
    sentences(rows.length > MOST_ROWS && words.top(MOST_ROWS), caveats(words, info)),
    manner.csv && words.noCsv,
    pictureTrouble(working),
  );
}
