import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Ways in which lines that look harmless are not: facts about shells and common commands, put together by us. None of
 * them may pass as read-only, also those that only read but are nobody's business or never end. By what they do.
 */
export function readAbuses(): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  let group: string[] = [];
  for (const line of readFileSync(join(import.meta.dirname, "abuses.txt"), "utf8")
    .trimEnd()
    .split("\n")) {
    if (line.startsWith("## ")) {
      group = [];
      groups.set(line.slice(3), group);
    } else group.push(line.startsWith("json: ") ? (JSON.parse(line.slice(6)) as string) : line);
  }
  return groups;
}
