import { describe, expect, test } from "vitest";
import { context, error, hostFor } from "./support/host.ts";
import { aPreview, aTable } from "./support/shapes.ts";

describe("a tool server that behaves", () => {
  test("gives tables, previews and texts, checked, with the digest as text", async ({ onTestFinished }) => {
    const { call } = hostFor({ onTestFinished });
    expect(await call("table")).toEqual({ kind: "table", text: "2 days, USD 21.50", table: aTable() });
    expect(await call("preview")).toEqual({ kind: "preview", text: "a preview", preview: aPreview() });
    expect(await call("text")).toEqual({ kind: "text", text: "plain" });
  });

  test("gets the arguments as they are and the context beside them", async ({ onTestFinished }) => {
    const { call } = hostFor({ onTestFinished });
    const outcome = await call("echo", { period: "지난주", group_by: ["service"] });
    expect(JSON.parse(outcome.text)).toEqual({
      args: { period: "지난주", group_by: ["service"] },
      meta: { "opsthread/context": context },
    });
  });

  test("is listed once, over all pages, with what it names itself; only an explicit hint makes it read-only", async ({
    onTestFinished,
  }) => {
    const { tools } = hostFor({ onTestFinished });
    const inputSchema = { type: "object" };
    const listed = [
      {
        name: "table",
        title: "TABLE",
        titles: { ko: "표", en: "TABLE" },
        description: "list 1",
        inputSchema,
        readOnly: true,
      },
      { name: "crash", title: "CRASH", description: "list 1", inputSchema, readOnly: false },
      { name: "text", title: "text", description: "list 2", inputSchema, readOnly: false },
    ];
    expect(await Promise.all([tools.tools(), tools.tools()])).toEqual([listed, listed]);
    expect(await tools.tools()).toEqual(listed);
  });

  test("sees exactly the environment it is given, nothing of the bot's", async ({ onTestFinished }) => {
    const { call } = hostFor({ onTestFinished }, {}, { env: { AWS_PROFILE: "sample", LANG: "ko_KR.UTF-8" } });
    const outcome = await call("env");
    // The last by the guard, where it keeps compiled modules.
    const compiled = { NODE_COMPILE_CACHE: expect.any(String) };
    expect(JSON.parse(outcome.text)).toEqual({ AWS_PROFILE: "sample", LANG: "ko_KR.UTF-8", ...compiled });
  });

  test("answers calls side by side", async ({ onTestFinished }) => {
    const { call } = hostFor({ onTestFinished });
    await call("text");
    const began = performance.now();
    const texts = (await Promise.all(Array.from({ length: 10 }, () => call("sleepy")))).map((outcome) => outcome.text);
    expect(texts).toEqual(Array.from({ length: 10 }, () => "done"));
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});

describe("a result that must not be used", () => {
  test("a tool's own error keeps its code and its sentence", async ({ onTestFinished }) => {
    const { call } = hostFor({ onTestFinished });
    expect(await call("refused")).toEqual(error("not_found", "No instance is named order-api-9."));
    expect(await call("refused_plainly")).toEqual(error("internal", "went wrong"));
    expect(await call("bad_arguments")).toEqual(
      error("invalid_input", "MCP error -32602: Invalid arguments for tool x"),
    );
    expect(await call("no_such_tool")).toEqual(
      error("internal", "no_such_tool failed inside the tool server. Say that it did not work."),
    );
    expect(await call("text", ["not", "an", "object"])).toEqual(
      error("invalid_input", "The arguments of text must be a JSON object."),
    );
  });

  test("a wrong shape is an error that names the first problem", async ({ onTestFinished }) => {
    const { call } = hostFor({ onTestFinished });
    const wrong = (name: string, problem: string) =>
      error("internal", `${name} sent a result of the wrong shape (${problem}), so it cannot be used. Say so.`);
    expect(await call("wrong_width")).toEqual(wrong("wrong_width", "table.rows: row 1 has 1 cells for 3 columns"));
    expect(await call("wrong_cell")).toEqual(
      wrong("wrong_cell", 'table.rows: row 0 has a cell in "usd" that is no money'),
    );
    expect(await call("wrong_shape")).toEqual(
      wrong("wrong_shape", "table.columns: Invalid input: expected array, received undefined"),
    );
    expect(await call("wrong_kind")).toEqual(
      wrong("wrong_kind", "kind: Invalid discriminator value. Expected 'table' | 'preview'"),
    );
    expect((await call("deep")).kind).toBe("error");
  });

  test("a digest that is far too long is cut", async ({ onTestFinished }) => {
    const outcome = await hostFor({ onTestFinished }).call("long_text");
    expect(outcome.text).toHaveLength(20_000);
  });
});
