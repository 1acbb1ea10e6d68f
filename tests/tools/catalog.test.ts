import { globSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { actions, readTools } from "../../tools/catalog.ts";
import type { Tool } from "../../tools/define-tool.ts";
import { describeTool } from "../../tools/describe-tool.ts";
import { sharedFields } from "../../tools/shared-fields.ts";

const account = {
  id: "417205938164",
  name: "haneul-prod",
  regions: ["ap-northeast-2", "us-east-1"],
  readRole: null,
  actRole: null,
};
const shared = sharedFields([account]);
const read = readTools as unknown as Tool[];
const all = [...read, ...actions.map(({ tool }) => tool)];
const described = (tool: Tool) => describeTool(tool, shared);
const kebab = (name: string) => name.replaceAll("_", "-");

test("the order of the catalog is part of the prompt cache", () => {
  expect(all.map(({ name }) => name)).toEqual([
    "cost_query",
    "trail_find_events",
    "guardduty_list_findings",
    "logs_list_groups",
    "logs_query",
    "logs_analyze_errors",
    "logs_error_timeline",
    "inventory_find_instances",
    "ec2_reboot_instances",
  ]);
});

test("what a model is given of the read tools fits into 6,000 tokens", () => {
  const seen = read.map(described).map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
  expect(JSON.stringify(seen).length / 4).toBeLessThan(6_000);
});

describe.each(all.map((tool) => [tool.name, tool] as const))("%s", (name, tool) => {
  const description = described(tool);

  test("stands in a file of its name and has a test", () => {
    const sources = globSync("tools/*/*.ts").map((file) => basename(file, ".ts"));
    const tests = globSync("tests/tools/**/*.test.ts").map((file) => basename(file, ".test.ts"));
    expect(sources.length).toBeGreaterThan(20);
    expect(sources).toContain(kebab(name));
    expect(tests).toContain(kebab(name));
  });

  test("says what it does, when to use it and what it is not for, in at most 1,024 characters", () => {
    expect(tool.description.length).toBeLessThanOrEqual(1_024);
    expect(tool.description).toContain("Use ");
    expect(tool.description).toContain("Not for: ");
  });

  test("has complete annotations; only a read tool is read-only", () => {
    expect(Object.keys(tool.annotations).sort()).toEqual([
      "destructiveHint",
      "idempotentHint",
      "openWorldHint",
      "readOnlyHint",
    ]);
    expect(tool.annotations.readOnlyHint).toBe(read.includes(tool));
  });

  test("takes one strict object, without alternatives at the top", () => {
    expect(description.inputSchema).toMatchObject({ type: "object", additionalProperties: false });
    for (const word of ["anyOf", "oneOf", "allOf"]) expect(description.inputSchema).not.toHaveProperty(word);
  });

  test("keeps its public shape", async () => {
    await expect(`${JSON.stringify(description, null, 2)}\n`).toMatchFileSnapshot(`__snapshots__/${kebab(name)}.json`);
  });
});
