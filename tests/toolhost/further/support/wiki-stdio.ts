import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { createWiki } from "./wiki.ts";

if (process.argv.includes("--down")) process.exit(1);
if (process.argv.includes("--mute")) process.stdin.resume();
else await createWiki().server.connect(new StdioServerTransport());
