/**
 * The Resource Groups Tagging API. It lists what has a tag or once had one; what was never tagged it does not know
 * (Resource Explorer does). Auto Scaling groups can be tagged through it, but it does not list them.
 * https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/supported-services.html
 */
import type * as Tagging from "@aws-sdk/client-resource-groups-tagging-api";
import type { Call } from "../../call.ts";
import { openCursor, pageOf } from "../../pager.ts";
import { AwsError, Refusal } from "../../wire/errors.ts";
import { defineService } from "../../wire/service.ts";
import type { Taggable } from "../../world/taggables.ts";
import { taggablesOf } from "../taggables.ts";
import { removeTags, setTags, wasTagged } from "../tags.ts";
import { serviceAction } from "./service-actions.ts";

const MAX_ARNS = 20;
const PAGE = 100;

const invalid = (message: string) => new AwsError("InvalidParameterException", message);

/** What was never tagged is not there; what lost its last tag shows an empty list. */
const listed = (call: Call): Taggable[] =>
  taggablesOf(call).filter(
    ({ arn, type, tags }) => !type.startsWith("autoscaling:") && (Object.keys(tags).length > 0 || wasTagged(call, arn)),
  );

function paged<T>(all: T[], input: { PaginationToken?: string | undefined }, size: number, call: Call) {
  const { PaginationToken, ...rest } = input;
  const inputs = { ...rest, region: call.region };
  const cursor = openCursor(
    PaginationToken,
    inputs,
    call.now,
    () => new AwsError("PaginationTokenExpiredException", "The pagination token is expired or invalid"),
  );
  const page = pageOf(all, cursor, size, inputs);
  return { items: page.items, PaginationToken: page.next ?? "" };
}

function found(input: Tagging.GetResourcesInput, call: Call): Taggable[] {
  const { TagFilters = [], ResourceTypeFilters = [], ResourceARNList = [] } = input;
  if (ResourceARNList.length > 0 && (TagFilters.length > 0 || ResourceTypeFilters.length > 0 || input.PaginationToken))
    throw invalid("ResourceARNList cannot be combined with filters or a pagination token");
  if (TagFilters.some(({ Key }) => !Key)) throw invalid("TagFilters: a key is required");
  const all = listed(call).filter(({ arn }) => ResourceARNList.length === 0 || ResourceARNList.includes(arn));
  const typed = all.filter(
    ({ type }) => ResourceTypeFilters.length === 0 || ResourceTypeFilters.some((t) => isOf(type, t)),
  );
  return typed.filter(({ tags }) =>
    TagFilters.every(({ Key = "", Values = [] }) => {
      const value = tags[Key];
      return value !== undefined && (Values.length === 0 || Values.includes(value));
    }),
  );
}

/** `ec2`, `ec2:instance`, and `elasticloadbalancing:loadbalancer` for `…/app`. */
const isOf = (type: string, filter: string) =>
  type === filter || type.startsWith(`${filter}:`) || (filter.includes(":") && type.startsWith(`${filter}/`));

type Failures = Record<string, Tagging.FailureInfo>;

/** Each resource by itself: what fails is told in the answer, which is a success all the same. */
function change(
  input: { ResourceARNList?: string[] | undefined },
  kind: "tag" | "untag",
  call: Call,
  apply: (arn: string) => void,
): { FailedResourcesMap: Failures } {
  const arns = input.ResourceARNList ?? [];
  if (arns.length > MAX_ARNS) throw invalid(`ResourceARNList has more than ${MAX_ARNS} entries`);
  const all = taggablesOf(call);
  const FailedResourcesMap: Failures = {};
  for (const arn of new Set(arns)) {
    const item = all.find((known) => known.arn === arn);
    if (!item) {
      FailedResourcesMap[arn] = failure(
        400,
        "InvalidParameterException",
        `Resource ${arn} does not exist in ${call.region}`,
      );
      continue;
    }
    try {
      call.authorize(serviceAction(arn, kind), [item]);
      apply(arn);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      FailedResourcesMap[arn] = failure(403, "AccessDeniedException", error.message);
    }
  }
  return { FailedResourcesMap };
}

/** The SDK's list of codes is shorter than what services answer. */
const failure = (StatusCode: number, code: string, ErrorMessage: string): Tagging.FailureInfo => ({
  StatusCode,
  ErrorCode: code as Tagging.ErrorCode,
  ErrorMessage,
});

const reserved = (key: string) => /^aws:/i.test(key);

export const tagging = defineService<typeof Tagging>({
  package: "@aws-sdk/client-resource-groups-tagging-api",
  client: "ResourceGroupsTaggingAPIClient",
  scope: "tagging",
  iam: "tag",
  operations: {
    GetResources(input, call) {
      const { ResourcesPerPage = 50, TagsPerPage } = input;
      if (ResourcesPerPage < 1 || ResourcesPerPage > 100) throw invalid("ResourcesPerPage must be between 1 and 100");
      if (TagsPerPage !== undefined && (TagsPerPage < 100 || TagsPerPage > 500 || TagsPerPage % 100 !== 0))
        throw invalid("TagsPerPage must be a multiple of 100 between 100 and 500");
      const { items, PaginationToken } = paged(found(input, call), input, ResourcesPerPage, call);
      return {
        PaginationToken,
        ResourceTagMappingList: items.map(({ arn, tags }) => ({
          ResourceARN: arn,
          Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
        })),
      };
    },

    GetTagKeys(input, call) {
      const keys = [...new Set(listed(call).flatMap(({ tags }) => Object.keys(tags)))].sort();
      const { items, PaginationToken } = paged(keys, input, PAGE, call);
      return { TagKeys: items, PaginationToken };
    },

    GetTagValues(input, call) {
      const values = listed(call).flatMap(({ tags }) => tags[input.Key ?? ""] ?? []);
      const { items, PaginationToken } = paged([...new Set(values)].sort(), input, PAGE, call);
      return { TagValues: items, PaginationToken };
    },

    TagResources(input, call) {
      const tags = input.Tags ?? {};
      const keys = Object.keys(tags);
      if (keys.length === 0 || keys.length > 50) throw invalid("Tags: between 1 and 50 entries are needed");
      if (keys.some(reserved)) throw invalid("Tag keys that begin with aws: are reserved for AWS use");
      return change(input, "tag", call, (arn) => setTags(call, arn, tags));
    },

    UntagResources(input, call) {
      const keys = input.TagKeys ?? [];
      if (keys.some(reserved)) throw invalid("Tag keys that begin with aws: are reserved for AWS use");
      return change(input, "untag", call, (arn) => removeTags(call, arn, keys));
    },
  },
  recordings: {
    TagResources: (input) => ({
      request: { resourceARNList: input.ResourceARNList, tags: input.Tags },
      resources: [],
    }),
    UntagResources: (input) => ({
      request: { resourceARNList: input.ResourceARNList, tagKeys: input.TagKeys },
      resources: [],
    }),
  },
});
