import type { Readable } from "node:stream";
import { capText } from "../../redaction/clean-text.ts";
import { redactInOrder } from "../../redaction/redact.ts";
import type { Log } from "../log.ts";

const MAX_LINE = 4_000;

/** Reads a child's stderr to its end, so that the child never blocks on it, and logs it line by line. */
export function drainStderr(stderr: Readable, log: Log): void {
  let rest = "";
  const redact = redactInOrder();
  const tell = (line: string): void => {
    if (line.trim() !== "") log.info({ line: capText(redact(line), MAX_LINE) }, "tool server wrote");
  };
  stderr.setEncoding("utf8");
  stderr.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = capText(lines.pop() ?? "", MAX_LINE);
    lines.forEach(tell);
  });
  stderr.on("end", () => tell(rest));
}
