import { setTimeout as sleepFor } from "node:timers/promises";
import { stripInvisible } from "../../redaction/clean-text.ts";
import { redact } from "../../redaction/redact.ts";
import { type Block, type Model, ModelError } from "../ports/model.ts";
import { type Emit, type TurnInput, TurnInterrupted, type TurnRecord, type TurnStatus } from "../ports/turn.ts";
import { createAnswerWriter } from "./answer-writer.ts";
import { allowancesOf } from "./budgets.ts";
import { costExplorerRequests, evidenceOf, sharesOf, usedDatasets } from "./evidence.ts";
import { freshStart, saidBefore } from "./fresh-start.ts";
import { createGrounding } from "./grounding.ts";
import { createLedger } from "./ledger.ts";
import { runLoop } from "./loop.ts";
import { SYSTEM_PROMPT } from "./prompt.ts";
import { contextBlock, estimatedTokens, objections, ownTexts, personTexts, unanswered } from "./transcript.ts";
import { type AgentDeps, type Failure, failure, type Speaker, type Turn, type TurnEnd } from "./turn.ts";

const SUPERSEDED = "Superseded by a newer message. The approval card stays open; nothing was changed by this call.";
const ASKED = "Shown to the person with its options. What they say now follows.";
const UNFINISHED = "Not run: the turn ended before. Ask again if it is still needed.";

/**
 * A turn: one message of a person and everything until its answer. Its last event is exactly one of turn_finished and
 * turn_failed, except when it is interrupted (see TurnInterrupted). `text` null goes on where the log ends.
 */
export function createRunTurn(dependencies: Omit<AgentDeps, "sleep"> & Partial<Pick<AgentDeps, "sleep">>) {
  const deps: AgentDeps = { sleep: (ms, signal) => sleepFor(ms, undefined, { signal }), ...dependencies };

  return async (input: TurnInput, emit: Emit, signal: AbortSignal): Promise<TurnStatus> => {
    const started = performance.now();
    const wall = AbortSignal.timeout(deps.budgets.wallMs);
    const turn = createTurn(deps, input, emit, AbortSignal.any([signal, wall]));
    await emit({ type: "turn_started", runId: input.runId });

    let end = await play(turn, input.text);
    if (signal.aborted && signal.reason instanceof TurnInterrupted) throw signal.reason;
    if (end.kind === "failed" && end.code === "stopped" && !signal.aborted) end = failure("budget_time");
    const record = recordOf(turn, Math.round(performance.now() - started));
    const asks = turn.answer.asks();
    if (end.kind === "answered" && asks.length > 0) await emit({ type: "suggestions", asks });
    await emit({ type: "evidence", evidence: record.evidence });
    if (end.kind !== "failed") {
      await emit({ type: "turn_finished", status: end.kind, record });
      return end.kind;
    }
    const detail = end.detail === null ? null : redact(end.detail);
    deps.log.warn({ runId: input.runId, code: end.code, detail }, "a turn failed");
    await emit({ type: "turn_failed", code: end.code, detail, partial: turn.answer.shown(), record });
    return "failed";
  };
}

function createTurn(deps: AgentDeps, input: TurnInput, emit: Emit, signal: AbortSignal): Turn {
  const { thread, runId, zone, language, accounts } = input;
  const ours = deps.threadTools.map(({ descriptor }) => descriptor.name);
  const said = () => {
    const messages = deps.history.messages(thread);
    return [
      ...personTexts(messages),
      ...ownTexts(messages),
      ...objections(messages, ours),
      ...saidBefore(messages),
      accounts.join(", "),
    ];
  };
  const grounding = createGrounding({ datasets: deps.datasets, thread, zone, now: deps.clock.now, said });
  return {
    deps,
    input,
    emit,
    signal,
    context: {
      ...{ zone, language, accounts, runId },
      allowances: allowancesOf(deps.budgets, { runId, asker: input.asker.id }),
    },
    ledger: createLedger(deps.runs, { runId, asker: input.asker.id, now: deps.clock.now() }, deps.budgets),
    grounding,
    answer: createAnswerWriter(emit, grounding.unproven),
    speaker: chooseSpeaker(deps, input.modelId),
    prefix: { system: SYSTEM_PROMPT, tools: [] },
    beganAnew: false,
  };
}

/** A choice that is gone is answered by the default, or by the fallback, and the record says so. */
function chooseSpeaker({ models }: AgentDeps, id: string): Speaker {
  const chosen = models.get(id);
  if (chosen) return { model: chosen, fellBack: null };
  const instead = models.get(models.defaultId) ?? models.fallback ?? noModel(id);
  return { model: instead, fellBack: `${id} (not_found)` };
}

function noModel(id: string): Model {
  return {
    id,
    offline: false,
    reply: () => Promise.reject(new ModelError("not_found", `there is no model "${id}"`)),
  };
}

async function play(turn: Turn, text: string | null): Promise<TurnEnd> {
  const { deps, input, signal } = turn;
  try {
    const missing = await freezePrefix(turn);
    if (missing) return missing;
    if (text !== null) appendQuestion(turn, text);
    else if (deps.runs.soFar(input.runId).modelCalls > 0) await turn.emit({ type: "text_reset" });
    return await runLoop(turn);
  } catch (error) {
    if (signal.aborted) return failure("stopped");
    deps.log.error({ err: error, runId: input.runId }, "a turn broke");
    return failure("internal", error instanceof Error ? error.message : String(error));
  }
}

/**
 * A thread that has its tools keeps them while their server is down: what was fetched can still be asked about, and each
 * call says for itself that it failed. A new thread has nothing to go on with.
 */
async function freezePrefix(turn: Turn): Promise<Failure | null> {
  const { deps, input, signal } = turn;
  const ours = deps.threadTools.map((tool) => tool.descriptor);
  const listed = await deps.toolHost.tools(signal).catch((error: unknown) => {
    signal.throwIfAborted();
    deps.log.error({ err: error, runId: input.runId }, "the tools could not be listed");
    return null;
  });
  if (!listed && deps.history.messages(input.thread).length === 0) return failure("tools_unavailable");
  const tools = [...(listed ?? []), ...ours];
  turn.prefix = deps.history.prefix(input.thread, () => ({ system: SYSTEM_PROMPT, tools }));
  return null;
}

/** Every open call needs a result before new words: the conversation has moved on. */
function appendQuestion(turn: Turn, text: string): void {
  const { deps, input, prefix } = turn;
  const changing = new Set(prefix.tools.filter((tool) => !tool.readOnly).map((tool) => tool.name));
  const asking = new Set(deps.threadTools.filter((tool) => tool.asks).map(({ descriptor }) => descriptor.name));
  const closing: Block[] = unanswered(deps.history.messages(input.thread)).map((call) =>
    asking.has(call.name)
      ? { type: "tool_result", tool_use_id: call.id, content: ASKED }
      : {
          type: "tool_result",
          tool_use_id: call.id,
          content: changing.has(call.name) ? SUPERSEDED : UNFINISHED,
          is_error: true,
        },
  );
  const { zone, language, accounts, asker } = input;
  const context = contextBlock({
    now: deps.clock.now(),
    zone,
    language,
    accounts,
    asker: asker.name,
    ...(input.attached ? { attached: input.attached } : {}),
  });
  const question = cleanQuestion(text);
  const before = deps.history.messages(input.thread);
  if (!turn.speaker.model.offline && estimatedTokens(before) > deps.budgets.threadTokens) {
    turn.beganAnew = true;
    const anew = freshStart(before, deps.datasets.list(input.thread), { context, question });
    deps.history.beginAnew(input.thread, input.runId, anew);
    return;
  }
  deps.history.append(input.thread, input.runId, {
    role: "user",
    content: [...closing, { type: "text", text: context }, { type: "text", text: question }],
  });
}

/** What cannot be seen could split a word or hide one. Of a message that holds nothing else, a question mark is left. */
function cleanQuestion(text: string): string {
  const seen = stripInvisible(text);
  return seen.trim() === "" ? "?" : redact(seen);
}

function recordOf({ deps, input, ledger, speaker, answer, grounding, beganAnew }: Turn, ms: number): TurnRecord {
  const toolCalls = ledger.toolCalls();
  const datasets = deps.datasets.list(input.thread);
  const fetched = new Set(toolCalls.map((call) => call.dataset));
  const claims = grounding.claims(answer.paragraphs());
  return {
    runId: input.runId,
    model: speaker.model.id,
    offline: speaker.model.offline,
    fellBack: speaker.fellBack,
    toolCalls,
    tokens: ledger.tokens(),
    usd: ledger.usd(),
    ceRequests: costExplorerRequests(
      datasets.filter((info) => fetched.has(info.handle)),
      toolCalls,
    ),
    ms,
    evidence: evidenceOf(usedDatasets(toolCalls, datasets), answer.unverified(), claims),
    nearBudgets: ledger.near(),
    shares: sharesOf(claims, ledger.tokens()),
    beganAnew,
  };
}
