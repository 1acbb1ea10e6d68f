import { createHash } from "node:crypto";
import {
  type Block,
  type Message,
  type Model,
  ModelError,
  type ModelReply,
  type ModelRequest,
} from "../../ports/model.ts";
import { askWhich } from "./ask-which.ts";
import { plainAnswer } from "./compose/help.ts";
import { agreeing, type Consented, withConsent } from "./consent.ts";
import { follow } from "./conversation.ts";
import { resultOf } from "./format/result.ts";
import { wholeDays } from "./format/times.ts";
import type { Frame } from "./frame.ts";
import { lookupFor } from "./lookups.ts";
import { nextAsks } from "./next-asks.ts";
import { days, type When } from "./periods/when.ts";
import { attachedPlaybook } from "./plan/attached.ts";
import { chartPlaybook } from "./plan/chart.ts";
import { filePlaybook, tableOf, withFile } from "./plan/file.ts";
import { PLAYBOOKS } from "./plan/playbooks.ts";
import { THEME_TOOL, themePlaybook } from "./plan/theme.ts";
import { allowed, offers, type Playbook, type Step, type Working } from "./plan/working.ts";
import { isPower, POWER, POWERS } from "./power.ts";
import type { Intent } from "./slots.ts";
import { EN } from "./text/en.ts";
import { KO } from "./text/ko.ts";
import { lookupInThread } from "./thread-lookups.ts";
import { type Call, type Turn, turnsOf } from "./transcript.ts";
import { readUtterance } from "./utterance.ts";
import { createScanner, type Scan } from "./words/scan.ts";
import { wrongInput } from "./wrong-input.ts";

const MOST_ROWS = 5_000;

/**
 * Answers by rules, in Korean and English, over the same tools a language model gets. The same transcript always gives
 * the same reply, ids of calls included, so that a turn repeated after a crash repeats nothing else.
 */
export function createOfflinePlanner(): Model {
  const scan = createScanner();
  return {
    id: "offline",
    offline: true,
    async reply(request, onText, signal) {
      if (signal.aborted) throw new ModelError("aborted", "the turn was ended");
      const consented = withConsent(turnsOf(request.messages));
      const step = nextStep(request, consented, scan);
      if ("calls" in step) {
        const calls = agreeing(step.calls, consented.agreed, request.tools);
        return replyOf(toolUses(calls, request.messages), "tools");
      }
      const words = request.turn.language === "ko" ? KO : EN;
      const text = [step.text, words.offline, ...(step.next ? [step.next] : [])].join("\n\n");
      onText(text);
      return replyOf([{ type: "text", text }], "end");
    },
  };
}

/** What is made of a result of an earlier turn. */
const OF_EARLIER: Partial<Record<Intent, (dataset: { handle: string; tool: string }, drawn?: Call) => Playbook>> = {
  chart: chartPlaybook,
  csv: filePlaybook,
};

/** "As CSV" means the table of the last answer that had one; a picture may have been drawn of another. */
function meantBy(intent: Intent, frame: Frame, turns: Turn[], read: Working["read"]): Frame["dataset"] {
  if (intent !== "csv" || !frame.dataset) return frame.dataset;
  const handle = turns
    .slice(0, -1)
    .map(({ calls }) => tableOf(calls, read))
    .findLast((table) => table !== null);
  return handle ? { ...frame.dataset, handle } : frame.dataset;
}

function nextStep(request: ModelRequest, { turns, declined }: Consented, scan: (text: string) => Scan): Step {
  const { turn, tools, datasets } = request;
  const words = turn.language === "ko" ? KO : EN;
  const newest = turns.at(-1);
  const powers = POWERS.filter((power) => offers(request, POWER[power].tool));
  // All others are offered together.
  const offered = { powers, others: offers(request, "tags_add") };
  if (!newest) return { text: plainAnswer({ kind: "say", about: "help", slots: {} }, words, offered) };

  if (declined) return { text: words.agreeing[declined.argument].declined };

  const at = { now: turn.now, zone: turn.zone };
  const read: Working["read"] = (handle) => {
    const found = handle ? datasets.read(turn.thread, handle, MOST_ROWS) : null;
    return found && resultOf(found);
  };
  const periodOf = (handle: string | null): When | null => {
    const period = read(handle)?.info.period;
    const span = period ? wholeDays(period, turn.zone) : null;
    return span ? days(span.from, span.to, "span") : null;
  };
  const accounts = allowed(tools, "cost_query", "account");
  const { decision, frame } = follow(turns, { at, scan, accounts, periodOf });
  const regions = allowed(tools, "inventory_find_instances", "regions");
  const said = readUtterance(newest.text, at, scan);
  const wrong = wrongInput(said, decision, { accounts, regions }, words, { ...at, language: turn.language });
  if (wrong !== null) return { text: wrong };
  const ofFile = attachedPlaybook(said, turns, { datasets: datasets.list(turn.thread), attachedNow: newest.attached });
  const lookup = ofFile ?? lookupFor(said) ?? lookupInThread(said, frame, turns);
  if (!lookup && decision.kind !== "act") return { text: plainAnswer(decision, words, offered) };

  const { slots } = decision;
  const { manner, intent } = decision.kind === "act" ? decision : { manner: NO_MANNER, intent: null };
  const isSet = newest.calls.some(({ name }) => name === THEME_TOOL);
  if (manner.theme && !isSet && offers(request, THEME_TOOL))
    return { calls: [{ name: THEME_TOOL, input: { theme: manner.theme } }] };
  const working: Working = {
    slots,
    manner,
    at,
    reader: { ...at, language: turn.language },
    words,
    tools,
    calls: intent === "theme" ? newest.calls : newest.calls.filter(({ name }) => name !== THEME_TOOL),
    read,
    datasets: datasets.list(turn.thread),
  };
  const which = offers(request, "ask_choice") ? askWhich(working, newest.text) : null;
  if (which) return { calls: [which] };
  if (lookup && !isPower(intent)) return withFile(working, lookup(working));
  if (intent === null) return { text: plainAnswer({ kind: "say", about: "unclear", slots }, words, offered) };
  if (intent === "theme") return themePlaybook(lastPicture(turns))(working);
  const earlier = meantBy(intent, frame, turns, read);
  const playbook =
    earlier && intent in OF_EARLIER
      ? OF_EARLIER[intent]!(earlier, lastPicture(turns, earlier.handle))
      : PLAYBOOKS[intent];
  return playbook
    ? suggesting(working, intent, turns, withFile(working, playbook(working)))
    : { text: plainAnswer({ kind: "say", about: "unclear", slots }, words, offered) };
}

const NO_MANNER: Working["manner"] = { compare: false, chart: false, csv: false };

const suggesting = (working: Working, intent: Intent, turns: Turn[], step: Step): Step =>
  "text" in step
    ? {
        ...step,
        next: nextAsks(
          working,
          intent,
          turns.map((turn) => turn.text.trim()),
        ),
      }
    : step;

/** What was drawn last before the newest message, of anything or of one result. */
const lastPicture = (turns: Turn[], of?: string): Call | undefined =>
  turns
    .slice(0, -1)
    .flatMap(({ calls }) => calls)
    .findLast(
      ({ name, input, result }) =>
        (name === "chart" || (name === "diagram" && !of)) && result?.failed === false && (!of || input.dataset === of),
    );

/** An id says where in the transcript a call stands; one that began anew counts from its beginning, so that is said too. */
function toolUses(calls: { name: string; input: Record<string, unknown> }[], messages: Message[]): Block[] {
  const beginning = messages[0]?.content.length === 3 ? `${idOf(JSON.stringify(messages[0]))}_` : "";
  return calls.map(({ name, input }, index) => ({
    type: "tool_use",
    id: `plan_${beginning}${messages.length}_${index}`,
    name,
    input,
  }));
}

const idOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);

function replyOf(content: Block[], stop: ModelReply["stop"]): ModelReply {
  const usage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
  return { content, stop, usage, usd: 0, requestId: null };
}
