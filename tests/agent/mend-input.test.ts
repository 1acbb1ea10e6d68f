import { describe, expect, it } from "vitest";
import { mendInput } from "../../src/agent/mend-input.ts";

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["period"],
  properties: {
    period: { type: "string" },
    group_by: {
      type: "array",
      items: { anyOf: [{ enum: ["service", "region"] }, { type: "string", pattern: "^tag:" }] },
    },
    granularity: { type: "string", enum: ["daily", "monthly", "total"] },
    limit: { type: "integer" },
    errors_only: { type: "boolean" },
    account: { anyOf: [{ type: "string" }, { type: "null" }] },
    regions: { type: "array", items: { type: "string" } },
  },
};

describe("arguments whose intent is plain are mended", () => {
  it.each<[string, unknown, unknown]>([
    ["right ones stay", { period: "7d", limit: 5 }, { period: "7d", limit: 5 }],
    ["a whole object as JSON text", '{"period":"7d"}', { period: "7d" }],
    ["a list as JSON text", { period: "7d", regions: '["us-east-1"]' }, { period: "7d", regions: ["us-east-1"] }],
    ["one value for a list", { period: "7d", regions: "us-east-1" }, { period: "7d", regions: ["us-east-1"] }],
    ["a list of one for a value", { period: ["7d"] }, { period: "7d" }],
    ["another case of a choice", { period: "7d", granularity: "Daily" }, { period: "7d", granularity: "daily" }],
    ["another case within a list", { period: "7d", group_by: "SERVICE" }, { period: "7d", group_by: ["service"] }],
    [
      "a choice that is open to text",
      { period: "7d", group_by: ["tag:team"] },
      { period: "7d", group_by: ["tag:team"] },
    ],
    ["another spelling of a name", { Period: "7d", groupBy: ["region"] }, { period: "7d", group_by: ["region"] }],
    ["a number as text", { period: "7d", limit: "5" }, { period: "7d", limit: 5 }],
    ["text as a number", { period: 7 }, { period: "7" }],
    ["true as text", { period: "7d", errors_only: "true" }, { period: "7d", errors_only: true }],
    ["null for what may be left out", { period: "7d", limit: null, account: null }, { period: "7d", account: null }],
  ])("%s", (_, given, expected) => {
    expect(mendInput(given, schema)).toEqual({ ok: true, value: expected });
  });
});

describe("arguments that are not plain are named with their place", () => {
  it.each<[unknown, string]>([
    [undefined, 'the input lacks the required "period"'],
    ["last week", "the input must be an object"],
    [
      { period: "7d", team: "x" },
      'the input has no field "team"; its fields are: period, group_by, granularity, limit, errors_only, account, regions',
    ],
    [{ period: "7d", granularity: "hourly" }, '"granularity" must be one of "daily", "monthly", "total"'],
    [
      { period: "7d", group_by: ["service", 3.5, {}] },
      '"group_by[2]" must be one of "service", "region"; or "group_by[2]" must be a string',
    ],
    [{ period: "7d", limit: "many" }, '"limit" must be a number'],
    [{ period: "7d", errors_only: "maybe" }, '"errors_only" must be true or false'],
    [{ period: { days: 7 } }, '"period" must be a string'],
  ])("%j", (given, problem) => {
    expect(mendInput(given, schema)).toEqual({ ok: false, problem });
  });
});
