import type * as EC2 from "@aws-sdk/client-ec2";
import type { Call } from "../../call.ts";
import type { Resource } from "../../iam/evaluate.ts";
import { AwsError } from "../../wire/errors.ts";
import type { Operations, Recordings, Resources } from "../../wire/service.ts";
import type { Taggable } from "../../world/taggables.ts";
import { ec2Taggables } from "../taggables.ts";
import { removeTags, setTags } from "../tags.ts";
import { dryRun, nextToken, paged } from "./describe.ts";
import { applyFilters } from "./filters.ts";
import { idKinds } from "./ids.ts";

const MAX_TAGS = 50;

const idOf = (arn: string) => arn.split("/").at(-1) ?? "";

/** @throws AwsError as EC2 words it for the kind of thing that the id's prefix speaks of. */
function chosen(ids: string[] | undefined, call: Call): Taggable[] {
  const all = ec2Taggables(call);
  return (ids ?? []).map((id) => {
    const found = all.find(({ arn }) => idOf(arn) === id);
    if (found) return found;
    const kind = Object.values(idKinds).find(({ prefix }) => id.startsWith(`${prefix}-`));
    if (!kind) throw new AwsError("InvalidID", `The ID '${id}' is not valid`);
    throw new AwsError(kind.notFound[0], kind.notFound[1](id));
  });
}

/** The tag of a launched instance's group is Amazon's own. */
const reserved = (key: string | undefined) => /^aws:/i.test(key ?? "");

export const tagOperations = {
  DescribeTags(input, call) {
    dryRun(input);
    const all = ec2Taggables(call).flatMap(({ arn, type, tags }) =>
      Object.entries(tags).map(([Key, Value]) => ({
        ResourceId: idOf(arn),
        ResourceType: type.slice("ec2:".length) as EC2.ResourceType,
        Key,
        Value,
      })),
    );
    type Described = (typeof all)[number];
    const fields = {
      key: (t: Described) => [t.Key],
      "resource-id": (t: Described) => [t.ResourceId],
      "resource-type": (t: Described) => [t.ResourceType],
      value: (t: Described) => [t.Value],
    };
    const page = paged(
      applyFilters(all, input.Filters, fields, (t) => ({ [t.Key]: t.Value })),
      input,
      call,
    );
    return { Tags: page.items, ...nextToken(page) };
  },

  CreateTags(input, call) {
    const items = chosen(input.Resources, call);
    const given = Object.fromEntries((input.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
    const bad = Object.keys(given).find(reserved);
    if (bad !== undefined)
      throw new AwsError(
        "InvalidParameterValue",
        `Value ( ${bad} ) for parameter key is invalid. Tag keys starting with 'aws:' are reserved for internal use`,
      );
    for (const { tags } of items)
      if (Object.keys({ ...tags, ...given }).filter((key) => !reserved(key)).length > MAX_TAGS)
        throw new AwsError("TagLimitExceeded", `The maximum number of Tags for a resource has been reached.`);
    dryRun(input);
    for (const { arn } of items) setTags(call, arn, given);
    return {};
  },

  DeleteTags(input, call) {
    const items = chosen(input.Resources, call);
    dryRun(input);
    for (const { arn, tags } of items) {
      const wanted = input.Tags?.length ? input.Tags : Object.keys(tags).map((Key): EC2.Tag => ({ Key }));
      // A key given with a value goes only where it has that value.
      const gone = wanted.filter(
        ({ Key = "", Value }) => !reserved(Key) && (Value === undefined || tags[Key] === Value),
      );
      removeTags(
        call,
        arn,
        gone.map(({ Key = "" }) => Key),
      );
    }
    return {};
  },
} satisfies Operations<typeof EC2>;

function targets(input: { Resources?: string[] | undefined }, call: Call): Resource[] {
  const all = ec2Taggables(call);
  return (input.Resources ?? []).map((id) => {
    const found = all.find(({ arn }) => idOf(arn) === id);
    return found
      ? { arn: found.arn, tags: found.tags }
      : { arn: `arn:aws:ec2:${call.region}:${call.account.id}:*/${id}`, tags: {} };
  });
}

export const tagResources = { CreateTags: targets, DeleteTags: targets } satisfies Resources<typeof EC2>;

const recording = (input: { Resources?: string[] | undefined; Tags?: EC2.Tag[] | undefined }, done: boolean) => ({
  request: {
    resourcesSet: { items: (input.Resources ?? []).map((resourceId) => ({ resourceId })) },
    tagSet: {
      items: (input.Tags ?? []).map(({ Key, Value }) => ({
        key: Key,
        ...(Value === undefined ? {} : { value: Value }),
      })),
    },
  },
  ...(done ? { response: { _return: true } } : {}),
  resources: (input.Resources ?? []).map((name) => ({
    type: name.startsWith("i-") ? "AWS::EC2::Instance" : "AWS::EC2::Resource",
    name,
  })),
});

export const tagRecordings = {
  CreateTags: (input, output) => recording(input, output !== undefined),
  DeleteTags: (input, output) => recording(input, output !== undefined),
} satisfies Recordings<typeof EC2>;
