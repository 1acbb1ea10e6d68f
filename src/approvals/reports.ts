import type { Approval, ApprovalStore } from "../ports/approvals.ts";
import type { Clock } from "../ports/clock.ts";
import type { History } from "../ports/history.ts";
import type { InboxEntry } from "../ports/inbox.ts";
import type { Message } from "../ports/model.ts";
import type { Language } from "../ports/tools.ts";

/**
 * Lets the conversation hear how an approval ended: the waiting tool call gets its result, and the turn is put
 * back in the queue. Each step may be repeated, so a crash between them loses nothing. When the conversation has
 * moved on and the call is answered already, the card alone tells.
 */
export function createReports(deps: {
  store: ApprovalStore;
  history: History;
  inbox: { add: (entry: InboxEntry) => boolean };
  clock: Clock;
  personName: (id: string) => Promise<string>;
  /** The language of the conversation the approval belongs to. */
  languageOf: (approval: Approval) => Language;
}) {
  const { store, history, inbox, clock } = deps;

  /** The same for all proposals of one step, of which any may turn out to be the last one to end. */
  function stepOf({ id, thread, runId, toolCallId }: Approval): string {
    const calls = callsBeside(history.messages(thread), toolCallId);
    return calls.map((call) => store.ofCall(runId, call)?.id).find((first) => first !== undefined) ?? id;
  }

  /** `told`: the turn goes on and tells the thread. `silent`: nothing more will be said of it there but by the card. */
  return async function report(approvalId: string): Promise<"told" | "silent" | "open"> {
    const approval = store.get(approvalId);
    if (!approval || OPEN.has(approval.state)) return "open";
    const { thread, runId, toolCallId } = approval;
    const messages = history.messages(thread);
    // A change that no turn waits for: asked for by a button, or the conversation was begun afresh.
    if (!isCall(messages, toolCallId)) {
      store.report(approvalId, clock.now());
      return "silent";
    }
    const decidedBy = (await Promise.all(decidersOf(approval).map(deps.personName))).join(", ") || null;
    const known = resultOf(messages, toolCallId);
    if (known === null) {
      const content = resultText(approval, decidedBy, deps.languageOf(approval));
      const failed = FAILED.has(approval.state) ? { is_error: true } : {};
      history.append(thread, runId, {
        role: "user",
        content: [{ type: "tool_result", tool_use_id: toolCallId, content, ...failed }],
      });
    }
    const movedOn = known !== null && !known.startsWith(`approval: ${approval.state}\n`);
    const goesOn = !movedOn && !awaitsOthers(history.messages(thread));
    if (goesOn)
      inbox.add({ eventId: `resume:${stepOf(approval)}`, requestKey: null, thread, work: { kind: "resume", runId } });
    store.report(approvalId, clock.now());
    return goesOn ? "told" : "silent";
  };
}

const OPEN = new Set<Approval["state"]>(["pending", "approved", "executing"]);
const FAILED = new Set<Approval["state"]>(["failed", "unknown", "stale"]);

/** All who approved, or the one whose word ended it. */
const decidersOf = ({ state, votes, decidedBy }: Approval): string[] =>
  state !== "denied" && votes.length > 0 ? votes.map(({ user }) => user) : decidedBy ? [decidedBy] : [];

const callsOf = ({ content }: Message): string[] =>
  content.flatMap((block) => (block.type === "tool_use" ? [block.id] : []));

const isCall = (messages: Message[], toolCallId: string) =>
  messages.some((message) => callsOf(message).includes(toolCallId));

/** Those of the same step, in the order asked. */
const callsBeside = (messages: Message[], toolCallId: string): string[] =>
  messages.map(callsOf).find((calls) => calls.includes(toolCallId)) ?? [];

function resultOf(messages: Message[], toolCallId: string): string | null {
  for (const { content } of messages) {
    for (const block of content)
      if (block.type === "tool_result" && block.tool_use_id === toolCallId) return block.content;
  }
  return null;
}

/** Two proposals of one step: the turn goes on when the last of them has ended. */
function awaitsOthers(messages: Message[]): boolean {
  const last = messages.findLast(({ role }) => role === "assistant");
  return (last ? callsOf(last) : []).some((id) => resultOf(messages, id) === null);
}

/** For the model: the state first, then what is known of it, one fact a line. */
function resultText(approval: Approval, decidedBy: string | null, language: Language): string {
  const { state, preview, outcome, verification, decidedAt, reason, endedWhy } = approval;
  const meaning = {
    expired: `Not decided or not begun: ${endedWhy?.[language] ?? "nobody decided in time"}. That is not a denial; nothing was run.`,
    cancelled: `Nothing was run: ${endedWhy?.[language] ?? "cancelled"}.`,
    revoked: `Nothing was run: ${endedWhy?.[language] ?? "revoked"}.`,
    denied: "A person denied it. Nothing was run. Do not ask for the same again.",
    unknown: "Whether AWS carried it out is not known. It must not be repeated; a person has to look.",
  }[state as string];
  const lines: [string, string | null | undefined][] = [
    ["approval", state],
    ["target", preview.target.en],
    ["decided_by", decidedBy],
    ["decided_at", decidedAt === null ? null : new Date(decidedAt).toISOString()],
    ["reason", reason],
    ["executed_at", outcome?.kind === "succeeded" ? outcome.at : null],
    ["request_id", outcome && "requestId" in outcome ? outcome.requestId : null],
    ["verification", verification?.text[language]],
    ["outcome", meaning ?? outcome?.text[language]],
  ];
  return lines.flatMap(([key, value]) => (value ? [`${key}: ${value}`] : [])).join("\n");
}
