import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A quick model of 2026: the first word after a second and a bit, then some eighty tokens a second. */
const FIRST_MS = 1_200;
const CALL_MS = 800;
const ANSWER_MS = 4_000;

const CALL = { name: "alarms_list", input: { regions: ["ap-northeast-2"] } };

/** What it says once it has the result; the figure is the one of the result, so that it is checked and holds. */
const answer = (alarms: string) =>
  [
    `**${alarms} alarms were looked at.** The ones that ring come first, with what they watch and since when.`,
    "| alarm | what to look at |\n|---|---|\n| errors | the service's log around the first of them |\n| processor | the queries of the last hour |",
    "Nothing was changed. Ask for one of them by its name to see its history, or for a chart of what it watches.",
  ].join("\n\n");

/** A stand-in for the Messages API that thinks and streams as long as a model does, and knows how long it took for whom. */
export interface PacedModel {
  url: string;
  /** Milliseconds spent on the question with this number, over all its requests. */
  spentOn(question: number): number;
  stop(): Promise<void>;
}

export async function startPacedModel(): Promise<PacedModel> {
  const spent = new Map<number, number>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("end", async () => {
        const began = performance.now();
        const body = Buffer.concat(chunks).toString();
        const question = Number(/question (\d+)/.exec(body)?.[1]);
        await stream(response, body);
        spent.set(question, (spent.get(question) ?? 0) + performance.now() - began);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    spentOn: (question) => spent.get(question) ?? Number.NaN,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A call of a tool first, and with its result the answer. */
async function stream(response: ServerResponse, body: string): Promise<void> {
  const result = /"type":"tool_result"[\s\S]*/.exec(body)?.[0];
  const alarms = result === undefined ? null : (/alarms\D{1,4}(\d+)/.exec(result)?.[1] ?? "All");
  const block =
    alarms === null
      ? { type: "tool_use", id: `toolu_${Math.random().toString(36).slice(2)}`, name: CALL.name, input: {} }
      : { type: "text", text: "" };
  const pieces = (alarms === null ? JSON.stringify(CALL.input) : answer(alarms)).match(/[\s\S]{1,24}/g)!;
  const usage = { input_tokens: 1_000, output_tokens: 60, cache_read_input_tokens: 0, cache_creation_input_tokens: 0 };
  const message = {
    ...{ id: "msg_bench", type: "message", role: "assistant", model: "claude-sonnet-5-5", content: [] },
    ...{ stop_reason: null, stop_sequence: null, usage },
  };
  const send = (event: { type: string }) => response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  response.writeHead(200, { "content-type": "text/event-stream", "request-id": "req_bench" });
  await sleep(FIRST_MS);
  send({ ...{ type: "message_start" }, ...{ message } });
  send({ ...{ type: "content_block_start" }, ...{ index: 0, content_block: block } });
  for (const piece of pieces) {
    await sleep((alarms === null ? CALL_MS : ANSWER_MS) / pieces.length);
    const delta =
      alarms === null ? { type: "input_json_delta", partial_json: piece } : { type: "text_delta", text: piece };
    send({ ...{ type: "content_block_delta" }, ...{ index: 0, delta } });
  }
  send({ ...{ type: "content_block_stop" }, ...{ index: 0 } });
  const stop = alarms === null ? "tool_use" : "end_turn";
  send({ ...{ type: "message_delta" }, ...{ delta: { stop_reason: stop, stop_sequence: null }, usage } });
  response.write('event: message_stop\ndata: {"type":"message_stop"}\n\n');
  await new Promise<void>((resolve) => response.end(resolve));
}
