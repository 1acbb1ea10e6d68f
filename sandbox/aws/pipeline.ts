/**
 * From a signed request to an answer. Order of checks, as AWS keeps it: signature, key, expiry, input, throttle,
 * policy, required members, operation.
 */
import type { IncomingMessage } from "node:http";
import type { Call, Settings } from "./call.ts";
import type { SampleClock } from "./clock.ts";
import type { Fault, Faults } from "./faults.ts";
import { actionOf } from "./iam/action-names.ts";
import { authorize } from "./iam/authorize.ts";
import { type Caller, findCaller } from "./iam/callers.ts";
import { keysOf } from "./iam/context.ts";
import { createSessions } from "./iam/sessions.ts";
import type { Journal, JournalEntry } from "./journal.ts";
import { type Delivery, sufferAfter, sufferBefore } from "./mishap.ts";
import { spoilPage, withoutFaultToken } from "./page-faults.ts";
import { readBody } from "./read-body.ts";
import { type Origin, recordEvent } from "./record-event.ts";
import type { State } from "./state.ts";
import { createThrottle } from "./throttle.ts";
import { unwrapBody } from "./wire/body-encoding.ts";
import { Refusal } from "./wire/errors.ts";
import type { LoadedOperation, LoadedService } from "./wire/loaded.ts";
import { checkRequired } from "./wire/members.ts";
import { isMutation } from "./wire/mutations.ts";
import { asSpoken, findOperation, readInput, writeAnswer } from "./wire/protocol.ts";
import type { Service } from "./wire/service.ts";
import { type Credential, readCredential, type SignedRequest, verifySignature } from "./wire/sigv4.ts";
import { accounts } from "./world/account.ts";
import type { WorldSource } from "./world/world.ts";

export interface Parts {
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
export interface Progress {
  entry: JournalEntry;
  service?: Service;
  loaded?: LoadedService;
  fault?: Fault;
  /** Aborts when the connection is closed before its answer. */
  signal: AbortSignal;
}

/** @throws AwsError or Refusal. */
export type Pipeline = (http: IncomingMessage, progress: Progress) => Promise<Delivery>;

export function createPipeline(parts: Parts): Pipeline {
  const sessions = createSessions(
    parts.state.sessionKey,
    accounts.map(({ id }) => id),
  );
  const throttle = createThrottle();

  function callOf(
    credential: Credential,
    caller: Caller,
    requestId: string,
    from: Origin & { host: string; signal: AbortSignal },
    input: unknown,
  ): Call {
    const { state, settings, clock, worlds } = parts;
    const realNow = Date.now();
    const keys = keysOf(caller, { ...from, region: credential.region, realNow, input });
    return {
      now: clock.now(),
      realNow,
      region: credential.region,
      origin: `http://${from.host}`,
      requestId,
      signal: from.signal,
      caller,
      account: caller.account,
      keys,
      authorize: (action, resources, more = {}) => authorize(caller, action, resources, { ...keys, ...more }),
      sessions,
      state,
      world: worlds.of(caller.account),
      settings,
    };
  }

  async function run(service: Service, operation: LoadedOperation, input: unknown, call: Call, origin: Origin) {
    const action = actionOf(service.iam, operation.name);
    try {
      // Nobody can be denied to learn who they are.
      if (action !== "sts:GetCallerIdentity") call.authorize(action, service.resources(operation.name, input, call));
      checkRequired(operation.input, input);
      const output = (await service.run(operation.name, input, call)) as object;
      recordEvent(service, operation, input, call, origin, { output });
      return output;
    } catch (error) {
      recordEvent(service, operation, input, call, origin, { error });
      throw error;
    }
  }

  return async (http, progress) => {
    const { entry } = progress;
    const credential = readCredential(first(http.headers.authorization));
    Object.assign(entry, { service: credential.service, region: credential.region });
    const service = parts.services.find((s) => s.scope === credential.service);
    if (!service) throw new Refusal("unknownOperation", `The sample account does not serve ${credential.service}`);
    progress.service = service;
    const loaded = asSpoken(service.load(), http.headers, service.scope);
    progress.loaded = loaded;

    const body = await readBody(http);
    const request = { method: http.method ?? "", url: http.url ?? "/", headers: http.headers, body };
    const caller = authenticate(request, credential);
    Object.assign(entry, { principal: caller.arn, account: caller.account.id });
    const plain = { ...request, body: unwrapBody(request) };
    const operation = findOperation(loaded, plain);
    Object.assign(entry, { operation: operation.name, mutating: isMutation(operation.name) });
    const input = withoutFaultToken(readInput(loaded, operation, plain));
    entry.input = input;

    throttle.take(`${service.iam}:${operation.name}`, caller.account.id, credential.region, Date.now());
    const target = { operation: operation.name, region: credential.region, principal: caller.arn };
    const fault = parts.faults.take({ services: [service.scope, service.iam], ...target });
    if (fault) {
      progress.fault = fault;
      const early = await sufferBefore(fault, http);
      if (early) {
        entry.outcome = fault.kind;
        return early;
      }
    }

    const origin = { sourceIp: http.socket.remoteAddress ?? "", userAgent: http.headers["user-agent"] ?? "" };
    const from = { ...origin, host: http.headers.host ?? "", signal: progress.signal };
    const call = callOf(credential, caller, entry.requestId, from, input);
    const output = await run(service, operation, input, call, origin);
    if (entry.mutating) entry.output = output;
    const members = fault ? memberNames(operation) : [];
    const shown = fault ? spoilPage(fault, input, output, members) : output;
    const answer = writeAnswer(loaded, operation, shown, entry.requestId);
    const delivery = fault ? sufferAfter(fault, answer) : { answer };
    entry.outcome = delivery.cut ? "ok, connection dropped" : "ok";
    return delivery;
  };

  /** @throws Refusal noSignature, unknownKey, expired, skewed or badSignature. */
  function authenticate(request: SignedRequest, credential: Credential): Caller {
    const realNow = Date.now();
    const token = first(request.headers["x-amz-security-token"]) ?? "";
    const caller = findCaller(sessions, credential.accessKeyId, token, realNow);
    if (token && !credential.signedHeaders.includes("x-amz-security-token"))
      throw new Refusal("badSignature", "The security token is not signed");
    verifySignature(request, credential, caller.secret, realNow);
    return caller;
  }
}

const memberNames = ({ output }: LoadedOperation): string[] =>
  output.isUnitSchema() ? [] : [...output.structIterator()].map(([name]) => name);

const first = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
