import { describe, expect, it } from "vitest";
import { startProcess } from "./support/start.ts";

describe("the log", () => {
  it("goes to stderr as JSON lines, with errors whole and secrets masked", async () => {
    const { child, stderr } = startProcess("tests/support/log-something.ts", []);
    let stdout = "";
    child.stdout!.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    await new Promise((resolve) => child.once("exit", resolve));
    expect(stdout).toBe("");
    const entry = JSON.parse(stderr()) as {
      err: { name: string; message: string; stack: string; cause: { message: string } };
      url: string;
      msg: string;
    };
    expect(entry.err.name).toBe("TypeError");
    expect(entry.err.message).toMatch(/^it broke on \[redacted:/);
    expect(entry.err.stack).toContain("log-something.ts");
    expect(entry.err.cause.message).toBe("the reason");
    expect(JSON.stringify(entry)).not.toMatch(/xoxb-1234567890-abcdefghijkl|hunter2secret/);
  });
});
