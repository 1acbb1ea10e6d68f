if (process.argv.includes("--down")) process.exit(1);
if (process.argv.includes("--mute")) process.stdin.resume();
else {
  // Only here: one that is down is started many times.
  const { StdioServerTransport } = await import("@modelcontextprotocol/sdk/server/stdio.js");
  const { createWiki } = await import("./wiki.ts");
  await createWiki().server.connect(new StdioServerTransport());
}

export {};
