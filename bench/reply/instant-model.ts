import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const ANSWER = [
  "**The answer is ready.**",
  "| step | done |\n|---|---|\n| read the question | yes |\n| wrote the answer | yes |",
  "Nothing else is needed.",
].join("\n\n");

/** A stand-in for the Messages API that streams one fixed answer without thinking for longer than `thinkMs`. */
export async function startInstantModel(
  thinkMs = 0,
): Promise<{ url: string; asked: () => number; stop: () => Promise<void> }> {
  let asked = 0;
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      asked += 1;
      setTimeout(() => stream(response), thinkMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked: () => asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function stream(response: ServerResponse): void {
  const usage = { input_tokens: 1_000, output_tokens: 60, cache_read_input_tokens: 0, cache_creation_input_tokens: 0 };
  const message = {
    ...{ id: "msg_bench", type: "message", role: "assistant", model: "claude-sonnet-5-5", content: [] },
    ...{ stop_reason: null, stop_sequence: null, usage },
  };
  const events = [
    { type: "message_start", message },
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
    ...ANSWER.match(/[\s\S]{1,40}/g)!.map((text) => ({
      type: "content_block_delta",
      index: 0,
      delta: { type: "text_delta", text },
    })),
    { type: "content_block_stop", index: 0 },
    { type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens: 60 } },
    { type: "message_stop" },
  ];
  response.writeHead(200, { "content-type": "text/event-stream", "request-id": "req_bench" });
  response.end(events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(""));
}
