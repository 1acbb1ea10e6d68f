/** Aliases as calls have left them. */
import type * as Lambda from "@aws-sdk/client-lambda";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import type { FunctionAlias, LambdaFunction } from "../../world/functions.ts";
import { randomOf, uuidOf } from "../../world/random.ts";

interface AliasChange {
  version: string;
  description: string;
  /** Share of the calls that goes to other versions, by version. */
  weights: Record<string, number>;
  changes: number;
}

export interface Alias extends FunctionAlias {
  weights: Record<string, number>;
  /** Changes with each update; an update may ask that it is still the one it saw. */
  revision: string;
}

const changesOf = (call: Call) => call.state.things<AliasChange>("lambda-alias");

export function aliasesOf(call: Call, fn: LambdaFunction): Alias[] {
  return fn.aliases.map((alias) => {
    const changed = changesOf(call).get(`${fn.arn}:${alias.name}`);
    const revision = uuidOf(randomOf(fn.arn, alias.name, changed?.changes ?? 0));
    return { ...alias, weights: {}, ...changed, name: alias.name, revision };
  });
}

/** @throws AwsError PreconditionFailedException where the alias is not the one the caller saw. */
export function updateAlias(call: Call, fn: LambdaFunction, alias: Alias, input: Lambda.UpdateAliasRequest): void {
  if (input.RevisionId !== undefined && input.RevisionId !== alias.revision) throw stale("GetAlias");
  const key = `${fn.arn}:${alias.name}`;
  const weights = input.RoutingConfig ? (input.RoutingConfig.AdditionalVersionWeights ?? {}) : alias.weights;
  changesOf(call).set(key, {
    version: input.FunctionVersion ?? alias.version,
    description: input.Description ?? alias.description,
    weights,
    changes: (changesOf(call).get(key)?.changes ?? 0) + 1,
  });
}

export const stale = (look: string) =>
  new AwsError(
    "PreconditionFailedException",
    `The Revision Id provided does not match the latest Revision Id. Call the ${look} API to retrieve the latest Revision Id`,
    412,
    { Type: "User" },
  );

export const toAlias = (fn: LambdaFunction, alias: Alias): Lambda.AliasConfiguration => ({
  AliasArn: `${fn.arn}:${alias.name}`,
  Name: alias.name,
  FunctionVersion: alias.version,
  Description: alias.description,
  ...(Object.keys(alias.weights).length > 0 ? { RoutingConfig: { AdditionalVersionWeights: alias.weights } } : {}),
  RevisionId: alias.revision,
});
