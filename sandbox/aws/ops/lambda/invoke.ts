/** What calling a function gives: its input back in a believable answer, or the error it is known for. */
import type * as Lambda from "@aws-sdk/client-lambda";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import { randomOf } from "../../world/random.ts";
import type { Addressed } from "./find.ts";
import { invalid } from "./find.ts";

interface Invoked {
  StatusCode: number;
  ExecutedVersion?: string;
  FunctionError?: string;
  LogResult?: string;
  Payload?: Uint8Array;
}

const MAX_BYTES = 6 * 1024 * 1024;

/**
 * The same payload always ends the same way (a picture that cannot be read stays unreadable); over many payloads
 * the share of errors is the function's.
 * @throws AwsError InvalidRequestContentException, RequestTooLargeException, InvalidParameterValueException.
 */
export function invoke(call: Call, { fn, version }: Addressed, input: Lambda.InvokeCommandInput): Invoked {
  const text = Buffer.from((input.Payload as Uint8Array | undefined) ?? []).toString("utf8");
  if (Buffer.byteLength(text) > MAX_BYTES)
    throw new AwsError(
      "RequestTooLargeException",
      "Request must be smaller than 6291456 bytes for the InvokeFunction operation",
      413,
    );
  const event = parse(text);
  if (input.InvocationType === "DryRun") return { StatusCode: 204 };
  if (input.InvocationType === "Event") return { StatusCode: 202 };
  if (input.InvocationType !== undefined && input.InvocationType !== "RequestResponse")
    throw invalid(`Value '${input.InvocationType}' at 'invocationType' failed to satisfy constraint`);
  const random = randomOf(call.world.setting.seed, "invoke", fn.name, text);
  const failed = random.next() < fn.errorShare;
  const duration = failed ? fn.timeout * 1000 : Math.max(1, Math.round(fn.duration * random.about(0.4)));
  const seconds = fn.timeout.toFixed(2);
  const answer = failed
    ? {
        errorType: "Sandbox.Timedout",
        errorMessage: `RequestId: ${call.requestId} Error: Task timed out after ${seconds} seconds`,
      }
    : { ok: true, function: fn.name, version, requestId: call.requestId, event };
  const lines = [
    `START RequestId: ${call.requestId} Version: ${version}`,
    ...(failed
      ? [`${new Date(call.now).toISOString()} ${call.requestId} Task timed out after ${seconds} seconds`]
      : []),
    `END RequestId: ${call.requestId}`,
    `REPORT RequestId: ${call.requestId}\tDuration: ${duration}.00 ms\tBilled Duration: ${duration} ms\tMemory Size: ${fn.memory} MB\tMax Memory Used: ${Math.round(fn.memory * (0.3 + 0.5 * random.next()))} MB`,
  ];
  return {
    StatusCode: 200,
    ExecutedVersion: version,
    ...(failed ? { FunctionError: "Unhandled" } : {}),
    ...(input.LogType === "Tail" ? { LogResult: Buffer.from(`${lines.join("\n")}\n`).toString("base64") } : {}),
    Payload: Buffer.from(JSON.stringify(answer)),
  };
}

function parse(text: string): unknown {
  try {
    return text ? JSON.parse(text) : null;
  } catch (error) {
    throw new AwsError(
      "InvalidRequestContentException",
      `Could not parse request body into json: ${(error as Error).message}`,
      400,
      { Type: "User" },
    );
  }
}
