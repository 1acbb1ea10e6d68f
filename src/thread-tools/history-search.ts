/// <reference lib="esnext.temporal" />

import { z } from "zod";
import { capText } from "../../redaction/clean-text.ts";
import { dateFormat } from "../date-format.ts";
import type { Clock } from "../ports/clock.ts";
import type { PastScope, PastTurn, PastTurns } from "../ports/past.ts";
import type { ThreadTool } from "../ports/thread-tool.ts";
import type { CallContext, Column, Table } from "../ports/tools.ts";
import { describeTool, readArgs } from "./describe-tool.ts";

const MOST = 6;
const MOST_QUESTION = 200;
const MOST_FINDING = 500;

const Day = z.iso.date();
const input = z.strictObject({
  words: z.string().min(1).max(300).describe("What it was about: names, services, errors, in the words people used."),
  from: Day.optional().describe("First day (YYYY-MM-DD, asker's zone) on which it was talked about."),
  to: Day.optional().describe("Last day, included."),
});

export interface HistorySearchDeps {
  past: Pick<PastTurns, "search" | "threads">;
  /** Whose past the asker of this turn may see; throws when that cannot be told. */
  scopeOf: (runId: string) => Promise<PastScope>;
  /** Name of whoever asked, as Slack has it. */
  personName: (person: string) => Promise<string>;
  clock: Clock;
}

/** What was found out before, in threads the asker may see. */
export function historySearch({ past, scopeOf, personName, clock }: HistorySearchDeps): ThreadTool {
  return {
    descriptor: describeTool({
      name: "history_search",
      title: { ko: "지난 스레드 검색", en: "Search earlier threads" },
      description: [
        "Search earlier threads with this bot: what was asked and what was answered then.",
        'Use when somebody asks what was found, said or decided before ("what did we find about the 5xx last week?").',
        "Figures in it are of that day: ask the tools again for today's. Links to the threads are shown by code.",
      ].join(" "),
      input,
    }),
    async run(args, { thread, context }) {
      const { words, from, to } = readArgs("history_search", input, args);
      const scope = await scopeOf(context.runId).catch((error: unknown) => {
        throw new Error("Which channels the asker is in could not be looked up, so nothing was searched. Say so.", {
          cause: error,
        });
      });
      const span = {
        from: from ? startOf(from, context.zone) : 0,
        to: to ? startOf(dayAfter(to), context.zone) : clock.now(),
      };
      const search = (within: object) =>
        past.search({ text: words, scope, exceptThread: thread, most: MOST, ...within });
      const inSpan = search(span);
      const found = inSpan.length > 0 || !(from || to) ? inSpan : search({});
      const names = new Map<string, string>();
      for (const { asker } of found)
        if (!names.has(asker)) names.set(asker, await personName(asker).catch(() => asker));
      const searched = past.threads(scope);
      return {
        text: digest(found, { names, searched, elsewhen: found.length > 0 && inSpan.length === 0, context }),
        table: toTable(found, { names, searched, elsewhen: found.length > 0 && inSpan.length === 0 }),
      };
    },
  };
}

interface About {
  names: Map<string, string>;
  searched: number;
  /** Nothing in the days asked for; these are of other days. */
  elsewhen: boolean;
}

function digest(found: PastTurn[], about: About & { context: CallContext }): string {
  const { searched, names, elsewhen, context } = about;
  const threads = `${searched} earlier ${searched === 1 ? "thread" : "threads"} of this asker's reach`;
  if (found.length === 0) return `No match. Searched: ${threads}.`;
  const head = `${found.length} of ${threads} match${elsewhen ? "; NONE in the days asked for, these are of other days" : ""}. Best first:`;
  const lines = found.map((turn, i) => {
    const at = dateFormat("sv-SE", {
      timeZone: context.zone,
      dateStyle: "short",
      timeStyle: "short",
    }).format(turn.at);
    return `${i + 1}. ${at}, ${names.get(turn.asker) ?? turn.asker} asked: ${line(turn.question, MOST_QUESTION)}\n   Answer: ${line(turn.answer, MOST_FINDING)}`;
  });
  return [head, ...lines].join("\n");
}

const COLUMNS: Column[] = [
  { name: "time", type: "time", label: { ko: "시각", en: "Time" } },
  { name: "asker", type: "text", label: { ko: "질문한 사람", en: "Asked by" } },
  { name: "question", type: "text", label: { ko: "질문", en: "Question" } },
  { name: "finding", type: "text", label: { ko: "답", en: "Answer" } },
  { name: "thread", type: "id", label: { ko: "스레드", en: "Thread" } },
];

function toTable(found: PastTurn[], { names, searched, elsewhen }: About): Table {
  return {
    columns: COLUMNS,
    rows: found.map(({ at, asker, question, answer, thread }) => [
      new Date(at).toISOString(),
      names.get(asker) ?? asker,
      line(question, MOST_QUESTION),
      line(answer, MOST_FINDING),
      thread,
    ]),
    totals: { threads: found.length, searched },
    period: null,
    scope: { accounts: [], regions: [], skipped: [] },
    source: { service: "opsthread", requests: 0, cached: 0, usd: 0, freshTo: null, scannedBytes: null },
    truncated: null,
    notes: elsewhen ? [{ code: "other_days", text: "Nothing in the days asked for; these are of other days." }] : [],
  };
}

/** As one line, without the marks of a table or of bold text. */
function line(text: string, most: number): string {
  return capText(text.replace(/\*\*/g, "").replace(/\s+/g, " ").replaceAll("|", "/").trim(), most);
}

const startOf = (day: string, zone: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone }).epochMilliseconds;
const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString();
