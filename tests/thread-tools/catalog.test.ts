import { expect, test } from "vitest";
import { createThreadTools } from "../../src/thread-tools/catalog.ts";
import { testClock } from "../store/support.ts";
import { pencil, periodWords, someDatasets } from "./support.ts";

const deps = () => ({
  ...{ datasets: someDatasets(), draw: pencil().draw, periodWords, chooseTheme: () => undefined },
  ...{ approvals: { endedBetween: () => [] }, personName: async (id: string) => id, clock: testClock() },
  ...{ past: { search: () => [], threads: () => 0 } },
  scopeOf: async () => ({ channels: [], aloneWith: null }),
});

test("the tools of the thread as the model sees them", () => {
  const tools = createThreadTools(deps());
  expect(tools.map((tool) => tool.descriptor)).toMatchSnapshot();
});

test("each of them only reads, says what it is for, and has a plain object as its input", () => {
  const tools = createThreadTools(deps());
  for (const { descriptor } of tools) {
    expect(descriptor.readOnly).toBe(true);
    expect(descriptor.titles?.ko).toMatch(/[가-힣]/);
    expect(descriptor.titles?.en).toBe(descriptor.title);
    expect(descriptor.description.length).toBeLessThanOrEqual(1_024);
    expect(descriptor.inputSchema).toMatchObject({ type: "object", additionalProperties: false });
    expect(descriptor.inputSchema).not.toHaveProperty("anyOf");
  }
});
