import { join } from "node:path";
import { parseArgs } from "node:util";
import { castSetup } from "./cast.ts";
import type { ClockOptions } from "./clock.ts";
import { readConfig } from "./config.ts";
import type { DemoEnds } from "./control/types.ts";
import { readManifest } from "./manifest.ts";
import type { Setup } from "./setup.ts";

export interface Options {
  port: number;
  dir: string;
  /** A file that declares people, channels, groups and apps. */
  config?: string;
  manifest: string;
  clock: Pick<ClockOptions, "now" | "file">;
  withParent: boolean;
  demo?: DemoEnds;
}

const common = `  --port N           0 takes any free port; a busy one is stepped over
  --config FILE      people, channels, groups and apps (default: the cast of the demo and this repository's app)
  --now ISO          start the workspace's clock here
  --clock-file FILE  JSON {"now": ISO, "set_at": epoch ms}, read again whenever it changes`;

export const usage = `usage: node sandbox/slack/main.ts [--port 3000] --data DIR
  --data DIR         where messages, files and tokens are kept
  --manifest FILE    the app's manifest (default: manifest.yml at the top of the repository)
${common}
  --demo AWS,MODEL   say on the page what is behind the app: sample or real, rules or real
  --with-parent      stop when standard input closes`;

export const commandUsage = `usage: npm run workspace -- [--port 3000] [--config FILE]
  --data DIR         where messages, files and tokens are kept (default: .data/workspace)
${common}`;

/** Throws a sentence for the person at the terminal. `data` is where the state goes when nothing is said. */
export function readOptions(argv: readonly string[], data?: string): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: "string", default: "3000" },
      data: { type: "string", ...(data === undefined ? {} : { default: data }) },
      config: { type: "string" },
      manifest: { type: "string", default: join(import.meta.dirname, "..", "..", "manifest.yml") },
      now: { type: "string" },
      "clock-file": { type: "string" },
      demo: { type: "string" },
      "with-parent": { type: "boolean", default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port: "${values.port}" is no port`);
  if (values.data === undefined) throw new Error("--data is missing: where should the workspace keep its state?");
  return {
    port,
    dir: values.data,
    manifest: values.manifest,
    withParent: values["with-parent"],
    ...(values.demo === undefined ? {} : { demo: readEnds(values.demo) }),
    ...(values.config === undefined ? {} : { config: values.config }),
    clock: {
      ...(values.now === undefined ? {} : { now: values.now }),
      ...(values["clock-file"] === undefined ? {} : { file: values["clock-file"] }),
    },
  };
}

/** Who and what is in the workspace, from the configuration or else the demo's cast; throws all problems at once. */
export function readSetup(options: Options): Setup {
  return options.config === undefined ? castSetup(readManifest(options.manifest)) : readConfig(options.config);
}

function readEnds(given: string): DemoEnds {
  const [aws, model] = given.split(",");
  if ((aws === "sample" || aws === "real") && (model === "rules" || model === "real")) return { aws, model };
  throw new Error(`--demo: "${given}" is not like sample,rules`);
}
