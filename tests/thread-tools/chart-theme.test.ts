import { expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { createPrefs } from "../../src/store/prefs.ts";
import { createThemes } from "../../src/store/themes.ts";
import { chartTheme } from "../../src/thread-tools/chart-theme.ts";
import { korean, never } from "./support.ts";

const askers: Record<string, string> = { r1: "U0JIWOO", r2: "U0SARAH" };

test("a person's pictures are light until they say otherwise, and only theirs change", async () => {
  const themes = createThemes(createPrefs(openDatabase(":memory:")));
  const it = chartTheme({ chooseTheme: (runId, theme) => themes.choose(askers[runId] ?? "", theme) });
  const say = (args: unknown, runId = "r1") => it.run(args, { thread: "t1", context: { ...korean, runId } }, never);

  expect(themes.of("U0JIWOO")).toBe("light");
  expect(await say({ theme: "dark" })).toEqual({ text: "From now on the pictures of this person are dark." });
  expect([themes.of("U0JIWOO"), themes.of("U0SARAH")]).toEqual(["dark", "light"]);
  await say({ theme: "dark" }, "r2");
  await say({ theme: "light" });
  expect([themes.of("U0JIWOO"), themes.of("U0SARAH")]).toEqual(["light", "dark"]);
  await expect(say({ theme: "pink" })).rejects.toThrow(/theme/);
});
