import type { DatasetInfo } from "../../../ports/datasets.ts";
import { code, plain, table } from "../format/markdown.ts";
import { type Row, text } from "../format/result.ts";
import { moment, zoneName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import type { Power } from "../power.ts";
import type { Call } from "../transcript.ts";
import { approvalEnd } from "./approval-end.ts";
import { paragraphs, searched, sentences } from "./common.ts";

const MOST_ROWS = 20;

/** How a change of power ended; without an end the call never became a card. */
export function outcomeText({ words, reader }: Working, power: Power, { input, result }: Call): string {
  const said = result?.text ?? "";
  const { end, who, time, outcome } = approvalEnd(said, reader);
  const targets = Array.isArray(input.targets) ? input.targets.map((target) => code(String(target))) : [];
  if (!end) return paragraphs(words.power[power].refused, plain(said));
  return paragraphs(
    words.power[power][end](targets.join(words.and)),
    sentences(
      end === "succeeded" && who && words.power.decided(who, time),
      end === "denied" && who && words.power.deniedBy(who),
    ),
    (end === "failed" || end === "stale") && outcome,
  );
}

/** Nothing that fits is in the state it would have to be in; and where was looked. */
export function noneText({ words, reader, slots }: Working, power: Power, info: DatasetInfo): string {
  const { instanceType: type } = slots;
  return paragraphs(
    words.power[power].none(type === "gpu" ? "GPU" : type ? code(type) : ""),
    searched(words, "EC2", info, reader),
  );
}

/** Which of those that fit is meant: asked back, with what there is to choose from. */
export function severalText({ words, reader }: Working, power: Power, rows: Row[]): string {
  const { columns } = words.instances;
  const heads = [
    columns.name,
    columns.id,
    columns.type,
    columns.az,
    `${columns.launched} (${zoneName(reader.zone, reader.now)})`,
  ];
  return paragraphs(
    words.power[power].several(rows.length),
    table(
      heads.map((label) => ({ label })),
      rows
        .slice(0, MOST_ROWS)
        .map((row) => [
          code(row.name),
          code(row.instance_id),
          code(row.type),
          code(row.az),
          moment(text(row.launched), reader),
        ]),
    ),
    rows.length > MOST_ROWS && words.top(MOST_ROWS),
  );
}
