import type * as Lambda from "@aws-sdk/client-lambda";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import type { LambdaFunction } from "../../world/functions.ts";
import { stale } from "./aliases.ts";
import { configurationChanges, revisionOf, UPDATE_MS } from "./configuration.ts";
import { invalid } from "./find.ts";

/** Runtimes on which nothing can be created or changed any more. */
const blocked = ["python3.8", "python3.7", "nodejs14.x", "nodejs16.x", "go1.x", "java8"];

/** @throws AwsError ResourceConflictException while an update runs, PreconditionFailedException, InvalidParameterValueException. */
export function updateConfiguration(
  call: Call,
  fn: LambdaFunction,
  input: Lambda.UpdateFunctionConfigurationRequest,
): void {
  const before = configurationChanges(call).get(fn.arn);
  if (before && call.now - before.changedAt < UPDATE_MS)
    throw new AwsError(
      "ResourceConflictException",
      `The operation cannot be performed at this time. An update is in progress for resource: ${fn.arn}`,
      409,
      { Type: "User" },
    );
  if (input.RevisionId !== undefined && input.RevisionId !== revisionOf(call, fn, "$LATEST"))
    throw stale("GetFunction");
  const runtime = input.Runtime ?? before?.runtime ?? fn.runtime;
  if (blocked.includes(runtime))
    throw invalid(
      `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
    );
  if (input.MemorySize !== undefined && (input.MemorySize < 128 || input.MemorySize > 10_240))
    throw invalid(`'MemorySize' value failed to satisfy constraint: Member must have value between 128 and 10240`);
  if (input.Timeout !== undefined && (input.Timeout < 1 || input.Timeout > 900))
    throw invalid(`'Timeout' value failed to satisfy constraint: Member must have value between 1 and 900`);
  configurationChanges(call).set(fn.arn, {
    ...before,
    ...(input.MemorySize === undefined ? {} : { memory: input.MemorySize }),
    ...(input.Timeout === undefined ? {} : { timeout: input.Timeout }),
    ...(input.Description === undefined ? {} : { description: input.Description }),
    ...(input.Handler === undefined ? {} : { handler: input.Handler }),
    ...(input.Runtime === undefined ? {} : { runtime: input.Runtime }),
    ...(input.Environment === undefined ? {} : { environment: input.Environment.Variables ?? {} }),
    changedAt: call.now,
    changes: (before?.changes ?? 0) + 1,
  });
}
