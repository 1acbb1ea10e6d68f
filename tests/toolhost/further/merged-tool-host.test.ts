import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createFurtherServer } from "../../../src/toolhost/further/further-server.ts";
import { createMergedToolHost } from "../../../src/toolhost/further/merged-tool-host.ts";
import { nodeArgs } from "../../support/node-args.ts";
import { context, hostFor } from "../support/host.ts";
import { recordLog } from "../support/record-log.ts";

const wikiOverStdio = fileURLToPath(new URL("./support/wiki-stdio.ts", import.meta.url));

test("our tools come first, theirs after them; one that is down or silent is told once and stops nothing", async (t) => {
  const { log, entries } = recordLog();
  const server = (name: string, ...args: string[]) =>
    createFurtherServer({
      name,
      at: { kind: "command", command: process.execPath, args: nodeArgs(wikiOverStdio, ...args), env: {} },
      allow: ["status", "echo"],
      readOnly: [],
      log: recordLog().log,
    });
  const own = hostFor(t).tools;
  const merged = createMergedToolHost(own, [server("down", "--down"), server("mute", "--mute"), server("wiki")], {
    log,
    waitMs: 400,
  });
  t.onTestFinished(() => merged.close());

  const expected = ["table", "crash", "text", "wiki__status", "wiki__echo"];
  const named = async () => (await merged.tools()).map(({ name }) => name);
  await expect.poll(named, { timeout: 10_000 }).toEqual(expected);
  const began = performance.now();
  expect(await named()).toEqual(expected);
  expect(performance.now() - began).toBeLessThan(350);
  const told = entries.map(
    ({ level, fields, message }) => `${level} ${(fields as { server: string }).server}: ${message}`,
  );
  expect(told.filter((line) => !line.includes("wiki")).sort()).toEqual([
    "warn down: an MCP server cannot be used now",
    "warn mute: an MCP server cannot be used now",
  ]);

  const signal = new AbortController().signal;
  expect(await merged.call("text", {}, context, signal)).toEqual({ kind: "text", text: "plain" });
  expect(await merged.call("wiki__status", {}, context, signal)).toMatchObject({ table: { rows: [[true, 3]] } });
  expect((await merged.call("wiki__echo", {}, context, signal)).text).toContain('"meta":null');
  expect(await merged.call("wiki__echo", [], context, signal)).toEqual({
    kind: "error",
    code: "invalid_input",
    text: "The arguments of wiki__echo must be a JSON object.",
  });
});
