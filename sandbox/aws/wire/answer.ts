import type { AwsError } from "./errors.ts";
import type { ErrorShape, LoadedOperation, LoadedService } from "./loaded.ts";
import type { SignedRequest } from "./sigv4.ts";

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** What of a service an error's form depends on. */
export type Errors = Pick<LoadedService, "protocol" | "namespace" | "xmlNamespace" | "queryCompatible" | "errors">;

/** An error with what the service's model says of it. */
export interface KnownError {
  error: AwsError;
  shape: ErrorShape | undefined;
  status: number;
}

/** One protocol's envelope: which operation a request names, its input, and how an answer or an error is sent. */
export interface Codec {
  operationName(service: LoadedService, request: SignedRequest): string;
  readInput(service: LoadedService, operation: LoadedOperation, request: SignedRequest): unknown;
  writeAnswer(service: LoadedService, operation: LoadedOperation, output: object, id: string): Answer;
  writeError(service: Errors, known: KnownError, id: string): Answer;
}

/** An error's members, its message under the name the model gives it. */
export function errorMembers({ error, shape }: KnownError): Record<string, unknown> {
  const names = shape ? [...shape.schema.structIterator()].map(([name]) => name) : [];
  const message = names.find((name) => name.toLowerCase() === "message");
  return { ...error.members, ...(message ? { [message]: error.message } : {}) };
}
