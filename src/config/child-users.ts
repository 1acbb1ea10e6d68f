import { StartError } from "../errors.ts";

/** A user of its own (a uid, and the gid of the same number) for each kind of child that holds something of AWS or others. */
export interface ChildUsers {
  read: number;
  act: number;
  /** Further MCP servers. */
  mcp: number;
}

/**
 * `read=10001,act=10002,mcp=10003`, as the image's start gives it where it may hand out users (deploy/image/start.sh). Null:
 * all children run as the bot's user.
 */
export function childUsersOf(env: Readonly<Record<string, string | undefined>>): ChildUsers | null {
  const given = env.OPSTHREAD_CHILD_USERS;
  if (!given) return null;
  const [, ...ids] = /^read=(\d+),act=(\d+),mcp=(\d+)$/.exec(given) ?? [];
  const [read = 0, act = 0, mcp = 0] = ids.map(Number);
  // Two kinds under one number, or root, would be no separation.
  if (new Set([read, act, mcp, 0]).size < 4)
    throw new StartError(
      "OPSTHREAD_CHILD_USERS must be three user numbers such as read=10001,act=10002,mcp=10003, all different and none of them 0; without it all servers run as the bot's user.",
    );
  return { read, act, mcp };
}
