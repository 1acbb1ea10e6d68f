import { randomUUID } from "node:crypto";
import type { Call } from "./call.ts";
import { identityOf } from "./iam/identity.ts";
import { AwsError, Refusal } from "./wire/errors.ts";
import type { Service } from "./wire/service.ts";
import type { TrailEvent } from "./world/trail-event.ts";

interface Origin {
  sourceIp: string;
  userAgent: string;
}

/** Writes the CloudTrail event of a change, done or refused. A throttled request leaves none, as in AWS. */
export function recordEvent(
  service: Service,
  name: string,
  input: unknown,
  call: Call,
  origin: Origin,
  result: { output?: object; error?: unknown },
): void {
  if (result.error instanceof Refusal && result.error.kind !== "denied") return;
  const recording = service.recording(name, input ?? {}, result.output);
  if (!recording) return;
  const { caller } = call;
  const event: TrailEvent = {
    id: randomUUID(),
    time: call.now,
    region: call.region,
    name,
    source: `${service.scope}.amazonaws.com`,
    username: caller.session?.name ?? caller.user ?? "",
    readOnly: false,
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

function failure(service: Service, error: unknown): { errorCode: string; errorMessage: string } {
  const ec2 = service.scope === "ec2";
  const denied = ec2 ? "UnauthorizedOperation" : "AccessDenied";
  const code = error instanceof AwsError ? error.code : denied;
  return { errorCode: ec2 ? `Client.${code}` : code, errorMessage: (error as Error).message };
}
