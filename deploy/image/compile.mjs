/**
 * Run once while the image is built: each kind of process loads what it will load, and a chart is drawn, so that their
 * compiled modules lie in NODE_COMPILE_CACHE when a container starts. Its own file system is read-only, and its /tmp empty.
 * Node keeps them apart by V8's flags, so each kind is started with its own.
 */
import { fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = process.cwd();
const load = (path) => import(join(root, path));

const require = createRequire(join(root, "package.json"));
/** What packages load of others only when it is needed; `npm run image` tells when another one is. */
const LATER = {
  bot: ["undici/lib/llhttp/llhttp_simd-wasm.js"],
  tools: [
    "pino/pino.js",
    "@aws-sdk/credential-provider-ini/dist-cjs/index.js",
    "@aws-sdk/nested-clients/dist-cjs/submodules/sts/index.js",
  ],
};
const loadLater = (files) => files.forEach((file) => void require(join(root, "node_modules", file)));

/** The entry itself, which ends at once for want of a configuration. Not compiled, it would have Node load its TypeScript compiler. */
const loadEntry = (nodeArgs, entry) => spawnSync(process.execPath, [...nodeArgs, join(root, entry)]);

const kinds = {
  async bot() {
    await load("src/app.ts");
    for (const model of ["anthropic", "bedrock", "offline/planner"]) await load(`src/models/${model}.ts`);
    const { createDraw } = await load("charts/draw.ts");
    const draw = createDraw();
    await draw.warm();
    await draw.close();
    loadLater(LATER.bot);
    loadEntry(process.execArgv, "src/main.ts");
  },
  async tools() {
    const files = readdirSync(join(root, "tools"), { recursive: true }).filter((file) => file.endsWith(".ts"));
    for (const file of files.filter((one) => one !== "server.ts")) await load(`tools/${file}`);
    const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    for (const name of Object.keys(dependencies).filter((one) => one.startsWith("@aws-sdk/"))) require(name);
    loadLater(LATER.tools);
    loadEntry(process.execArgv, "tools/server.ts");
  },
  async query() {
    await load("src/datasets/query-watchdog.ts");
    // Ends by itself when nobody talks to it any more; killed, it would keep nothing.
    const worker = fork(join(root, "src/datasets/query-worker.ts"), [], { execArgv: [] });
    await once(worker, "message");
    const gone = once(worker, "exit");
    worker.disconnect();
    await gone;
  },
};

const [kind] = process.argv.slice(2);
if (kind) await kinds[kind]();
else {
  const { toolServer } = await load("src/toolhost/child-command.ts");
  const { args } = toolServer("read");
  const flagsOf = { tools: args.slice(0, args.indexOf("--role") - 1), query: [], bot: process.execArgv };
  for (const [name, flags] of Object.entries(flagsOf)) {
    const { status } = spawnSync(process.execPath, [...flags, import.meta.filename, name], { stdio: "inherit" });
    if (status !== 0) throw new Error(`what ${name} loads could not be compiled`);
  }
}
