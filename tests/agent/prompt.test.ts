import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { SYSTEM_PROMPT } from "../../src/agent/prompt.ts";

it("the system prompt is the same bytes for everybody, and changing it is a decision", () => {
  expect(createHash("sha256").update(SYSTEM_PROMPT).digest("hex").slice(0, 16)).toMatchInlineSnapshot(
    `"f31f2a14c227065e"`,
  );
  expect(SYSTEM_PROMPT.length).toBeLessThan(5_000);
});
