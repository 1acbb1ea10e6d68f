import type * as Lambda from "@aws-sdk/client-lambda";
import type { Call } from "../../call.ts";
import type { Resource } from "../../iam/evaluate.ts";
import { defineService, type Recording } from "../../wire/service.ts";
import type { LambdaFunction } from "../../world/functions.ts";
import { removeTags, setTags, tagsOf } from "../tags.ts";
import { aliasesOf, toAlias, updateAlias } from "./aliases.ts";
import { toConfiguration } from "./configuration.ts";
import { eventSourcesOf } from "./event-sources.ts";
import { findFunction, functionArn, functionsIn, hasVersion, invalid, namesOf, notFound, paged } from "./find.ts";
import { invoke } from "./invoke.ts";
import { updateConfiguration } from "./update-configuration.ts";

/** What does not exist has no tags; the policy is asked first, and only then is it missed. */
function target(input: { FunctionName?: string | undefined; Qualifier?: string | undefined }, call: Call): Resource[] {
  const { name, qualifier = input.Qualifier } = namesOf(input.FunctionName ?? "");
  const fn = functionsIn(call).find((one) => one.name === name);
  const arn = functionArn(call, name);
  return [{ arn: qualifier ? `${arn}:${qualifier}` : arn, tags: fn ? tagsOf(call, arn, fn.tags) : {} }];
}

/** Operations on aliases and versions are allowed by the function's own ARN. */
const functionTarget = ({ FunctionName = "" }: { FunctionName?: string | undefined }, call: Call) =>
  target({ FunctionName: namesOf(FunctionName).name }, call);

const taggedTarget = (input: { Resource?: string | undefined }, call: Call) =>
  functionTarget({ FunctionName: input.Resource }, call);

/** @param name CloudTrail calls Lambda's operations by the version of the API that they came with. */
const recording = (name: string, functionName: string | undefined, request: object, response?: object): Recording => ({
  name,
  request,
  ...(response ? { response } : {}),
  resources: functionName ? [{ type: "AWS::Lambda::Function", name: functionName }] : [],
});

function findAlias(call: Call, functionName: string | undefined, name: string | undefined) {
  const { fn } = findFunction(call, functionName);
  const alias = aliasesOf(call, fn).find((one) => one.name === name);
  if (!alias) throw notFound(`Cannot find alias arn: ${fn.arn}:${name}`);
  return { fn, alias };
}

const configurations = (call: Call, fn: LambdaFunction): Lambda.FunctionConfiguration[] =>
  ["$LATEST", ...fn.versions.map((one) => one.version)].map((version) => toConfiguration(call, fn, version, version));

export const lambda = defineService<typeof Lambda>({
  package: "@aws-sdk/client-lambda",
  client: "LambdaClient",
  scope: "lambda",
  iam: "lambda",
  operations: {
    ListFunctions(input, call) {
      const all = functionsIn(call).flatMap((fn) =>
        input.FunctionVersion === "ALL" ? configurations(call, fn) : [toConfiguration(call, fn, "$LATEST")],
      );
      const page = paged(all, input, call);
      return { Functions: page.items, ...page.more };
    },

    GetFunction(input, call) {
      const { fn, version, qualifier } = findFunction(call, input.FunctionName, input.Qualifier);
      const Configuration = toConfiguration(call, fn, version, qualifier);
      const Location = `https://awslambda-${fn.region}-tasks.s3.${fn.region}.amazonaws.com/snapshots/${call.account.id}/${fn.name}-${version}?X-Amz-Expires=600`;
      return {
        Configuration,
        Code: { RepositoryType: "S3", Location },
        Tags: tagsOf(call, fn.arn, fn.tags),
        ...(fn.reservedConcurrency ? { Concurrency: { ReservedConcurrentExecutions: fn.reservedConcurrency } } : {}),
      };
    },

    GetFunctionConfiguration(input, call) {
      const { fn, version, qualifier } = findFunction(call, input.FunctionName, input.Qualifier);
      return toConfiguration(call, fn, version, qualifier);
    },

    ListVersionsByFunction(input, call) {
      const { fn } = findFunction(call, input.FunctionName);
      const page = paged(configurations(call, fn), input, call);
      return { Versions: page.items, ...page.more };
    },

    ListAliases(input, call) {
      const { fn } = findFunction(call, input.FunctionName);
      const found = aliasesOf(call, fn).filter(
        (one) => !input.FunctionVersion || one.version === input.FunctionVersion,
      );
      const page = paged(found, input, call);
      return { Aliases: page.items.map((alias) => toAlias(fn, alias)), ...page.more };
    },

    GetAlias(input, call) {
      const { fn, alias } = findAlias(call, input.FunctionName, input.Name);
      return toAlias(fn, alias);
    },

    UpdateAlias(input, call) {
      const { fn, alias } = findAlias(call, input.FunctionName, input.Name);
      const wanted = [input.FunctionVersion, ...Object.keys(input.RoutingConfig?.AdditionalVersionWeights ?? {})];
      for (const version of wanted)
        if (version !== undefined && !hasVersion(fn, version))
          throw notFound(`Function not found: ${fn.arn}:${version}`);
      updateAlias(call, fn, alias, input);
      return toAlias(fn, findAlias(call, fn.name, alias.name).alias);
    },

    ListEventSourceMappings(input, call) {
      const wanted = input.FunctionName ? findFunction(call, input.FunctionName).fn : undefined;
      const found = eventSourcesOf(call).filter(
        ({ fn, mapping }) =>
          (!wanted || fn === wanted) && (!input.EventSourceArn || mapping.EventSourceArn === input.EventSourceArn),
      );
      const page = paged(found, input, call);
      return { EventSourceMappings: page.items.map(({ mapping }) => mapping), ...page.more };
    },

    Invoke: (input, call) => invoke(call, findFunction(call, input.FunctionName, input.Qualifier), input),

    GetFunctionConcurrency(input, call) {
      const { fn } = findFunction(call, input.FunctionName);
      return fn.reservedConcurrency ? { ReservedConcurrentExecutions: fn.reservedConcurrency } : {};
    },

    ListTags(input, call) {
      const { fn } = findFunction(call, input.Resource);
      return { Tags: tagsOf(call, fn.arn, fn.tags) };
    },

    TagResource(input, call) {
      setTags(call, findFunction(call, input.Resource).fn.arn, input.Tags ?? {});
      return {};
    },

    UntagResource(input, call) {
      removeTags(call, findFunction(call, input.Resource).fn.arn, input.TagKeys ?? []);
      return {};
    },

    UpdateFunctionConfiguration(input, call) {
      const { fn, qualifier } = findFunction(call, input.FunctionName);
      if (qualifier && qualifier !== "$LATEST") throw invalid("This operation is permitted on Lambda functions only.");
      updateConfiguration(call, fn, input);
      return toConfiguration(call, fn, "$LATEST");
    },
  },
  resources: {
    GetFunction: target,
    GetFunctionConfiguration: target,
    ListVersionsByFunction: functionTarget,
    ListAliases: functionTarget,
    GetAlias: functionTarget,
    UpdateAlias: functionTarget,
    Invoke: target,
    GetFunctionConcurrency: functionTarget,
    ListTags: taggedTarget,
    TagResource: taggedTarget,
    UntagResource: taggedTarget,
    UpdateFunctionConfiguration: functionTarget,
  },
  recordings: {
    UpdateAlias: ({ FunctionName: functionName, Name: name, FunctionVersion: functionVersion, ...more }, output) =>
      recording(
        "UpdateAlias20150331",
        functionName,
        { functionName, name, functionVersion, revisionId: more.RevisionId },
        output && {
          aliasArn: output.AliasArn,
          name,
          functionVersion: output.FunctionVersion,
          revisionId: output.RevisionId,
        },
      ),
    // The variables are left out, as CloudTrail does.
    UpdateFunctionConfiguration: ({ FunctionName: functionName, ...input }) =>
      recording("UpdateFunctionConfiguration20150331v2", functionName, {
        functionName,
        memorySize: input.MemorySize,
        timeout: input.Timeout,
        runtime: input.Runtime,
        environment: input.Environment && {},
      }),
    TagResource: ({ Resource: resource, Tags: tags }) =>
      recording("TagResource20170331v2", resource, { resource, tags }),
    UntagResource: ({ Resource: resource, TagKeys: tagKeys }) =>
      recording("UntagResource20170331v2", resource, { resource, tagKeys }),
  },
});
