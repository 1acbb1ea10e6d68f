import type { Block, ModelReply } from "../ports/model.ts";
import { askModel } from "./ask-model.ts";
import { freshStart } from "./fresh-start.ts";
import { paragraphsOf } from "./paragraphs.ts";
import { runTools } from "./run-tools.ts";
import { withoutSuggestions } from "./suggestions.ts";
import { currentTurn, hasNote, noteMessage, personTexts, textOf, unanswered } from "./transcript.ts";
import { type Failure, failure, type Turn, type TurnEnd } from "./turn.ts";
import { withoutSecrets } from "./without-secrets.ts";

const REPAIR = "These figures, times or names of your answer are in no result of this thread:";
const EMPTY = "You ended without an answer. Answer now from the results above.";

/**
 * From wherever the log ends to the end of the turn. Calls without a result come first: of a step just asked, after an
 * approval, or after a restart. Tools run only when the model stopped for them.
 */
export async function runLoop(turn: Turn): Promise<TurnEnd> {
  const { deps, input, answer, ledger, signal } = turn;
  const messages = () => deps.history.messages(input.thread);
  let paused = false;

  for (;;) {
    if (signal.aborted) return await partly(turn, failure("stopped"));
    const open = unanswered(messages());
    if (open.length > 0) {
      const step = await runTools(turn, open);
      if (step === "go_on") continue;
      await answer.releaseHeld();
      if (step === "asked") return { kind: "answered" };
      return step === "waiting" ? { kind: "waiting" } : failure("loop");
    }
    const last = messages().at(-1);
    if (last?.role === "assistant" && !paused) return await showAgain(turn, textOf(last));

    const spent = ledger.exhausted(turn.speaker.model.offline);
    const repairing = hasNote(currentTurn(messages()), REPAIR);
    const asked = spent
      ? failure(spent)
      : await askModel(turn, { strict: !repairing && ledger.stepsLeft() > 1, mayFallBack: !repairing });
    if (tooLong(asked) && !turn.beganAnew) {
      await beginAnew(turn);
      continue;
    }
    if (asked.kind === "failed") {
      // The answer stood already, only its proof was missing.
      return repairing ? await showAgain(turn, lastAnswer(turn)) : await partly(turn, asked);
    }
    const { reply } = asked;
    paused = reply.stop === "other" && reply.detail === "pause_turn";
    if (paused || (reply.stop === "tools" && reply.content.some((block) => block.type === "tool_use"))) {
      append(turn, reply.content);
      await answer.pause();
      continue;
    }
    const end = await conclude(turn, reply, repairing);
    if (end) return end;
  }
}

function tooLong(asked: Awaited<ReturnType<typeof askModel>> | Failure): boolean {
  return asked.kind === "failed" ? asked.code === "thread_too_long" : asked.reply.stop === "context_full";
}

/** What was said stays in a summary, what was fetched under its handle; the question is asked again with these. */
async function beginAnew(turn: Turn): Promise<void> {
  const { deps, input, answer } = turn;
  await answer.broken();
  turn.beganAnew = true;
  deps.log.info({ runId: input.runId }, "a transcript no longer fitted and began anew");
  const { thread, runId } = input;
  deps.history.beginAnew(thread, runId, freshStart(deps.history.messages(thread), deps.datasets.list(thread)));
}

/** A reply that asks for nothing more. Null: one more round is needed. */
async function conclude(turn: Turn, reply: ModelReply, repairing: boolean): Promise<TurnEnd | null> {
  const { deps, input, answer } = turn;
  const unproven = await answer.end();
  if (reply.stop === "max_tokens") return await partly(turn, failure("model_cut_off"));
  if (reply.stop === "refusal") return await partly(turn, failure("model_refused", reply.detail ?? null));
  if (reply.stop === "context_full") return await partly(turn, failure("thread_too_long"));
  if (reply.stop === "other") {
    deps.log.error({ stop: reply.detail, requestId: reply.requestId }, "the model stopped for an unknown reason");
    return await partly(turn, failure("internal", `unknown stop reason ${reply.detail ?? ""}`));
  }
  const content = reply.content.filter((block) => block.type !== "tool_use");
  const question = personTexts(deps.history.messages(input.thread)).at(-1) ?? "";
  if (withoutSuggestions(textOf({ role: "assistant", content })).trim() === "") {
    if (hasNote(currentTurn(deps.history.messages(input.thread)), EMPTY)) return failure("internal", "empty answer");
    deps.history.append(input.thread, input.runId, noteMessage(EMPTY, question));
    return null;
  }
  append(turn, content);
  if (unproven.length === 0) return { kind: "answered" };
  if (repairing) {
    await answer.releaseHeld();
    return { kind: "answered" };
  }
  const note = `${REPAIR} ${unproven.join(", ")}. Compute or look them up with the tools, or leave them out, and write the whole answer again.`;
  deps.history.append(input.thread, input.runId, noteMessage(note, question));
  return null;
}

/** The answer is in the log; its reader may not have seen all of it. */
async function showAgain(turn: Turn, text: string): Promise<TurnEnd> {
  turn.answer.begin(false);
  for (const paragraph of paragraphsOf(text)) turn.answer.push(`${paragraph}\n\n`);
  await turn.answer.end();
  return { kind: "answered" };
}

/** What was learnt is shown, also when the turn failed. */
async function partly(turn: Turn, failed: Failure): Promise<Failure> {
  await turn.answer.releaseHeld();
  return failed;
}

function append(turn: Turn, content: Block[]): void {
  const said = withoutSecrets(content);
  turn.deps.history.append(turn.input.thread, turn.input.runId, { role: "assistant", content: said });
}

function lastAnswer(turn: Turn): string {
  const messages = turn.deps.history.messages(turn.input.thread);
  const last = messages.findLast((message) => message.role === "assistant" && textOf(message) !== "");
  return last ? textOf(last) : "";
}
