import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { manifestOf } from "./manifest.ts";
import { registered } from "./registered.ts";
import { methodsIn } from "./scopes.ts";

const SLACK = join(import.meta.dirname, "..");

/** manifest.yml as it has to be: from the listeners as they register, and from the sources for what they call. */
export function generateManifest(): string {
  const sources = readdirSync(SLACK, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.startsWith("manifest"),
  );
  const methods = sources.flatMap((file) => methodsIn(readFileSync(join(SLACK, file), "utf8")));
  const manifest = manifestOf({ ...registered(), methods: [...new Set(methods)].sort() });
  return `# Made by \`npm run manifest\` from what the code registers and calls; a test checks that it is current.\n${stringify(manifest, { lineWidth: 0 })}`;
}
