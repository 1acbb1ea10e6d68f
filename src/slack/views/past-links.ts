import type { KnownBlock } from "@slack/types";
import { capText } from "../../../redaction/clean-text.ts";
import type { Datasets } from "../../ports/datasets.ts";
import type { Language } from "../../ports/tools.ts";
import type { TurnRecord } from "../../ports/turn.ts";
import { placeOf } from "../intake.ts";
import { limits } from "../limits.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { monthDay } from "../text/time.ts";
import { words } from "../text/words.ts";

export interface PastThread {
  thread: string;
  asker: string;
  question: string;
  at: number;
}

const TOOL = "history_search";
const MOST = 6;
const MOST_WORDS = 80;

/** The earlier threads an answer rests on, read from the results its search left; a model has no hand in them. */
export function pastThreads(
  thread: string,
  { toolCalls }: Pick<TurnRecord, "toolCalls">,
  datasets: Pick<Datasets, "read">,
): PastThread[] {
  const found = toolCalls.flatMap(({ name, dataset }) => {
    const stored = name === TOOL && dataset ? datasets.read(thread, dataset, MOST) : null;
    if (!stored) return [];
    const at = (column: string) => stored.info.columns.findIndex(({ name }) => name === column);
    return stored.rows.map((row) => ({
      thread: String(row[at("thread")]),
      asker: String(row[at("asker")]),
      question: String(row[at("question")]),
      at: Date.parse(String(row[at("time")])),
    }));
  });
  return [...new Map(found.map((one) => [one.thread, one])).values()].slice(0, MOST);
}

/** `home`: the workspace's address. A link's words are escaped, its address is made of ids. */
export function pastLinks(shown: {
  language: Language;
  zone: string;
  home: string;
  threads: PastThread[];
}): KnownBlock[] {
  const { language, zone, home, threads } = shown;
  if (threads.length === 0) return [];
  const lines = threads.map(
    (one) => `• ${pastLink(one, home)} · ${escapeMrkdwn(one.asker)} · ${monthDay(one.at, zone, language)}`,
  );
  const text = [`*${words(language).history.threads}*`, ...lines].join("\n");
  return [{ type: "section", text: { type: "mrkdwn", text: capText(text, limits.sectionText), verbatim: true } }];
}

/** `<https://…/archives/C0OPS/p1700000000000100|what was asked>` */
export function pastLink({ thread, question }: Pick<PastThread, "thread" | "question">, home: string): string {
  const { channel, threadTs } = placeOf(thread);
  const said = escapeMrkdwn(capText(question.replace(/[|\s]+/g, " ").trim(), MOST_WORDS)) || "…";
  if (!/^[A-Z0-9]+$/.test(channel) || !/^\d+\.\d+$/.test(threadTs)) return said;
  return `<${home}archives/${channel}/p${threadTs.replace(".", "")}|${said}>`;
}
