import { join } from "node:path";
import { parseArgs } from "node:util";

export interface Options {
  port: number;
  dir: string;
  manifest: string;
  now?: string;
  clockFile?: string;
  withParent: boolean;
}

export const usage = `usage: node sandbox/slack/main.ts [--port 3000] --data DIR
  --port N           0 takes any free port; a busy one is stepped over
  --data DIR         where messages, files and tokens are kept
  --manifest FILE    the app's manifest (default: manifest.yml at the top of the repository)
  --now ISO          start the workspace's clock here
  --clock-file FILE  JSON {"now": ISO, "set_at": epoch ms}, read again whenever it changes
  --with-parent      stop when standard input closes`;

/** Throws a sentence for the person at the terminal. */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: "string", default: "3000" },
      data: { type: "string" },
      manifest: { type: "string", default: join(import.meta.dirname, "..", "..", "manifest.yml") },
      now: { type: "string" },
      "clock-file": { type: "string" },
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
    ...(values.now === undefined ? {} : { now: values.now }),
    ...(values["clock-file"] === undefined ? {} : { clockFile: values["clock-file"] }),
  };
}
