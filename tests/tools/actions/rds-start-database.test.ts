import { expect, test } from "vitest";
import { actionSite } from "../support/action-site.ts";

test("what runs is not started", async () => {
  const site = await actionSite();
  expect(await site.refusal("rds_start_database", { database: "orders-db" })).toBe(
    "invalid_input: orders-db is available; it can only be started when stopped.",
  );
  expect(await site.refusal("rds_start_database", { database: "orders-db-1" })).toMatch(/^(not_found|invalid_input): /);
});
