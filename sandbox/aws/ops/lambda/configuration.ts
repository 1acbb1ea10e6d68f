/** A function's configuration as calls have left it, and as Lambda shows it. */
import type * as Lambda from "@aws-sdk/client-lambda";
import type { Call } from "../../call.ts";
import { evaluate } from "../../iam/evaluate.ts";
import type { LambdaFunction } from "../../world/functions.ts";
import { networkOf } from "../../world/network.ts";
import { randomOf, uuidOf } from "../../world/random.ts";
import { securityGroupId } from "../../world/security-groups.ts";

/** What an update may set here; published versions keep what they were published with. */
export interface ConfigurationChange {
  memory?: number;
  timeout?: number;
  description?: string;
  handler?: string;
  runtime?: string;
  environment?: Record<string, string>;
  changedAt: number;
  changes: number;
}

/** Sample time an update is under way. */
export const UPDATE_MS = 4_000;

export const configurationChanges = (call: Call) => call.state.things<ConfigurationChange>("lambda-function");

export const revisionOf = (call: Call, fn: LambdaFunction, version: string): string =>
  uuidOf(randomOf(fn.arn, version, version === "$LATEST" ? (configurationChanges(call).get(fn.arn)?.changes ?? 0) : 0));

/** `2026-11-03T04:11:52.000+0000`, Lambda's own way of writing a time. */
const lambdaTime = (time: number) => new Date(time).toISOString().replace("Z", "+0000");

/** The key that environment variables are encrypted with; who may not decrypt with it does not see them. */
const keyArn = (call: Call) =>
  `arn:aws:kms:${call.region}:${call.account.id}:key/${uuidOf(randomOf(call.world.setting.seed, call.account.id, "lambda-key"))}`;

function environment(
  call: Call,
  variables: Record<string, string>,
): Pick<Lambda.FunctionConfiguration, "KMSKeyArn" | "Environment"> {
  if (Object.keys(variables).length === 0) return {};
  const KMSKeyArn = keyArn(call);
  const request = { action: "kms:Decrypt", resource: { arn: KMSKeyArn, tags: {} }, keys: {} };
  if (evaluate(call.caller.policies, request) === "allowed")
    return { KMSKeyArn, Environment: { Variables: variables } };
  const Message = `Lambda was unable to decrypt your environment variables because the KMS access was denied. Please check your KMS permissions. KMS Exception: AccessDeniedException KMS Message: User: ${call.caller.arn} is not authorized to perform: kms:Decrypt on resource: ${KMSKeyArn}`;
  return { KMSKeyArn, Environment: { Error: { ErrorCode: "AccessDeniedException", Message } } };
}

/** @param qualifier shown at the end of the ARN; the version's own number where it is an alias that was asked for. */
export function toConfiguration(
  call: Call,
  fn: LambdaFunction,
  version: string,
  qualifier?: string,
): Lambda.FunctionConfiguration {
  const published = fn.versions.find((one) => one.version === version);
  const change = published ? undefined : configurationChanges(call).get(fn.arn);
  const { codeSha256, codeSize, publishedAt } = published ?? fn.latest;
  const updating = change !== undefined && call.now - change.changedAt < UPDATE_MS;
  const runtime = (change?.runtime ?? fn.runtime) as Lambda.Runtime;
  return {
    FunctionName: fn.name,
    FunctionArn: qualifier ? `${fn.arn}:${qualifier}` : fn.arn,
    Runtime: runtime,
    Role: fn.role,
    Handler: change?.handler ?? fn.handler,
    CodeSize: codeSize,
    Description: change?.description ?? fn.description,
    Timeout: change?.timeout ?? fn.timeout,
    MemorySize: change?.memory ?? fn.memory,
    LastModified: lambdaTime(change?.changedAt ?? publishedAt),
    CodeSha256: codeSha256,
    Version: version,
    ...(fn.inVpc ? { VpcConfig: vpcOf(call, fn) } : {}),
    ...environment(call, change?.environment ?? fn.environment),
    TracingConfig: { Mode: "PassThrough" },
    RevisionId: revisionOf(call, fn, version),
    State: "Active",
    LastUpdateStatus: updating ? "InProgress" : "Successful",
    PackageType: "Zip",
    Architectures: [fn.architecture],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
    RuntimeVersionConfig: {
      RuntimeVersionArn: `arn:aws:lambda:${call.region}::runtime:${randomOf("lambda-runtime", runtime).hex(64)}`,
    },
    LoggingConfig: { LogFormat: "Text", LogGroup: `/aws/lambda/${fn.name}` },
  };
}

function vpcOf(call: Call, fn: LambdaFunction): Lambda.VpcConfigResponse {
  const { subnets } = networkOf(call.world.setting);
  const inside = subnets.filter((subnet) => subnet.region === fn.region && subnet.tier === "app");
  return {
    SubnetIds: inside.map((subnet) => subnet.id),
    SecurityGroupIds: [securityGroupId(call.world.setting, "order")],
    VpcId: inside[0]?.vpc,
    Ipv6AllowedForDualStack: false,
  };
}
