import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const guard = join(import.meta.dirname, "..", "guard.mjs");
const pretend = (version: string) =>
  `data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"${version}"}})`;
const run = (version: string) => {
  const { status, stderr } = spawnSync(process.execPath, ["--import", pretend(version), "--import", guard, "-e", ""], {
    encoding: "utf8",
  });
  return { status, stderr };
};

it("says in a sentence that a Node is too old to read TypeScript", () => {
  expect(run("20.20.2")).toEqual({
    status: 1,
    stderr:
      "This is Node 20.20.2, which is too old. npm ci brings the right Node: run it, then this command again by npm.\n",
  });
});

it("lets every other Node pass without a word", () => {
  for (const version of ["22.18.0", "24.0.0", "26.10.0"]) expect(run(version)).toEqual({ status: 0, stderr: "" });
});
