import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import type { Log } from "../../src/log.ts";
import { drainStderr } from "../../src/toolhost/drain-stderr.ts";

const key = ["-----BEGIN PRIVATE KEY-----", "aB3d".repeat(16), "aB3d".repeat(16), "-----END PRIVATE KEY-----"];
const written = `Error: xoxb-123456789012-abcdefABCDEF\n${key.join("\n")}\n    at AKIAIOSFODNN7EXAMPLE (a.ts:1)`;

test.each([1, 7, 40, 4_000])(
  "row 47: logs what a child writes without secrets, also when it comes in pieces of %i bytes and a key over lines",
  async (size) => {
    const lines: string[] = [];
    const log = { info: ({ line }: { line: string }) => lines.push(line) } as unknown as Log;
    const stderr = new PassThrough();
    drainStderr(stderr, log);
    for (let at = 0; at < written.length; at += size) stderr.write(written.slice(at, at + size));
    stderr.end();
    await new Promise((resolve) => stderr.once("end", resolve));
    expect(lines.map((line) => line.replace(/:[0-9a-f]{4}\]/, "]"))).toEqual([
      "Error: [redacted:slack-token]",
      "[redacted:private-key]",
      "[redacted:private-key]",
      "[redacted:private-key]",
      "-----END PRIVATE KEY-----",
      "    at [redacted:aws-key] (a.ts:1)",
    ]);
  },
);
