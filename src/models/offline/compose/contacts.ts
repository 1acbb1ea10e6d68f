import { count, share } from "../format/figures.ts";
import { code, table } from "../format/markdown.ts";
import { number, type Result, type Row, sum, text } from "../format/result.ts";
import type { Working } from "../plan/working.ts";
import { caveats, named, paragraphs, searched, sentences } from "./common.ts";
import { MOST_ROWS } from "./rows.ts";

/** Who waits and how long; then each queue with its agents and hours. */
export function contactsNowText(working: Working, result: Result): string {
  const { words, reader } = working;
  const { contacts } = words;
  if (result.rows.length === 0)
    return paragraphs(contacts.none, searched(words, "Amazon Connect", result.info, reader));
  const { rows, one } = asked(working, result.rows);
  const waiting = sum(rows, "waiting");
  const longest = longestIn(rows);
  const full = rows.filter((row) => number(row.waiting) > 0);
  const names = (of: Row[]) => of.map(({ queue }) => code(queue)).join(words.and);
  const without = full.filter((row) => number(row.agents_available) === 0);
  const closed = full.filter((row) => row.open === false);
  const { columns } = contacts;
  return paragraphs(
    waiting > 0
      ? contacts.waiting(waiting, one, waitOf(working, longest?.longest_wait), code(longest?.queue))
      : contacts.quiet(one ?? contacts.queues(rows.length)),
    sentences(
      without.length > 0 && contacts.noAgent(names(without)),
      closed.length > 0 && contacts.closed(names(closed)),
    ),
    table(
      [
        { label: columns.queue },
        ...[columns.waiting, columns.longest, columns.online, columns.free].map((label) => ({ label, right: true })),
        { label: columns.open },
        { label: columns.hours },
      ],
      rows
        .slice(0, MOST_ROWS)
        .map((row) => [
          code(row.queue),
          count(number(row.waiting)),
          number(row.waiting) > 0 ? waitOf(working, row.longest_wait) : "–",
          count(number(row.agents_online)),
          count(number(row.agents_available)),
          row.open === null ? "–" : row.open ? "✓" : "✗",
          code(row.hours),
        ]),
    ),
    sentences(rows.length > MOST_ROWS && words.top(MOST_ROWS), caveats(words, result.info)),
  );
}

/** How many came, were answered and gave up; then each queue. */
export function contactsThenText(working: Working, result: Result): string {
  const { words, reader } = working;
  const { contacts } = words;
  const period = named(words, result.info, reader);
  if (result.rows.length === 0)
    return paragraphs(contacts.none, searched(words, "Amazon Connect", result.info, reader));
  const { rows, one } = asked(working, result.rows);
  const [came, answered, abandoned] = ["contacts", "answered", "abandoned"].map((column) => sum(rows, column)) as [
    number,
    number,
    number,
  ];
  if (came === 0)
    return paragraphs(contacts.noContacts(period, one), searched(words, "Amazon Connect", result.info, reader));
  const longest = longestIn(rows);
  const { columns } = contacts;
  const figures = [
    columns.contacts,
    columns.answered,
    columns.abandoned,
    columns.rate,
    columns.meanWait,
    columns.longest,
  ];
  return paragraphs(
    contacts.became(period, one, count(came), count(answered), count(abandoned), share(abandoned / came)),
    longest && contacts.longest(code(longest.queue), waitOf(working, longest.longest_wait)),
    table(
      [{ label: columns.queue }, ...figures.map((label) => ({ label, right: true }))],
      rows
        .slice(0, MOST_ROWS)
        .map((row) => [
          code(row.queue),
          count(number(row.contacts)),
          count(number(row.answered)),
          count(number(row.abandoned)),
          row.abandon_rate === null ? "–" : share(number(row.abandon_rate)),
          row.mean_wait === null ? "–" : waitOf(working, row.mean_wait),
          row.longest_wait === null ? "–" : waitOf(working, row.longest_wait),
        ]),
    ),
    sentences(rows.length > MOST_ROWS && words.top(MOST_ROWS), caveats(words, result.info)),
  );
}

/** Queues that the question names, else all of them. `one`: the name of the only one. */
function asked({ slots }: Working, rows: Row[]): { rows: Row[]; one: string | null } {
  const said = slots.queue?.toLowerCase() ?? "";
  const named = rows.filter(({ queue }) => text(queue) !== "" && said.includes(text(queue).toLowerCase()));
  const shown = named.length > 0 ? named : rows;
  return { rows: shown, one: named.length === 1 ? code(named[0]!.queue) : null };
}

const longestIn = (rows: Row[]): Row | undefined =>
  rows.filter((row) => number(row.longest_wait) > 0).sort((a, b) => number(b.longest_wait) - number(a.longest_wait))[0];

function waitOf({ words }: Working, seconds: Row[string] | undefined): string {
  const whole = Math.round(number(seconds));
  return words.contacts.wait(Math.floor(whole / 60), whole % 60);
}
