import type { Message, ToolResultBlock, ToolUseBlock } from "../../ports/model.ts";

/** An argument by which a tool is told what a person agreed to, and how much: GB to scan, pages to pay. */
export interface Agreement {
  argument: "agreed_gb" | "agreed_pages";
  amount: number;
}

/** A tool call of a turn with its result, null while there is none. */
export interface Call {
  id: string;
  name: string;
  input: Record<string, unknown>;
  result: Outcome | null;
}

interface Outcome {
  handle: string | null;
  text: string;
  failed: boolean;
  /** Of a failure that a tool explained. */
  code: string | null;
  /** What an unclear name may mean; `value` is what to ask with instead. */
  choices: { label: string; value: string; whole?: true }[];
  /** What a person has to agree to before the same call is answered. */
  asks: Agreement | null;
}

/** From one thing a person wrote to the next. */
export interface Turn {
  text: string;
  /** A file came with it. */
  attached: boolean;
  calls: Call[];
  /** What was answered, as far as it was. */
  answer: string;
}

const HANDLE = /^\s*dataset: (d\d+)\b/m;

/** How our own code begins a word of its own within a turn; it repeats the person's text after it. */
const NOTE = "[opsthread: note]";

/** Our own code says so above the person's words. */
const ATTACHED = /^attached: dataset d\d+/m;

/** Cuts a transcript into turns. A user message with a text block begins one; its last text is what was written. */
export function turnsOf(messages: Message[]): Turn[] {
  const turns: Turn[] = [];
  for (const message of messages) {
    if (message.role === "user") {
      for (const block of message.content)
        if (block.type === "tool_result") settle(turns.at(-1), block as ToolResultBlock);
      const texts = message.content.flatMap((block) => (block.type === "text" ? [String(block.text)] : []));
      if (texts.length > 0 && !texts[0]!.startsWith(NOTE)) {
        const attached = texts.length > 1 && ATTACHED.test(texts[0]!);
        turns.push({ text: texts.at(-1)!, attached, calls: [], answer: "" });
      }
      continue;
    }
    const turn = turns.at(-1);
    if (!turn) continue;
    for (const block of message.content) {
      if (block.type === "tool_use") turn.calls.push(started(block as ToolUseBlock));
      if (block.type === "text") turn.answer += String(block.text);
    }
  }
  return turns;
}

function started(block: ToolUseBlock): Call {
  const input = typeof block.input === "object" && block.input !== null ? (block.input as Record<string, unknown>) : {};
  return { id: block.id, name: block.name, input, result: null };
}

function settle(turn: Turn | undefined, block: ToolResultBlock): void {
  const call = turn?.calls.find(({ id }) => id === block.tool_use_id);
  if (!call) return;
  const text = typeof block.content === "string" ? block.content : JSON.stringify(block.content);
  const failed = block.is_error === true;
  const handle = HANDLE.exec(text)?.[1] ?? null;
  call.result = failed
    ? { handle, failed, ...explained(text) }
    : { handle, text, failed, code: null, choices: [], asks: null };
}

const EXPLAINED = /^([\s\S]*?)(?:\nchoices: (\[.*\]))?\nerror: ([a-z_]+)$/;

/** How a tool says what to call it with after a yes. */
const AGREEING = /\b(agreed_gb|agreed_pages): (\d+)/;

/** A tool's own sentence, and after it what our code wrote below. */
function explained(content: string): Pick<Outcome, "text" | "code" | "choices" | "asks"> {
  const [, text, choices, code] = EXPLAINED.exec(content) ?? [];
  if (text === undefined) return { text: content, code: null, choices: [], asks: null };
  const asks = code === "budget" ? agreementIn(text) : null;
  return {
    text,
    code: code ?? null,
    choices: choices ? (JSON.parse(choices) as Outcome["choices"]) : [],
    asks,
  };
}

export function agreementIn(text: string): Agreement | null {
  const [, argument, amount] = AGREEING.exec(text) ?? [];
  return argument ? { argument: argument as Agreement["argument"], amount: Number(amount) } : null;
}
