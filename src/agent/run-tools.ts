import { redact } from "../../redaction/redact.ts";
import type { ToolResultBlock, ToolUseBlock } from "../ports/model.ts";
import type { Picture, TextFile, ThreadToolResult } from "../ports/thread-tool.ts";
import type { Table, ToolDescriptor, ToolOutcome } from "../ports/tools.ts";
import type { Ask, ToolCallRecord } from "../ports/turn.ts";
import { fillColumns } from "./fill-columns.ts";
import { mendInput } from "./mend-input.ts";
import { rationaleOf } from "./rationale.ts";
import { readsOf } from "./reads.ts";
import { callOrdinals } from "./repeats.ts";
import { ofDataset } from "./transcript.ts";
import { offeredTools, type Turn } from "./turn.ts";

const TOOL_MS = 60_000;
/** Beyond any digest of ours; a guard against a tool that returns its rows as text. */
const MOST_RESULT_CHARS = 16_000;
/** The third identical call is answered by a word instead of a result, a fourth ends the turn. */
const NUDGE_AT = 3;
const LAST_STEP = "\n\n(No further tool calls are possible in this turn: answer now, and say what is missing.)";

type Choices = NonNullable<ThreadToolResult["choices"]>;
type Outcome =
  | ToolOutcome
  | { kind: "ours"; text: string; table: Table | null; picture: Picture | null; file: TextFile | null }
  | { kind: "choices"; text: string; choices: Choices };

interface Done {
  call: ToolUseBlock;
  args: unknown;
  outcome: Outcome;
  ms: number;
  visible: boolean;
}

type Settled = ToolResultBlock | "waiting" | "asked";

/**
 * Runs the calls that have no result yet. Reads run side by side; results go into the log in the order asked, as one
 * message. A call that would change something is previewed and becomes a proposal, a question back is shown: both stay
 * without a result until a person has spoken.
 */
export async function runTools(turn: Turn, calls: ToolUseBlock[]): Promise<"go_on" | "waiting" | "asked" | "loop"> {
  const { deps, input, ledger } = turn;
  const ordinals = callOrdinals(deps.history.messages(input.thread));
  if (calls.some((call) => (ordinals.get(call.id) ?? 0) > NUDGE_AT)) return "loop";

  // What the model had read when it asked: not what comes back beside it.
  const reads = readsOf(deps.history.messages(input.thread), deps.datasets.list(input.thread), turn.prefix.tools);
  const running = calls.map((call) => execute(turn, call, ordinals.get(call.id) ?? 0, reads));
  for (const started of running) started.catch(() => undefined);
  const settled: Settled[] = [];
  for (const started of running) settled.push(await settle(turn, await started, reads));
  const results = settled.filter((result) => typeof result === "object");
  if (results.length > 0) {
    if (ledger.lastStep()) results.at(-1)!.content += LAST_STEP;
    deps.history.append(input.thread, input.runId, { role: "user", content: results });
  }
  if (settled.includes("waiting")) return "waiting";
  return settled.includes("asked") ? "asked" : "go_on";
}

async function execute(turn: Turn, call: ToolUseBlock, ordinal: number, reads: string[]): Promise<Done> {
  const started = performance.now();
  const done = (args: unknown, outcome: Outcome, visible: boolean): Done => {
    return { call, args, outcome, visible, ms: Math.round(performance.now() - started) };
  };
  if (ordinal === NUDGE_AT) return done(call.input, failed("repeated", REPEATED), false);
  const tools = offeredTools(turn);
  const tool = tools.find((known) => known.name === call.name);
  if (!tool) {
    const names = tools.map((known) => known.name).join(", ");
    return done(call.input, failed("unknown_tool", `There is no tool "${call.name}". The tools are: ${names}.`), false);
  }
  const mended = mendInput(call.input, tool.inputSchema);
  if (!mended.ok)
    return done(call.input, failed("invalid_input", `The arguments do not fit: ${mended.problem}.`), false);

  const titles = tool.titles ?? { ko: tool.title, en: tool.title };
  const asks = turn.deps.threadTools.some((ours) => ours.asks && ours.descriptor.name === tool.name);
  if (!asks) await turn.emit({ type: "tool_started", id: call.id, name: tool.name, titles, args: mended.value });
  const outcome = await limited(turn, (signal) => callTool(turn, tool, mended.value, reads, signal));
  return done(mended.value, outcome, !asks);
}

const REPEATED =
  "You asked this twice already with the same arguments; the results stand above. Do not ask it again: answer with " +
  "what is there, or ask something else.";

async function callTool(
  turn: Turn,
  tool: ToolDescriptor,
  args: unknown,
  reads: string[],
  signal: AbortSignal,
): Promise<Outcome> {
  const { deps, input, context } = turn;
  const ours = deps.threadTools.find(({ descriptor }) => descriptor.name === tool.name);
  if (ours) {
    const at = { thread: input.thread, context, reads };
    const { text, table, picture, file, choices } = await ours.run(args, at, signal);
    if (choices) return choicesOf(turn, choices);
    return { kind: "ours", text, table: table ?? null, picture: picture ?? null, file: file ?? null };
  }
  const filled = tool.readOnly ? args : fillColumns(args, tool.inputSchema, deps.datasets, input.thread);
  const outcome = withReason(await deps.toolHost.call(tool.name, filled, context, signal));
  if (outcome.kind === "preview" && outcome.preview.call.tool !== tool.name)
    return failed("internal", "The preview is of another change than the one asked for. Nothing was proposed.");
  if (tool.readOnly || outcome.kind === "preview" || outcome.kind === "error") return outcome;
  return failed("internal", "The tool gave no preview of the change, so it cannot be proposed. Nothing was changed.");
}

/** Below a tool's sentence stands why it failed, and what an unclear name may mean: to ask back with, or to mend the call. */
function withReason(outcome: ToolOutcome): ToolOutcome {
  if (outcome.kind !== "error") return outcome;
  const choices = outcome.choices ? [`choices: ${JSON.stringify(outcome.choices)}`] : [];
  return { ...outcome, text: [outcome.text, ...choices, `error: ${outcome.code}`].join("\n") };
}

/** What people press is checked like what they read: an option may name nothing that nobody has seen. */
function choicesOf(turn: Turn, { question, options }: Choices): Outcome {
  const unproven = turn.grounding.unproven([question, ...options.flatMap(({ label, ask }) => [label, ask])].join("\n"));
  if (unproven.length > 0) {
    return failed(
      "unproven",
      `In no result of this thread: ${unproven.join(", ")}. Look it up with a tool first, or leave it out.`,
    );
  }
  const clean = ({ label, ask }: Ask): Ask => ({ label: redact(label), ask: redact(ask) });
  return { kind: "choices", text: "", choices: { question: redact(question), options: options.map(clean) } };
}

/** A time limit that holds even for a tool that does not listen to its signal; what a tool throws is for the model. */
async function limited(turn: Turn, run: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome> {
  const ms = turn.deps.budgets.toolMs ?? TOOL_MS;
  const limit = AbortSignal.timeout(ms);
  const signal = AbortSignal.any([turn.signal, limit]);
  try {
    return await Promise.race([run(signal), aborted(signal)]);
  } catch (error) {
    turn.signal.throwIfAborted();
    if (limit.aborted) return failed("timeout", `No answer within ${ms / 1000} s. Narrow the period or the scope.`);
    const { message, code } = error as Error & { code?: unknown };
    return failed(typeof code === "string" ? code : "failed", message);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** Stores what came back, tells it, and makes the result for the model; a word instead where a person has to speak first. */
async function settle(turn: Turn, { call, args, outcome, ms, visible }: Done, reads: string[]): Promise<Settled> {
  const { deps, input, emit, ledger } = turn;
  const record: ToolCallRecord = { id: call.id, name: call.name, args, ms, rows: null, dataset: null, error: null };
  const table = outcome.kind === "table" || outcome.kind === "ours" ? outcome.table : null;
  let text = redact(outcome.text);
  let waits = false;

  if (table) {
    const spool = outcome.kind === "table" ? outcome.spool : undefined;
    const info = await deps.datasets.add(input.thread, call.id, call.name, args, table, spool);
    record.rows = info.rowCount;
    record.dataset = info.handle;
    text = ofDataset(info.handle, text);
  }
  if (outcome.kind === "error") {
    record.error = outcome.code;
    if (outcome.requests) record.requests = outcome.requests;
  }
  if (outcome.kind === "preview") {
    const { preview } = outcome;
    const { thread, runId, asker } = input;
    const proposal = deps.proposals.propose({
      ...{ thread, runId, toolCallId: call.id, requester: asker.id, preview, reads },
      accounts: turn.context.accounts,
      knows: turn.grounding.knows,
      rationale: rationaleOf(call, deps.history.messages(thread)),
    });
    if (proposal.kind === "proposed") {
      waits = true;
      await emit({ type: "proposal", toolCallId: call.id, approvalId: proposal.approvalId, preview });
    } else {
      record.error = "refused";
      text = `${proposal.text[input.language]}\nerror: refused`;
    }
  }
  if (outcome.kind === "ours" && outcome.picture) {
    await emit({ type: "picture", toolCallId: call.id, picture: outcome.picture });
  }
  if (outcome.kind === "ours" && outcome.file) await emit({ type: "file", toolCallId: call.id, file: outcome.file });
  ledger.toolCall(record);
  if (visible) await emit({ type: "tool_finished", record });
  if (waits) return "waiting";
  if (outcome.kind === "choices") {
    await turn.answer.releaseHeld();
    await emit({ type: "choices", ...outcome.choices });
    return "asked";
  }
  const content = text.length > MOST_RESULT_CHARS ? `${text.slice(0, MOST_RESULT_CHARS)}\n(cut off here)` : text;
  return { type: "tool_result", tool_use_id: call.id, content, ...(record.error === null ? {} : { is_error: true }) };
}

function failed(code: string, text: string): Outcome {
  return { kind: "error", code, text };
}
