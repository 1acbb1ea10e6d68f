import { count } from "../format/figures.ts";
import { code, table } from "../format/markdown.ts";
import { type Result, text } from "../format/result.ts";
import { moment, zoneName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { caveats, named, paragraphs, pictureTrouble, searched, sentences } from "./common.ts";
import { type Deployment, deploymentsIn } from "./deployments.ts";
import { MOST_ROWS } from "./rows.ts";

/** How often, from when to when, what was deployed before and how it was put right. */
export function outOfMemoryText(working: Working, kills: Result, service: string, changes: Result | null): string {
  const { words, reader } = working;
  const { oom } = words.health;
  const { info, rows } = kills;
  const period = named(words, info, reader);
  if (rows.length === 0)
    return paragraphs(
      oom.none(period, code(service)),
      searched(words, `CloudWatch Logs (${code(service)})`, info, reader),
    );
  const time = info.columns.find(({ type }) => type === "time")?.name ?? "";
  const message = info.columns.find(({ type }) => type === "text")?.name ?? "";
  const at = (row: (typeof rows)[number] | undefined) => text(row?.[time]);
  const [first, last] = [at(rows[0]), at(rows.at(-1))];
  const zone = zoneName(reader.zone, reader.now);
  return paragraphs(
    oom.killed(period, code(service), count(rows.length), moment(first, reader), `${moment(last, reader)} ${zone}`),
    causeText(working, deploymentsIn(changes?.rows ?? []), first, last),
    table(
      [{ label: `${oom.columns.time} (${zone})` }, { label: oom.columns.message }],
      rows.slice(0, MOST_ROWS).map((row) => [moment(at(row), reader), code(row[message])]),
    ),
    sentences(rows.length > MOST_ROWS && words.top(MOST_ROWS), caveats(words, info)),
    pictureTrouble(working),
  );
}

/** In code style, as the task definition has it. */
const mib = (memory: string | null | undefined): string => (memory ? code(`${memory} MiB`) : "");

function causeText({ words, reader }: Working, deployments: Deployment[], first: string, last: string): string {
  const { oom } = words.health;
  const before = deployments.filter(({ time }) => time < first);
  const [cause, earlier] = [before.at(-1), before.at(-2)];
  const restored = deployments.find(({ time }) => time > last);
  if (!cause) return "";
  const ids = [cause.eventId, cause.registeredBy].flatMap((id) => (id ? [code(id)] : []));
  return sentences(
    oom.cause(
      code(cause.user),
      moment(cause.time, reader),
      code(cause.task),
      mib(earlier?.memory ?? restored?.memory),
      mib(cause.memory),
      ids.join(words.and),
    ),
    restored &&
      oom.restored(code(restored.user), moment(restored.time, reader), code(restored.task), mib(restored.memory)),
    words.health.outage.likely,
  );
}
