/**
 * Entry of the tool server: MCP over stdio. `--role read` serves any MCP client; `--role act` only the bot that shakes hands.
 */
// Keeps stripped and compiled modules between starts: a restarted child is back in half the time and memory.
(await import("node:module")).enableCompileCache();

// Keys that were given to the bot as variables: it keeps them in a file for this process alone.
const { AWS_KEYS_FILE: keys } = process.env;
try {
  if (keys) process.loadEnvFile(keys);
} catch (error) {
  process.stderr.write(`The tool server has no AWS keys (${(error as Error).message}): start the bot anew.\n`);
  process.exit(1);
}

const { serve } = await import("./serve.ts");
await serve(process.argv, process.env);

export {};
