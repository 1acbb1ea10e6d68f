/** What can be filtered and grouped by: values of dimensions, tags and cost categories. */
import type {
  CostCategory,
  GetCostCategoriesCommandInput,
  GetDimensionValuesCommandInput,
  GetTagsCommandInput,
} from "@aws-sdk/client-cost-explorer";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import { COST_CATEGORY, categoryOf, categoryRules, DEFAULT_CATEGORY } from "../../world/cost-categories.ts";
import { randomOf } from "../../world/random.ts";
import { billed } from "./billed.ts";
import { dimensionOf } from "./dimensions.ts";
import { predicateOf } from "./filter.ts";
import { listPage } from "./paging.ts";
import { intervalOf } from "./periods.ts";

/** Values on one page. */
const PAGE_VALUES = 1_000;

const distinct = (values: string[], needle: string | undefined) =>
  [...new Set(values)].filter((value) => value.toLowerCase().includes((needle ?? "").toLowerCase())).sort();

export function dimensionValues(input: GetDimensionValuesCommandInput, call: Call) {
  const { NextPageToken, ...inputs } = input;
  const read = dimensionOf(input.Dimension, call.account.id);
  const keep = predicateOf(input.Filter, call.account.id);
  const rows = billed(call, intervalOf(input.TimePeriod)).filter(keep);
  const values = distinct(rows.map(read), input.SearchString);
  const page = listPage(values, NextPageToken, inputs, input.MaxResults ?? PAGE_VALUES, call);
  const attributes = input.Dimension === "LINKED_ACCOUNT" ? { description: call.account.name } : {};
  return {
    DimensionValues: page.items.map((Value) => ({ Value, Attributes: attributes })),
    ReturnSize: page.items.length,
    TotalSize: values.length,
    ...(page.next ? { NextPageToken: page.next } : {}),
  };
}

/** Without a key the keys that are activated, with one its values; an empty value stands for untagged cost. */
export function tags(input: GetTagsCommandInput, call: Call) {
  const rows = billed(call, intervalOf(input.TimePeriod)).filter(predicateOf(input.Filter, call.account.id));
  const { TagKey } = input;
  const found = TagKey ? rows.map((r) => r.tags[TagKey] ?? "") : rows.flatMap((r) => Object.keys(r.tags));
  const Tags = distinct(found, input.SearchString);
  return { Tags, ReturnSize: Tags.length, TotalSize: Tags.length };
}

export function costCategories(input: GetCostCategoriesCommandInput, call: Call) {
  const { from, to } = intervalOf(input.TimePeriod);
  if (!input.CostCategoryName) return { CostCategoryNames: [COST_CATEGORY], ReturnSize: 1, TotalSize: 1 };
  if (input.CostCategoryName !== COST_CATEGORY) return { CostCategoryValues: [], ReturnSize: 0, TotalSize: 0 };
  const rows = billed(call, { from, to }).filter(predicateOf(input.Filter, call.account.id));
  const CostCategoryValues = distinct(
    rows.map((r) => categoryOf(r.tags)),
    input.SearchString,
  );
  return { CostCategoryValues, ReturnSize: CostCategoryValues.length, TotalSize: CostCategoryValues.length };
}

const EFFECTIVE = "2025-01-01T00:00:00Z";
const categoryArn = (call: Call) =>
  `arn:aws:ce::${call.account.id}:costcategory/${randomOf(call.world.setting.seed, "cost-category").hex(32)}`;

export function listCategories(call: Call) {
  const reference = {
    CostCategoryArn: categoryArn(call),
    Name: COST_CATEGORY,
    EffectiveStart: EFFECTIVE,
    NumberOfRules: categoryRules.length,
    DefaultValue: DEFAULT_CATEGORY,
    Values: [...categoryRules.map((rule) => rule.value), DEFAULT_CATEGORY],
  };
  return { CostCategoryReferences: [reference] };
}

export function describeCategory(arn: string | undefined, call: Call): { CostCategory: CostCategory } {
  if (arn !== categoryArn(call))
    throw new AwsError("ResourceNotFoundException", `No Cost Categories found with ${arn}`);
  return {
    CostCategory: {
      CostCategoryArn: arn,
      EffectiveStart: EFFECTIVE,
      Name: COST_CATEGORY,
      RuleVersion: "CostCategoryExpression.v1",
      Rules: categoryRules.map(({ value, teams }) => ({
        Value: value,
        Type: "REGULAR",
        Rule: { Tags: { Key: "team", Values: [...teams], MatchOptions: ["EQUALS"] } },
      })),
      DefaultValue: DEFAULT_CATEGORY,
    },
  };
}
