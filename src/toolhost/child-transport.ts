import { DEFAULT_INHERITED_ENV_VARS, StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

/** A stdio transport whose child gets exactly `env`; a reply of more than `maxReply` bytes closes it. */
export function createChildTransport(child: {
  command: string;
  args: string[];
  env: Record<string, string>;
  maxReply: number;
}): StdioClientTransport {
  // The SDK puts HOME, PATH, USER ... of this process under what is passed; a key that is undefined stays out.
  const shutOut = Object.fromEntries(DEFAULT_INHERITED_ENV_VARS.map((name) => [name, undefined]));
  return new StdioClientTransport({
    command: child.command,
    args: child.args,
    env: { ...shutOut, ...child.env } as Record<string, string>,
    stderr: "pipe",
    maxBufferSize: child.maxReply,
  });
}
