/**
 * One port for every service and protocol: the signature's scope says which service and region is meant.
 * Order of checks, as AWS keeps it: signature, key, expiry, input, throttle, policy, required members, operation.
 */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Call, Settings } from "./call.ts";
import type { SampleClock } from "./clock.ts";
import type { Fault, Faults, Journal, JournalEntry } from "./faults.ts";
import { authorize } from "./iam/authorize.ts";
import { createSessions, findCaller } from "./iam/callers.ts";
import { readBody } from "./read-body.ts";
import { recordEvent } from "./record-event.ts";
import type { State } from "./state.ts";
import { createThrottle } from "./throttle.ts";
import { AwsError, Refusal, refusalToError } from "./wire/errors.ts";
import { type Answer, findOperation, readInput, writeAnswer, writeError } from "./wire/protocol.ts";
import { checkRequired } from "./wire/read.ts";
import type { LoadedOperation, LoadedService, Service } from "./wire/service.ts";
import { type Credential, readCredential, type SignedRequest, verifySignature } from "./wire/sigv4.ts";
import type { WorldSource } from "./world/world.ts";

export interface ServerParts {
  services: Service[];
  worlds: WorldSource;
  state: State;
  clock: SampleClock;
  faults: Faults;
  journal: Journal;
  settings: Settings;
  log(line: string): void;
}

/** What is known of a request so far; an error is worded and journalled from it. */
interface Progress {
  entry: JournalEntry;
  service?: Service;
  loaded?: LoadedService;
  drop?: boolean;
}

/** Where the service cannot be told, errors are sent in the form most clients can read. */
const unknownService = { protocol: "awsJson1_1", xmlNamespace: "" } as const;

export function createAwsServer(parts: ServerParts): Server {
  const sessions = createSessions(parts.state.sessionKey);
  const throttle = createThrottle();

  async function answer(
    request: SignedRequest,
    http: IncomingMessage,
    progress: Progress,
  ): Promise<Answer | undefined> {
    const { entry } = progress;
    const realNow = Date.now();
    const credential = readCredential(first(request.headers.authorization));
    Object.assign(entry, { service: credential.service, region: credential.region });
    const service = parts.services.find((s) => s.scope === credential.service);
    if (!service) throw new Refusal("unknownOperation", `The sample account does not serve ${credential.service}`);
    progress.service = service;
    const loaded = service.load();
    progress.loaded = loaded;
    const token = first(request.headers["x-amz-security-token"]) ?? "";
    const caller = findCaller(sessions, credential.accessKeyId, token, realNow);
    entry.principal = caller.arn;
    if (token && !credential.signedHeaders.includes("x-amz-security-token"))
      throw new Refusal("badSignature", "The security token is not signed");
    verifySignature(request, credential, caller.secret, realNow);
    const operation = findOperation(loaded, request);
    entry.operation = operation.name;
    const input = readInput(loaded, operation, request);
    entry.input = input;
    const fault = parts.faults.take([service.scope, service.iam], operation.name);
    const early = fault && (await suffer(fault, http));
    if (early) {
      entry.outcome = fault.kind;
      return early;
    }
    const call = callOf(credential, caller, entry.requestId, realNow);
    const output = await run(service, operation, input, call, http);
    if (fault?.kind === "execute_then_drop") {
      entry.outcome = "ok, connection dropped";
      progress.drop = true;
      return undefined;
    }
    entry.outcome = "ok";
    return writeAnswer(loaded, operation, output, entry.requestId);
  }

  function callOf(credential: Credential, caller: Call["caller"], requestId: string, realNow: number): Call {
    const now = parts.clock.now();
    const { state, settings } = parts;
    const { account } = caller;
    const world = parts.worlds.of(account);
    return { now, realNow, region: credential.region, requestId, caller, account, sessions, state, world, settings };
  }

  async function run(
    service: Service,
    operation: LoadedOperation,
    input: unknown,
    call: Call,
    http: IncomingMessage,
  ): Promise<object> {
    const action = `${service.iam}:${operation.name}`;
    const origin = { sourceIp: http.socket.remoteAddress ?? "", userAgent: http.headers["user-agent"] ?? "" };
    try {
      throttle.take(action, call.region, call.realNow);
      // Nobody can be denied to learn who they are.
      if (action !== "sts:GetCallerIdentity") {
        const keys = { "aws:requestedregion": call.region };
        authorize(call.caller, action, service.resources(operation.name, input, call), keys);
      }
      checkRequired(operation.input, input);
      const output = (await service.run(operation.name, input, call)) as object;
      recordEvent(service, operation.name, input, call, origin, { output });
      return output;
    } catch (error) {
      recordEvent(service, operation.name, input, call, origin, { error });
      throw error;
    }
  }

  async function handle(http: IncomingMessage, response: ServerResponse): Promise<void> {
    const entry: JournalEntry = {
      time: new Date(parts.clock.now()).toISOString(),
      at: Date.now(),
      principal: "",
      service: "",
      operation: "",
      region: "",
      input: null,
      outcome: "",
      requestId: randomUUID(),
    };
    const progress: Progress = { entry };
    let sent: Answer | undefined;
    try {
      const body = await readBody(http);
      const request = { method: http.method ?? "", url: http.url ?? "/", headers: http.headers, body };
      sent = await answer(request, http, progress);
    } catch (error) {
      const known = toAwsError(error, progress, parts.log);
      entry.outcome = known.code;
      sent = writeError(progress.loaded ?? unknownService, known, entry.requestId);
    }
    parts.journal.add(entry);
    if (!sent || progress.drop) {
      http.socket.destroy();
      return;
    }
    response.writeHead(sent.status, { ...sent.headers, date: new Date().toUTCString() });
    response.end(sent.body);
  }

  return createServer((http, response) => {
    handle(http, response).catch((error: unknown) => {
      parts.log(`request failed: ${String(error)}`);
      http.socket.destroy();
    });
  });
}

/** An answer that replaces the real one, or undefined where the request goes on. */
async function suffer(fault: Fault, http: IncomingMessage): Promise<Answer | undefined> {
  if (fault.kind === "throttle") throw new Refusal("throttled", "Rate exceeded");
  if (fault.kind === "deny") throw new Refusal("denied", "Denied by a scripted fault");
  if (fault.kind === "expired") throw new Refusal("expired", "The security token included in the request is expired");
  if (fault.kind === "http503")
    return { status: 503, headers: { "content-type": "text/plain" }, body: "Service Unavailable" };
  if (fault.kind === "hang") {
    const gone = new AbortController();
    http.socket.once("close", () => gone.abort());
    await wait(fault.ms ?? 60_000, undefined, { signal: gone.signal }).catch(() => undefined);
  }
  return undefined;
}

function toAwsError(error: unknown, progress: Progress, log: (line: string) => void): AwsError {
  if (error instanceof AwsError) return error;
  const protocol = progress.loaded?.protocol ?? "awsJson1_1";
  const scope = progress.service?.scope ?? "";
  if (error instanceof Refusal) return refusalToError(error, protocol, scope);
  log(`${progress.entry.service}:${progress.entry.operation} failed: ${(error as Error).stack ?? String(error)}`);
  return refusalToError(new Refusal("internal", "An internal error has occurred"), protocol, scope);
}

const first = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
