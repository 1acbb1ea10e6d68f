/** Our wire without signatures, policies and operations: reads what comes, and answers what was laid ready. */
import { createServer, type Server } from "node:http";
import { readBody } from "../../../../sandbox/aws/read-body.ts";
import { unwrapBody } from "../../../../sandbox/aws/wire/body-encoding.ts";
import { checkRequired } from "../../../../sandbox/aws/wire/members.ts";
import { findOperation, readInput, writeAnswer } from "../../../../sandbox/aws/wire/protocol.ts";
import type { Service } from "../../../../sandbox/aws/wire/service.ts";

interface Next {
  service: string;
  operation: string;
  output: object;
}

/** `POST /_next` lays an output ready; everything else is a request; `GET /_seen` tells what it said. */
export function createWireServer(services: ReadonlyMap<string, Service>): Server {
  let next: Next | undefined;
  let seen: unknown;
  return createServer(async (http, response) => {
    try {
      const body = await readBody(http);
      const request = { method: http.method ?? "", url: http.url ?? "", headers: http.headers, body };
      if (http.url === "/_next") next = JSON.parse(body.toString("utf8"), revive) as Next;
      if (http.url === "/_next" || http.url === "/_seen") {
        response.end(JSON.stringify(tagged(http.url === "/_seen" ? seen : {}) ?? {}));
        return;
      }
      const loaded = services.get(next?.service ?? "")?.load();
      if (!next || !loaded) throw new Error("nothing is laid ready");
      const plain = { ...request, body: unwrapBody(request) };
      const operation = findOperation(loaded, plain);
      if (operation.name !== next.operation) throw new Error(`${next.operation} was routed to ${operation.name}`);
      seen = readInput(loaded, operation, plain);
      checkRequired(operation.input, seen);
      const answer = writeAnswer(loaded, operation, next.output, "00000000-0000-4000-8000-000000000000");
      response.writeHead(answer.status, answer.headers).end(answer.body);
    } catch (error) {
      response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
    }
  });
}

/** Times and bytes travel as `{"$time": seconds}` and `{"$hex": digits}`. */
function revive(_key: string, value: unknown): unknown {
  if (value && typeof value === "object" && "$time" in value) return new Date(Number(value.$time) * 1000);
  if (value && typeof value === "object" && "$hex" in value)
    return new Uint8Array(Buffer.from(String(value.$hex), "hex"));
  return value;
}

function tagged(value: unknown): unknown {
  if (value instanceof Date) return { $time: value.getTime() / 1000 };
  if (value instanceof Uint8Array) return { $hex: Buffer.from(value).toString("hex") };
  if (Array.isArray(value)) return value.map(tagged);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, tagged(inner)]));
}
