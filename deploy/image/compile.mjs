/**
 * Run once while the image is built: loads what the bot and its children load, and draws a chart, so that their compiled
 * modules lie in NODE_COMPILE_CACHE when a container starts. Its own file system is read-only, and its /tmp empty.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = process.cwd();
const load = (path) => import(join(root, path));

await load("src/app.ts");
for (const model of ["anthropic", "bedrock", "offline/planner"]) await load(`src/models/${model}.ts`);
for (const part of ["serve", "read-server", "act/act-server", "action-catalog"]) await load(`tools/${part}.ts`);

const require = createRequire(join(root, "package.json"));
const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
for (const name of Object.keys(dependencies).filter((one) => one.startsWith("@aws-sdk/"))) require(name);

const { createDraw } = await load("charts/draw.ts");
const draw = createDraw();
await draw.warm();
await draw.close();

// The entries themselves, which end at once for want of a configuration. One that is not there in compiled form would have
// Node load its TypeScript compiler.
for (const entry of ["src/main.ts", "tools/server.ts"])
  spawnSync(process.execPath, ["--import", "./guard.mjs", entry]);
