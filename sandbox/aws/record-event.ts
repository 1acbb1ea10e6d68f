import { randomUUID } from "node:crypto";
import type { Call } from "./call.ts";
import type { Resource } from "./iam/evaluate.ts";
import { identityOf } from "./iam/identity.ts";
import { trailParameters } from "./trail-parameters.ts";
import { trailResources } from "./trail-resources.ts";
import { AwsError, Refusal } from "./wire/errors.ts";
import type { LoadedOperation } from "./wire/loaded.ts";
import { isRecorded } from "./wire/mutations.ts";
import type { Recording, Service } from "./wire/service.ts";
import type { TrailEvent } from "./world/trail-event.ts";

export interface Origin {
  sourceIp: string;
  userAgent: string;
}

interface Result {
  output?: object;
  error?: unknown;
}

/** IAM is one for all regions, and its events are in this one. */
const GLOBAL_REGION = "us-east-1";

/** Writes the CloudTrail event of a change, done or refused. A throttled request leaves none, as in AWS. */
export function recordEvent(
  service: Service,
  operation: LoadedOperation,
  input: unknown,
  call: Call,
  origin: Origin,
  result: Result,
): void {
  if (result.error instanceof Refusal && result.error.kind !== "denied") return;
  const recording = recordingOf(service, operation, input, call, result);
  if (!recording) return;
  const { caller } = call;
  const event: TrailEvent = {
    id: randomUUID(),
    time: call.now,
    region: service.scope === "iam" ? GLOBAL_REGION : call.region,
    name: recording.name ?? operation.name,
    source: `${service.scope}.amazonaws.com`,
    username: caller.role ? (caller.session?.name ?? "") : (caller.user ?? ""),
    readOnly: recording.readOnly ?? false,
    accessKeyId: caller.accessKeyId,
    ...origin,
    identity: identityOf(caller),
    request: recording.request,
    resources: recording.resources,
    ...(recording.response ? { response: recording.response } : {}),
    ...(result.error ? failure(service, result.error) : {}),
  };
  call.state.addEvent(call.account.id, event);
}

function recordingOf(
  service: Service,
  operation: LoadedOperation,
  input: unknown,
  call: Call,
  result: Result,
): Recording | undefined {
  const own = service.recording(operation.name, input ?? {}, result.output);
  if (own || !isRecorded(service.scope, operation.name)) return own;
  const response = result.output && trailParameters(operation.output, result.output);
  return {
    request: (trailParameters(operation.input, input ?? {}) as object | undefined) ?? {},
    ...(response && Object.keys(response).length > 0 ? { response: response as object } : {}),
    resources: trailResources(resourcesOf(service, operation, input, call)),
  };
}

/** What is acted on may be gone once it is done, or may be what the request got wrong. */
function resourcesOf(service: Service, operation: LoadedOperation, input: unknown, call: Call): Resource[] {
  try {
    return service.resources(operation.name, input, call);
  } catch {
    return [];
  }
}

function failure(service: Service, error: unknown): { errorCode: string; errorMessage: string } {
  const ec2 = service.scope === "ec2";
  const denied = ec2 ? "UnauthorizedOperation" : "AccessDenied";
  const code = error instanceof AwsError ? error.code : denied;
  return { errorCode: ec2 ? `Client.${code}` : code, errorMessage: (error as Error).message };
}
