import { type Model, ModelError, type ModelFailure, type ModelReply, type ModelRequest } from "../ports/model.ts";
import type { FailureCode } from "../ports/turn.ts";
import { currentTurn, textOf, toolCalls } from "./transcript.ts";
import { type Failure, failure, offeredTools, type Turn } from "./turn.ts";

/** Pauses before the same request is sent again; the SDK has by then repeated a failed connection once. */
const BACKOFF_MS = [2_000, 10_000];
const LONGEST_WAIT_MS = 30_000;

const CODES: Record<ModelFailure, FailureCode> = {
  rate_limited: "model_unreachable",
  overloaded: "model_unreachable",
  connection: "model_unreachable",
  spend_limit: "model_spend_limit",
  misconfigured: "model_misconfigured",
  not_found: "model_misconfigured",
  too_long: "thread_too_long",
  bad_request: "internal",
  aborted: "stopped",
};

/**
 * One reply, through waits, repeats and the fallback. Its text went to the answer writer; of a reply that broke off
 * nothing stays shown. A reply cut off by its length is asked again once, with more room.
 */
export async function askModel(
  turn: Turn,
  options: { strict: boolean; mayFallBack: boolean },
): Promise<{ kind: "reply"; reply: ModelReply } | Failure> {
  let repeats = 0;
  let longOutput = false;
  for (;;) {
    const result = await askOnce(turn, options.strict, longOutput);
    if (!(result instanceof ModelError)) {
      if (result.stop !== "max_tokens" || longOutput) return { kind: "reply", reply: result };
      longOutput = true;
      await turn.answer.broken();
      continue;
    }
    await turn.answer.broken();
    const wait = repeats < BACKOFF_MS.length ? waitFor(result, BACKOFF_MS[repeats]!) : null;
    if (wait !== null && !turn.signal.aborted) {
      repeats += 1;
      await turn.emit({ type: "model_waiting", seconds: Math.ceil(wait / 1000), reason: result.failure });
      await turn.deps.sleep(wait, turn.signal).catch(() => undefined);
      continue;
    }
    const next = options.mayFallBack && !turn.signal.aborted ? fallbackFor(turn, result.failure) : null;
    if (!next) return failure(CODES[result.failure], detailOf(result));
    turn.deps.log.warn({ model: turn.speaker.model.id, failure: result.failure }, "falling back to another model");
    turn.speaker = { model: next, fellBack: `${turn.speaker.model.id} (${result.failure})` };
    repeats = 0;
    longOutput = false;
  }
}

async function askOnce(turn: Turn, strict: boolean, longOutput: boolean): Promise<ModelReply | ModelError> {
  const { deps, answer, ledger, signal } = turn;
  const { model } = turn.speaker;
  if (signal.aborted) return new ModelError("aborted", "the turn was ended");
  const started = performance.now();
  const entry = () => ({ model: model.id, ms: Math.round(performance.now() - started) });
  let streamed = false;
  const onText = (delta: string) => {
    streamed = true;
    answer.push(delta);
  };
  answer.begin(strict && !model.offline);
  try {
    const reply = await model.reply(requestOf(turn, longOutput), onText, signal);
    if (!streamed) answer.push(textOf({ role: "assistant", content: reply.content }));
    const { usage, usd, requestId } = reply;
    ledger.modelCall({ ...entry(), usage, usd, requestId, failure: null });
    return reply;
  } catch (thrown) {
    const error =
      thrown instanceof ModelError ? thrown : new ModelError("bad_request", String(thrown), { cause: thrown });
    const { usage, usd, requestId, failure } = error;
    ledger.modelCall({ ...entry(), usage, usd, requestId, failure });
    deps.log.warn({ model: model.id, failure, requestId, err: error }, "a model call failed");
    return signal.aborted ? new ModelError("aborted", "the turn was ended", { cause: error }) : error;
  }
}

function requestOf(turn: Turn, longOutput: boolean): ModelRequest {
  const { deps, input, prefix } = turn;
  return {
    system: prefix.system,
    tools: offeredTools(turn),
    messages: deps.history.messages(input.thread),
    turn: { language: input.language, zone: input.zone, now: deps.clock.now(), thread: input.thread },
    datasets: deps.datasets,
    ...(longOutput ? { longOutput } : {}),
  };
}

/** How long to wait before the same request has a chance, or null when it has none. */
function waitFor(error: ModelError, backoffMs: number): number | null {
  if (error.failure === "overloaded" || error.failure === "connection") return backoffMs;
  const asked = error.failure === "rate_limited" ? error.retryAfterMs : null;
  return asked !== null && asked <= LONGEST_WAIT_MS ? asked : null;
}

/** Only for a model that cannot be reached, and never in a turn that has to do with a change. */
function fallbackFor(turn: Turn, reason: ModelFailure): Model | null {
  const { fallback } = turn.deps.models;
  if (!fallback || turn.speaker.fellBack !== null || fallback.id === turn.speaker.model.id) return null;
  if (!["rate_limited", "overloaded", "connection", "spend_limit", "misconfigured", "not_found"].includes(reason))
    return null;
  const changing = new Set(turn.prefix.tools.filter((tool) => !tool.readOnly).map((tool) => tool.name));
  const calls = toolCalls(currentTurn(turn.deps.history.messages(turn.input.thread)));
  return calls.some((call) => changing.has(call.name)) ? null : fallback;
}

function detailOf(error: ModelError): string {
  const id = error.requestId ? ` (request ${error.requestId})` : "";
  return `${error.failure}: ${error.message.slice(0, 300)}${id}`;
}
