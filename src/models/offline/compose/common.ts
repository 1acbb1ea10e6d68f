import type { DatasetInfo } from "../../../ports/datasets.ts";
import { code, plain, prose } from "../format/markdown.ts";
import { moment, periodName, type Reader, spanName, wholeDays, zoneName } from "../format/times.ts";
import { readArgument } from "../periods/argument.ts";
import { plusDays } from "../periods/calendar.ts";
import { called, type Working } from "../plan/working.ts";
import type { Words } from "../text/words.ts";
import { agreementIn, type Call } from "../transcript.ts";

/** Paragraphs, empty ones left out. */
export const paragraphs = (...parts: (string | false | null | undefined)[]): string =>
  parts.filter(Boolean).join("\n\n");

/** Sentences of one paragraph. */
export const sentences = (...parts: (string | false | null | undefined)[]): string => parts.filter(Boolean).join(" ");

/** What a tool says itself is the answer then: asking the same again would not help. */
const PLAIN_REASONS = new Set(["not_found", "ambiguous", "invalid_input", "budget"]);

/** What a tool could not do: what failed, its own sentence on why, what to do. */
export function failure(working: Working, tool: string): string | null {
  const call = working.calls.find(({ name, result }) => name === tool && result?.failed);
  return call?.result ? trouble(working, call) : null;
}

export function trouble({ words }: Working, { name, result }: Call): string {
  if (result?.code && PLAIN_REASONS.has(result.code)) {
    const [first = "", ...rest] = result.text.split(/(?<=[.!?])\s+/);
    // A model is told by which argument it goes on after a yes; a person only has to say it.
    const told = rest.map((sentence) => {
      const asks = agreementIn(sentence);
      return asks ? words.agreeing[asks.argument].sayYes : prose(sentence);
    });
    return sentences(`**${prose(first)}**`, ...told);
  }
  return paragraphs(words.failed(words.tools[name] ?? code(name)), result?.failed && prose(result.text), words.retry);
}

/** What failed on the way, where the answer does not say so: what is missing must not look as if there were nothing. */
export function untold(working: Working, calls: readonly Call[], answer: string): string[] {
  const { words } = working;
  return calls
    .filter(({ result }) => result?.failed && !PLAIN_REASONS.has(result.code ?? ""))
    .filter(({ name }) => !answer.includes(words.failed(words.tools[name] ?? code(name))))
    .map((call) => trouble(working, call));
}

/** The period of a result as the answer names it: "the last 7 days", or its days. */
export function named(words: Words, info: DatasetInfo, reader: Reader): string {
  const asked = readArgument((info.args as { period?: unknown } | null)?.period);
  // More was asked for than is kept: the days that were really looked at.
  if (info.period && info.notes.some(({ code: what }) => what === "retention")) return periodName(info.period, reader);
  if (asked?.kind === "rolling" && !info.period?.utcDays) return words.lately(asked.amount, asked.unit);
  // Days that were asked for keep their name although the result ends now, not at midnight.
  if (asked?.kind === "days" && info.period && !info.period.utcDays) {
    return periodName({ ...info.period, from: asked.from, to: plusDays(asked.to, 1) }, reader);
  }
  return info.period ? periodName(info.period, reader) : "";
}

/** "None" is only worth something together with where was looked. */
export function searched(words: Words, what: string, info: DatasetInfo, reader: Reader, period?: string): string {
  const { scope, truncated } = info;
  const accounts = scope.accounts.map(({ name }) => plain(name)).join(words.and);
  return sentences(
    words.searched(what, accounts, scope.regions.map(code).join(words.and), period ?? exact(info, reader)),
    skipped(words, info),
    truncated && words.partial(plain(truncated.why[words.language])),
  );
}

/** Whatever makes the answer incomplete, or "". */
export function caveats(words: Words, info: DatasetInfo, reader?: Reader): string {
  return sentences(
    info.truncated && words.partial(plain(info.truncated.why[words.language])),
    skipped(words, info),
    ...(reader ? unseen(words, info, reader) : []),
  );
}

/** What a tool noted about the ends of the period. */
export function unseen({ wrong }: Words, { notes }: DatasetInfo, reader: Reader): string[] {
  return notes.flatMap(({ code: what, params }) => {
    const time = (name: string) => moment(String(params?.[name] ?? ""), reader);
    if (what === "retention") return wrong.retention(plain(String(params?.service ?? "CloudTrail")), time("from"));
    if (what === "seen_back_to") return wrong.seenBackTo(time("at"));
    return what === "tail_unread" ? wrong.tailUnread(time("from")) : [];
  });
}

function skipped(words: Words, { scope }: DatasetInfo): string {
  if (scope.skipped.length === 0) return "";
  const places = scope.skipped.map(
    ({ region, account, why }) => `${code(region ?? account ?? "")} (${plain(why[words.language])})`,
  );
  return words.skipped(places.join(words.and));
}

/** Days with their hours where the zone matters. */
function exact(info: DatasetInfo, reader: Reader): string {
  const { period } = info;
  if (!period) return "";
  const days = wholeDays(period, reader.zone);
  const zone = period.utcDays ? "UTC" : zoneName(reader.zone, reader.now);
  return days ? `${spanName(days.from, days.to, reader)} ${zone}` : periodName(period, reader);
}

/** A sentence for a picture that was wanted and did not come about, else "". */
export function pictureTrouble(working: Working): string {
  const chart = called(working, "chart").at(-1);
  return chart?.result?.failed ? working.words.noChart(plain(chart.result.text)) : "";
}
