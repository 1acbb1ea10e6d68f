import { withoutSuggestions } from "../../../src/agent/suggestions.ts";
import { createOfflinePlanner } from "../../../src/models/offline/planner.ts";
import type { DatasetInfo, Datasets } from "../../../src/ports/datasets.ts";
import type { Message, Model, ModelReply, ToolResultBlock, ToolUseBlock } from "../../../src/ports/model.ts";
import type { Language, Scalar, Table, ToolDescriptor } from "../../../src/ports/tools.ts";
import { select } from "./stand-in-sql.ts";

/** What a stand-in tool gives back: a table becomes a dataset; `null` leaves the call open, as a proposal does. */
export type Given = Table | { error: string } | { said: string } | null;
export type Tools = Record<string, (input: Record<string, unknown>) => Given>;

export interface Asked {
  calls: { name: string; input: unknown }[];
  text: string;
}

export interface PlannerThread {
  ask(text: string): Promise<Asked>;
  /** Goes on where the log ends, as after an approval. */
  resume(): Promise<Asked>;
  settle(content: string, isError?: boolean): void;
  messages: Message[];
  step(): Promise<ModelReply>;
}

const textsOf = (content: ModelReply["content"]): string =>
  content.map((block) => (block.type === "text" ? block.text : "")).join("");

/** Saturday 21 November 2026, 09:12 in Seoul. */
export const NOW = Date.parse("2026-11-21T00:12:00Z");

export const ALL_TOOLS = [
  "cost_query",
  "trail_find_events",
  "guardduty_list_findings",
  "logs_list_groups",
  "logs_analyze_errors",
  "logs_error_timeline",
  "inventory_find_instances",
  "cost_compare",
  "cost_forecast",
  "cost_anomalies",
  "cost_savings",
  "trail_sign_ins",
  "trail_changes",
  "logs_query",
  "metrics_query",
  "alarms_list",
  "connect_queues",
  "inventory_find",
  "ec2_reboot_instances",
  "ec2_stop_instances",
  "ec2_start_instances",
  "chart",
  "chart_theme",
  "changes_made",
  "data_query",
  "csv_file",
  "history_search",
];

const SCANNING = ["logs_analyze_errors", "logs_error_timeline", "logs_query"];

function descriptor(name: string): ToolDescriptor {
  const account = { type: "string", enum: ["haneul-prod", "haneul-dev"] };
  const properties = { account, ...(SCANNING.includes(name) && { agreed_gb: { type: "number" } }) };
  const readOnly = !name.startsWith("ec2_");
  return { name, title: name, description: name, inputSchema: { type: "object", properties }, readOnly };
}

/** A thread with the planner: real replies, stand-in tools, results kept as datasets the way the loop keeps them. */
export function plannerThread(
  tools: Tools,
  options: { language?: Language; zone?: string; now?: number; offered?: string[]; model?: Model } = {},
): PlannerThread {
  const { language = "ko", zone = "Asia/Seoul", now = NOW, offered = ALL_TOOLS } = options;
  const model = options.model ?? createOfflinePlanner();
  const messages: Message[] = [];
  const stored: { info: DatasetInfo; rows: Scalar[][] }[] = [];
  const datasets: Pick<Datasets, "list" | "read"> = {
    list: () => stored.map(({ info }) => info),
    read: (_thread, handle) => stored.find(({ info }) => info.handle === handle) ?? null,
  };
  const request = () => ({
    system: "",
    tools: offered.map(descriptor),
    messages,
    turn: { language, zone, now, thread: "t1" },
    datasets,
  });

  const store = (call: ToolUseBlock, { rows, ...table }: Table): string => {
    const handle = `d${stored.length + 1}`;
    const args = call.input;
    stored.push({ info: { ...table, handle, tool: call.name, args, rowCount: rows.length, createdAt: now }, rows });
    return handle;
  };
  const run = (call: ToolUseBlock): ToolResultBlock | null => {
    const asked = call.input as Record<string, unknown>;
    const own = call.name === "data_query" && !tools.data_query ? select(String(asked.sql), stored) : null;
    const given = own ?? tools[call.name]?.(asked) ?? null;
    if (given === null) return null;
    const base = { type: "tool_result" as const, tool_use_id: call.id };
    if ("error" in given) return { ...base, content: given.error, is_error: true };
    if ("said" in given) return { ...base, content: given.said };
    return { ...base, content: `dataset: ${store(call, given)}\n${call.name}: ${given.rows.length} rows.` };
  };

  const step = () => model.reply(request(), () => undefined, new AbortController().signal);
  const resume = async (): Promise<Asked> => {
    const calls: Asked["calls"] = [];
    for (let steps = 0; steps < 8; steps++) {
      const reply = await step();
      messages.push({ role: "assistant", content: reply.content });
      const uses = reply.content.filter((block) => block.type === "tool_use") as ToolUseBlock[];
      calls.push(...uses.map(({ name, input }) => ({ name, input })));
      if (uses.length === 0) {
        return { calls, text: withoutSuggestions(textsOf(reply.content)) };
      }
      const results = uses.map(run);
      if (results.includes(null)) return { calls, text: "" };
      messages.push({ role: "user", content: results as ToolResultBlock[] });
    }
    throw new Error("the planner does not come to an end");
  };

  return {
    messages,
    step,
    resume,
    ask(text) {
      const context = "[opsthread: context of this message]\nnow: whenever";
      const open = messages.at(-1)?.role === "assistant" ? (messages.at(-1)!.content as ToolUseBlock[]) : [];
      const closing = open
        .filter((block) => block.type === "tool_use")
        .map(({ id }) => ({ type: "tool_result" as const, tool_use_id: id, content: "Superseded.", is_error: true }));
      messages.push({ role: "user", content: [...closing, { type: "text", text: context }, { type: "text", text }] });
      return resume();
    },
    settle(content, isError = false) {
      const [call] = messages.at(-1)!.content as ToolUseBlock[];
      const failed = isError ? { is_error: true } : {};
      messages.push({ role: "user", content: [{ type: "tool_result", tool_use_id: call!.id, content, ...failed }] });
    },
  };
}
