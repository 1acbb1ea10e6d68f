/**
 * Entry of the tool server: MCP over stdio. `--role read` serves any MCP client; `--role act` only the bot that shakes hands.
 */
// Keeps stripped and compiled modules between starts: a restarted child is back in half the time and memory.
(await import("node:module")).enableCompileCache();

const { serve } = await import("./serve.ts");
await serve(process.argv, process.env);

export {};
