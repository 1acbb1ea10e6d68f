import { mkdirSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import type { Control } from "../slack/control-client.ts";
import type { Shown } from "./thread/thread-text.ts";

/** Puts every picture and file of the conversation into a folder; their paths by file id. */
export async function saveFiles(control: Control, shown: Shown[], dir: string): Promise<Map<string, string>> {
  const paths = new Map<string, string>();
  const taken = new Set<string>();
  for (const file of shown.flatMap(({ message }) => message.files)) {
    mkdirSync(dir, { recursive: true });
    const name = freeName(basename(file.name), taken);
    taken.add(name);
    const path = join(dir, name);
    writeFileSync(path, await control.file(file.path));
    paths.set(file.id, path);
  }
  return paths;
}

function freeName(name: string, taken: Set<string>): string {
  const ending = extname(name);
  const stem = name.slice(0, name.length - ending.length);
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${stem}-${n}${ending}`;
    if (!taken.has(candidate)) return candidate;
  }
}
