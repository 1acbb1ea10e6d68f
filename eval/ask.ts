import { setTimeout as sleep } from "node:timers/promises";
import { cardOf, turnEndOf } from "../sandbox/run/records.ts";
import { type Reader, type Shown, threadText } from "../sandbox/run/thread/thread-text.ts";
import { waitForTurn } from "../sandbox/run/turn.ts";
import type { Control } from "../sandbox/slack/control-client.ts";
import type { AwsRequest, Reply } from "./reply.ts";

const ASKER = "jiwoo";
/** The second presses where two have to agree. */
const APPROVERS = ["seoyeon", "doyun"];
const TIMEOUT_MS = 180_000;
/** Slack lets an app post about once a second into a channel. */
const CHANNELS = ["ops", "general"];

export interface Ends {
  control: Control;
  /** The sample account's control port. */
  account: string;
}

/** Asks as a person does and waits for the end, pressing Approve on cards as another person where `approve` says so. */
export async function ask(
  { control, account }: Ends,
  turn: number,
  wording: { text: string; language: "ko" | "en"; approve: boolean },
): Promise<Reply> {
  const channel = CHANNELS[turn % CHANNELS.length]!;
  const people = await control.people();
  const bot = people.app.bot_user;
  const name = people.people.find(({ id }) => id === bot)?.name ?? "ops";
  const asker = people.people.find((person) => person.name === ASKER);
  const began = Date.now();
  const { ts } = await control.post({ user: ASKER, channel, text: `@${name} ${wording.text}` });
  const place = { user: ASKER, channel, thread_ts: ts };
  const press = wording.approve ? { what: "approve" as const, as: APPROVERS } : null;
  const status = await waitForTurn(control, { place, askedTs: ts, bot, until: began + TIMEOUT_MS, press });
  const seconds = (Date.now() - began) / 1_000;
  if (wording.approve) await sleep(1_000);

  const { messages } = await control.messages(place);
  const ours = messages.filter((message) => message.user === bot);
  const report = ours.map(turnEndOf).findLast((end) => end !== null)?.report;
  const names = new Map(people.people.map((person) => [person.id, person.name]));
  const reader: Reader = {
    language: wording.language,
    zone: asker?.tz ?? "UTC",
    nameOf: (id) => names.get(id) ?? id,
    pathOf: () => undefined,
  };
  // Pictures have no text, nor has a message that was begun twice and is not taken back yet.
  const texts = ours.map((message) => messageText(message, reader)).filter((text) => text !== "");
  const attached = ours.flatMap(({ files }) => files);
  const files = await Promise.all(
    attached
      .filter((file) => file.name.endsWith(".csv"))
      .map(async (file) => ({ name: file.name, content: (await control.file(file.path)).toString("utf8") })),
  );
  return {
    language: wording.language,
    zone: reader.zone,
    question: wording.text,
    status,
    text: texts.join("\n\n"),
    files,
    pictures: attached
      .filter(({ mimetype }) => mimetype === "image/png")
      .map((p) => ({ name: p.name, alt: p.alt ?? "" })),
    cards: ours.flatMap((message) => {
      const card = cardOf(message);
      return card ? [{ tool: card.tool, args: card.args, state: card.state }] : [];
    }),
    toolCalls: report?.toolCalls.map((call) => ({ name: call.name, error: call.error })) ?? [],
    tokens: report ? Object.values(report.tokens).reduce((sum, part) => sum + part, 0) : 0,
    usd: report?.usd ?? null,
    ceRequests: report?.ceRequests ?? 0,
    seconds,
    grounded: report?.proven ?? null,
    model: report?.model ?? "unknown",
    ...(await requestsOf(account, began)),
  };
}

/** Of a card its blocks, of an answer its Markdown: what is drawn is what counts. */
function messageText(message: Shown["message"], reader: Reader): string {
  return message.metadata?.event_type === "opsthread_card" ? threadText("", [{ message }], reader) : message.text;
}

/** Those of this question with what they asked to change, and where was looked since the account was started. */
async function requestsOf(account: string, since: number): Promise<Pick<Reply, "requests" | "looked">> {
  const response = await fetch(`${account}/_sandbox/journal`);
  const entries = (await response.json()) as (AwsRequest & { at: number })[];
  return {
    requests: entries
      .filter((entry) => entry.at >= since)
      .map(({ service, operation, region, mutating, outcome, input }) => ({
        ...{ service, operation, region, mutating, outcome },
        input: mutating ? input : null,
      })),
    looked: [...new Set(entries.map(({ service, region }) => `${service}/${region}`))].sort(),
  };
}
