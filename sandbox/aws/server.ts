/** One port for every service and protocol: takes requests, sends what the pipeline makes of them, and keeps the journal. */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { KEEP_ALIVE_MS } from "../keep-alive.ts";
import type { JournalEntry } from "./journal.ts";
import { type Delivery, skewOf } from "./mishap.ts";
import { createPipeline, type Parts, type Progress } from "./pipeline.ts";
import type { Answer, Errors } from "./wire/answer.ts";
import { AwsError, Refusal, refusalToError } from "./wire/errors.ts";
import { writeError } from "./wire/protocol.ts";

/** Where the service cannot be told, errors are sent in the form most clients can read. */
const unknownService: Errors = {
  protocol: "awsJson1_1",
  namespace: "",
  xmlNamespace: "",
  queryCompatible: false,
  errors: new Map(),
};

export function createAwsServer(parts: Parts): Server {
  const answer = createPipeline(parts);

  async function handle(http: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const progress: Progress = { entry: newEntry(parts.clock.now()), signal: gone.signal };
    const { entry } = progress;
    let delivery: Delivery;
    try {
      delivery = await answer(http, progress);
    } catch (error) {
      const known = toAwsError(error, progress, parts.log);
      entry.outcome = known.code;
      delivery = {
        answer: writeError(progress.loaded ?? unknownService, known, entry.requestId),
        skewMs: skewOf(progress.fault),
      };
    }
    parts.journal.add(entry);
    deliver(delivery, http, response);
  }

  return createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (http, response) => {
    handle(http, response).catch((error: unknown) => {
      parts.log(`request failed: ${String(error)}`);
      http.socket.destroy();
    });
  });
}

const newEntry = (now: number): JournalEntry => ({
  time: new Date(now).toISOString(),
  at: Date.now(),
  account: "",
  principal: "",
  service: "",
  operation: "",
  region: "",
  mutating: false,
  input: null,
  outcome: "",
  requestId: randomUUID(),
});

function deliver({ answer, cut, skewMs = 0 }: Delivery, http: IncomingMessage, response: ServerResponse): void {
  if (!answer || cut === "all") {
    http.socket.destroy();
    return;
  }
  const body = Buffer.from(answer.body);
  // The date is the real one, however the sample's clock is set: SDKs mend their own by it.
  const date = new Date(Date.now() + skewMs).toUTCString();
  response.writeHead(answer.status, { "content-length": body.length, ...headersOf(answer), date });
  if (cut === "half") response.write(body.subarray(0, body.length >> 1), () => http.socket.destroy());
  else response.end(body);
}

/** Header values are sent as Latin-1; what does not fit is percent-encoded, which would else end the process. */
const headersOf = ({ headers }: Answer): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replace(/[^\x20-\x7e]/g, encodeURIComponent)]),
  );

function toAwsError(error: unknown, progress: Progress, log: (line: string) => void): AwsError {
  if (error instanceof AwsError) return error;
  const protocol = progress.loaded?.protocol ?? "awsJson1_1";
  const scope = progress.service?.scope ?? "";
  if (error instanceof Refusal) return refusalToError(error, protocol, scope);
  log(`${progress.entry.service}:${progress.entry.operation} failed: ${(error as Error).stack ?? String(error)}`);
  return refusalToError(new Refusal("internal", "An internal error has occurred"), protocol, scope);
}
