import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { typedText } from "../../../sandbox/slack/acts/typed-text.ts";
import { castSetup } from "../../../sandbox/slack/cast.ts";
import { readManifest } from "../../../sandbox/slack/manifest.ts";
import { openDatabase } from "../../../sandbox/slack/store/database.ts";
import { createDirectory } from "../../../sandbox/slack/store/directory.ts";

const dir = mkdtempSync(join(tmpdir(), "typed-"));
const db = openDatabase(dir);
const directory = createDirectory(db, castSetup(readManifest(join(import.meta.dirname, "../../../manifest.yml"))));
afterAll(() => {
  db.close();
  rmSync(dir, { recursive: true });
});

test.each([
  ["@ops hi", "<@U0OPSBOT> hi"],
  ["@ops에게 물어봐", "<@U0OPSBOT>에게 물어봐"],
  ["@opsx and mail@ops", "@opsx and mail@ops"],
  ["@aws-approvers #sec @김지우", "<!subteam^S0APPROVERS> <#G0SEC|sec> <@U0JIWOO>"],
  ["<@U0OPSBOT> & <!channel>", "&lt;@U0OPSBOT&gt; &amp; &lt;!channel&gt;"],
  ["see https://x.example/a?b=1&c=2.", "see <https://x.example/a?b=1&amp;c=2>."],
  ["@here", "<!here>"],
])("%s is sent on as %s", (typed, text) => {
  expect(typedText(directory, typed).text).toBe(text);
});

interface Element {
  type: string;
  text?: string;
  url?: string;
}

test("whatever is typed, no bracket comes from the person, and the words are all still there", () => {
  const pieces = fc.constantFrom("@ops", "@sarah", "<", ">", "&", "|", "!", "https://x.example/", "한글", " ", "a");
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces).map((all) => all.join("")),
      ),
      (typed) => {
        const { text, blocks } = typedText(directory, typed);
        const outside = text.replace(/<(@U0\w+|!subteam\^\w+|#\w+\|[\w-]+|!\w+|https?:\/\/[^<>]+)>/g, "");
        expect(outside).not.toMatch(/[<>]/);
        const sections = blocks[0]?.elements as { elements: Element[] }[];
        const words = sections[0]?.elements.map((one) => one.text ?? one.url ?? "").join("") ?? "";
        const unnamed = typed.replace(/@(ops|sarah)/g, "");
        expect(words.replace(/@(ops|sarah)/g, "")).toBe(unnamed);
      },
    ),
  );
});
