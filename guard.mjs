/**
 * Says in a sentence what is missing, where the program itself would only crash. Plain JavaScript, because a Node
 * that is too old cannot read TypeScript: npm scripts name this file by `--import`, before their entry file.
 */
import { existsSync } from "node:fs";
import module from "node:module";
import { setFlagsFromString } from "node:v8";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const readsTypeScript = major > 22 || (major === 22 && minor >= 18);
const isInstalled = existsSync(new URL("./node_modules/better-sqlite3", import.meta.url));

const problem = !isInstalled
  ? "The dependencies are not installed: run `npm ci` first, then this command again."
  : !readsTypeScript
    ? `This is Node ${process.versions.node}, which is too old. npm ci brings the right Node: run it, then this command again by npm.`
    : null;

if (problem) {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}

// V8 lets a heap grow up to fourfold before it collects, so that of a process that runs for weeks much is garbage. A third
// is as fast (`npm run bench -- reply soak`). Before the compiled modules, which are kept apart for each set of flags. A
// process that was told to stay small does so by itself.
if (!process.execArgv.includes("--optimize-for-size")) setFlagsFromString("--heap-growing-percent=30");

// Keeps stripped and compiled modules between starts. From here and not from the entry file: only so is Node's TypeScript
// compiler never loaded, which takes 15 MB and a fifth of the start. Threads and forked processes read the variable.
const { directory } = module.enableCompileCache?.() ?? {};
if (directory) process.env.NODE_COMPILE_CACHE ??= directory;
