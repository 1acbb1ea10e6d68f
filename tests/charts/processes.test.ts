import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { nodeArgs } from "../support/node-args.ts";

const folder = mkdtempSync(join(tmpdir(), "opsthread-charts-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A machine without any font: fontconfig is shown an empty folder and nothing else. */
mkdirSync(join(folder, "fonts"));
writeFileSync(
  join(folder, "fonts.conf"),
  `<fontconfig><dir>${join(folder, "fonts")}</dir><cachedir>${join(folder, "cache")}</cachedir></fontconfig>`,
);

/** Runs a fixture to its own end; a handle left open would keep it alive past the time limit. */
async function run(fixture: string, ...args: string[]): Promise<{ out: Record<string, unknown>; err: string }> {
  const file = fileURLToPath(new URL(`./fixtures/${fixture}`, import.meta.url));
  const env = { PATH: "/usr/bin:/bin", HOME: folder, FONTCONFIG_FILE: join(folder, "fonts.conf") };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, nodeArgs(file, ...args), {
    env,
    timeout: 28_000,
  });
  return { out: JSON.parse(stdout), err: stderr };
}

test("on a machine without fonts Hangul is drawn from the bundled files", async () => {
  expect(await run("without-fonts.ts")).toEqual({ out: { warm: "warm", boxes: false }, err: "" });
});

test("where the bundled fonts come too late, the start fails with what to do", async () => {
  const { out } = await run("without-fonts.ts", "early");
  expect(out).toEqual({
    warm:
      "Charts cannot draw Hangul: the renderer did not take the bundled Pretendard files. " +
      "Fonts must be installed before anything else renders text, or FONTCONFIG_FILE set before the process starts.",
    boxes: true,
  });
});

test("sixteen at once leave vega off the main thread and the process ends by itself", async () => {
  const { out } = await run("sixteen-at-once.ts");
  expect({ drawn: out.drawn, open: out.open }).toEqual({ drawn: 16, open: [] });
  const packages = out.packages as string[];
  expect(packages).toContain("sharp");
  expect(packages.filter((name) => /^(vega|d3|harfbuzz)/.test(name))).toEqual([]);
});
