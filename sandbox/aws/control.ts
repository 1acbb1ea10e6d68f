/**
 * The test-only listener. `/_sandbox/fault`: POST plans one, GET lists what is planned, DELETE forgets it.
 * `/_sandbox/journal`: GET gives the requests (`?operation=StopInstances&mutating=true`), DELETE forgets them.
 */
import { createServer, type IncomingMessage, type Server } from "node:http";
import { KEEP_ALIVE_MS } from "../keep-alive.ts";
import { Fault, type Faults } from "./faults.ts";
import type { Journal } from "./journal.ts";
import { readBody } from "./read-body.ts";

export function createControl(faults: Faults, journal: Journal): Server {
  const answers: Record<string, (request: IncomingMessage, query: URLSearchParams) => Promise<[number, unknown]>> = {
    async "POST /_sandbox/fault"(request) {
      const fault = Fault.safeParse(JSON.parse((await readBody(request)).toString("utf8")));
      if (!fault.success) return [400, { error: fault.error.issues }];
      faults.add(fault.data);
      return [200, { ok: true }];
    },
    "GET /_sandbox/fault": async () => [200, faults.planned()],
    async "DELETE /_sandbox/fault"() {
      faults.clear();
      return [200, { ok: true }];
    },
    "GET /_sandbox/journal": async (_request, query) => [200, journal.entries(Object.fromEntries(query))],
    async "DELETE /_sandbox/journal"() {
      journal.clear();
      return [200, { ok: true }];
    },
  };
  return createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://control");
    const answer = answers[`${request.method} ${pathname}`];
    const [status, body] = answer
      ? await answer(request, searchParams).catch((error: unknown) => [400, { error: String(error) }] as const)
      : [404, { error: "no such control" }];
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
}
