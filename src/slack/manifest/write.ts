/** `npm run manifest`: writes manifest.yml anew. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateManifest } from "./generate.ts";

writeFileSync(join(import.meta.dirname, "..", "..", "..", "manifest.yml"), generateManifest());
