import type { Block, Model, ModelError, ModelReply, ModelRequest, ModelStop } from "../../../src/ports/model.ts";

export type Line = ModelReply | ModelError | ((request: ModelRequest) => ModelReply);

/** Says its lines one after the other; text goes out in small pieces, as from a wire. */
export function scriptedModel(
  lines: Line[],
  options: { id?: string; offline?: boolean } = {},
): Model & {
  requests: ModelRequest[];
} {
  const requests: ModelRequest[] = [];
  return {
    id: options.id ?? "claude-sonnet-5-5",
    offline: options.offline ?? false,
    requests,
    async reply(request, onText) {
      requests.push(structuredClone({ ...request, datasets: undefined }) as unknown as ModelRequest);
      const line = lines.shift();
      if (line === undefined) throw new Error("the script has ended");
      if (line instanceof Error) throw line;
      const reply = typeof line === "function" ? line(request) : line;
      for (const block of reply.content) {
        if (block.type === "text") for (const piece of String(block.text).match(/[\s\S]{1,7}/g) ?? []) onText(piece);
      }
      return reply;
    },
  };
}

export function says(text: string, stop: ModelStop = "end"): ModelReply {
  return reply([{ type: "text", text }], stop);
}

export function asks(calls: { id: string; name: string; input: unknown }[], text = ""): ModelReply {
  const words: Block[] = text ? [{ type: "text", text }] : [];
  return reply([...words, ...calls.map((call) => ({ type: "tool_use" as const, ...call }))], "tools");
}

export function reply(content: Block[], stop: ModelStop, detail?: string): ModelReply {
  return {
    content,
    stop,
    ...(detail ? { detail } : {}),
    usage: { input: 100, output: 10, cacheRead: 0, cacheWrite: 0 },
    usd: 0.001,
    requestId: "req_test",
  };
}
