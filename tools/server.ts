/**
 * Entry of the tool server: MCP over stdio. `--role read` serves any MCP client; `--role act` only the bot that shakes hands.
 * The guard comes before any import that would crash an older Node.
 */
const [major = 0] = process.versions.node.split(".").map(Number);
if (major < 26) {
  process.stderr.write(
    `The tool server needs Node 26 or newer; this is ${process.versions.node}. Run it through npm, which brings its own Node.\n`,
  );
  process.exit(1);
}

// Keeps stripped and compiled modules between starts: a restarted child is back in half the time and memory.
(await import("node:module")).enableCompileCache();

const { serve } = await import("./serve.ts");
await serve(process.argv, process.env);

export {};
