import { fileURLToPath } from "node:url";

const GUARD = fileURLToPath(new URL("../../guard.mjs", import.meta.url));

/** What Node is given to run a file of ours as npm scripts do: the guard first, so that compiled modules are kept. */
export const nodeArgs = (file: string, ...args: string[]): string[] => ["--import", GUARD, file, ...args];
