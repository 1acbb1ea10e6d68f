import type { DatasetInfo } from "../../../ports/datasets.ts";
import { code, table } from "../format/markdown.ts";
import { type Result, type Row, tally, text } from "../format/result.ts";
import { moment, zoneName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { caveats, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";

const MOST_ROWS = 10;

/** How many instances and in which state, then the instances. */
export function instancesText(working: Working, results: Result[]): string {
  const { words, reader, slots } = working;
  const left = new Set(slots.without ?? []);
  const rows = results.flatMap((result) => result.rows).filter((row) => !left.has(text(row.name)));
  const { info } = results[0]!;
  if (rows.length === 0) {
    const type = slots.instanceType === "gpu" ? "GPU" : slots.instanceType;
    const what = [
      ...(slots.names ?? []).map(code),
      ...(type ? [type] : []),
      ...(slots.state ? [words.instances.state(slots.state)] : []),
    ];
    return paragraphs(words.instances.none(what.join(words.and)), searched(words, "EC2", info, reader));
  }
  const inState = (state: string) => rows.filter((row) => row.state === state).length;
  const passing = ["pending", "stopping", "shutting-down", "terminated"].flatMap((state) =>
    inState(state) > 0 ? [[state, inState(state)] as const] : [],
  );
  const [only] = rows;
  if (slots.distribution) return byRegion(working, rows, info);
  const first =
    rows.length === 1 && slots.names
      ? words.instances.one(code(only!.name || only!.instance_id), text(only!.state))
      : slots.state
        ? words.instances.inState(slots.state, rows.length)
        : words.instances.all(rows.length, inState("running"), inState("stopped"), passing);
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
        { label: columns.ip },
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
          code(row.private_ip),
          moment(text(row.launched), reader),
        ]),
    ),
    sentences(rows.length > MOST_ROWS && words.top(MOST_ROWS), caveats(words, info)),
    pictureTrouble(working),
  );
}

/** Counts by region and state. */
function byRegion(working: Working, rows: Row[], info: DatasetInfo): string {
  const { estate } = working.words;
  const inState = (of: Row[], state: string) => of.filter((row) => row.state === state).length;
  const regions = tally(
    rows,
    (row) => text(row.region),
    (members) => members,
  );
  const parts = regions.map(({ key, value }) => estate.regionCount(code(key), inState(value, "running")));
  const { columns } = estate;
  return paragraphs(
    estate.perRegion(inState(rows, "running"), parts.join(working.words.and), inState(rows, "stopped"), rows.length),
    table(
      [
        { label: columns.region },
        ...[columns.running, columns.stopped, columns.total].map((label) => ({ label, right: true })),
      ],
      regions.map(({ key, value }) => [
        code(key),
        String(inState(value, "running")),
        String(inState(value, "stopped")),
        String(value.length),
      ]),
    ),
    caveats(working.words, info),
    pictureTrouble(working),
  );
}
