import { DAY, HOUR } from "../../../world/calendar.ts";
import { uptimeStamp } from "../../../world/host-kernel.ts";
import { secondsOf } from "./durations.ts";
import { type JournalEntry, journalLine, syslogStamp, unitJournal } from "./journal.ts";
import { type Command, type Context, failed, flagged, lines, option } from "./types.ts";

/** How far back lines are looked for where no time is given: more would be read than anybody prints. */
const LOOK_BACK = 3 * HOUR;
const STEP = HOUR / 4;

/** `-1h`, `2026-11-21 03:00`, `today`, `1 hour ago`. */
function timeOf(text: string, now: number): number | undefined {
  const midnight = Math.floor(now / DAY) * DAY;
  const known: Record<string, number> = { now, today: midnight, yesterday: midnight - DAY };
  if (text in known) return known[text];
  const [, amount, unit] = /^-?(\d+) ?(s|sec|second|m|min|minute|h|hour|d|day)s?(?: ago)?$/.exec(text) ?? [];
  if (amount && unit) return now - secondsOf(`${amount}${unit[0]}`) * 1000;
  const absolute = Date.parse(
    /^\d{4}-\d\d-\d\d$/.test(text)
      ? `${text}T00:00:00Z`
      : `${text.replace(" ", "T").replace(/T(\d\d:\d\d)$/, "T$1:00")}Z`,
  );
  return Number.isNaN(absolute) ? undefined : absolute;
}

const journalctl: Command = (args, _, context) => {
  const { now, machine, units } = context.facts;
  const since = option(args, "S", "since");
  const until = option(args, "U", "until");
  const from = since === undefined ? Math.max(machine.bootedAt, now - LOOK_BACK) : timeOf(since, now);
  const to = until === undefined ? now : timeOf(until, now);
  if (from === undefined || to === undefined)
    return failed(`Failed to parse timestamp: ${from === undefined ? since : until}`);
  const name = (option(args, "u", "unit") ?? "").replace(/\.service$/, "");
  const unit = units.find((one) => one.name === name);
  const count = Number(option(args, "n", "lines") ?? (since === undefined ? 1_000 : 10_000));
  const kernel = args.includes("-k") || args.includes("--dmesg");
  const read = (start: number, end: number): JournalEntry[] => {
    if (kernel) return kernelJournal(context, start, end);
    if (name) return unit ? unitJournal(context, unit, start, end) : [];
    return [
      ...units.flatMap((one) => unitJournal(context, one, start, end)),
      ...kernelJournal(context, start, end),
    ].sort((a, b) => a.at - b.at);
  };
  const entries = lastOf(read, Math.max(from, machine.bootedAt), Math.min(to, now), count);
  const newestFirst = flagged(args, "r") || args.includes("--reverse");
  const shown = newestFirst ? entries.toReversed() : entries;
  const bare = option(args, "o", "output") === "cat";
  return {
    ...lines(
      shown.length === 0
        ? ["-- No entries --"]
        : shown.map((entry) => (bare ? entry.text : journalLine(context, entry))),
    ),
    seconds: 0.4,
  };
};

/** Reads backwards until there are enough. */
function lastOf(
  read: (from: number, to: number) => JournalEntry[],
  from: number,
  to: number,
  count: number,
): JournalEntry[] {
  let found: JournalEntry[] = [];
  for (let end = to; end > from && found.length < count; end -= STEP)
    found = [...read(Math.max(from, end - STEP), end), ...found];
  return count > 0 ? found.slice(-count) : [];
}

const kernelJournal = (context: Context, from: number, to: number): JournalEntry[] =>
  context
    .kernel()
    .filter(({ at }) => at >= from && at < to)
    .map(({ at, text }) => ({ at, from: "kernel", text }));

const dmesg: Command = (args, _, context) => {
  if (["C", "c", "D", "E"].some((flag) => flagged(args, flag)) && context.user !== "root")
    return failed("dmesg: read kernel buffer failed: Operation not permitted");
  const human = flagged(args, "T");
  const { machine } = context.facts;
  return lines(
    context
      .kernel()
      .map(
        ({ at, text }) =>
          `[${human ? `${syslogStamp(at)} ${new Date(at).getUTCFullYear()}` : uptimeStamp(at, machine)}] ${text}`,
      ),
  );
};

export const logs: Record<string, Command> = { journalctl, dmesg };
