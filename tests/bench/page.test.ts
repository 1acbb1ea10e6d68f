import { expect, test } from "vitest";
import { withResults } from "../../bench/page.ts";

const PAGE = "# Benchmarks\n\nWhat this is.\n\n## reply\n\nold\n\n```\nold table\n```\n\n## soak\n\nkept\n";

test("new results take the place of old ones under the same name, and the rest is kept", () => {
  const page = withResults(PAGE, "reply", ["a table", "with $& in it"]);
  expect(page).toMatch(
    /^# Benchmarks\n\nWhat this is\.\n\n## reply\n\n`npm run bench -- reply` on \d{4}-\d\d-\d\d, Node [\d.]+, \w+, \d+ processors.*, \d+ GB\n\n```\na table\nwith \$& in it\n```\n\n## soak\n\nkept\n$/,
  );
});

test("a new bench comes at the end", () => {
  expect(withResults(PAGE, "startup", ["a table"])).toMatch(/kept\n\n## startup\n\n.*\n\n```\na table\n```\n$/);
});

test("the last one is replaced as well", () => {
  const page = withResults(PAGE, "soak", ["new"]);
  expect(page.match(/## soak/g)).toHaveLength(1);
  expect(page).not.toContain("kept");
});
