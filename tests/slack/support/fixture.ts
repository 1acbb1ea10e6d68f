import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../../../sandbox/slack/entities.ts";

const dir = join(import.meta.dirname, "..", "fixtures");
let delivered = 0;

export interface Envelope {
  type: "events_api" | "interactive" | "slash_commands";
  payload: Json & { event: Json };
}

/**
 * A recorded frame of Slack's, see fixtures/README.md. `put` replaces texts in it, such as the times of the messages it
 * is about; every one is an event or a press of its own.
 */
export function fixture(name: string, put: Record<string, string> = {}): Envelope {
  delivered += 1;
  const at = { Ev0FAKE: `Ev${delivered}FAKE`, "9876543210987.": `${delivered}.`, ...put };
  const text = readFileSync(join(dir, `${name}.json`), "utf8");
  return JSON.parse(Object.entries(at).reduce((all, [from, to]) => all.replaceAll(from, to), text)) as Envelope;
}

/** What messages and files are made of is compared by other tests: here a list of blocks is a block. */
const OPAQUE = ["blocks", "attachments", "values"];

/** `event.files[].name`: where in a payload something stands, whatever it is. */
export function keyPaths(value: unknown, path = ""): string[] {
  if (value === null || typeof value !== "object" || OPAQUE.some((name) => path.endsWith(name))) return [path];
  if (Array.isArray(value)) return [path, ...value.flatMap((one) => keyPaths(one, `${path}[]`))];
  return Object.entries(value).flatMap(([name, inner]) => keyPaths(inner, path === "" ? name : `${path}.${name}`));
}
