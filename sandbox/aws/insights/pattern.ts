/** The command `pattern`: lines that differ only in their variable parts, counted together. */
import type { Row, Value } from "./ast.ts";

const VARIABLE =
  /\b\d{4}-\d\d-\d\d[T ][\d:.]+Z?|\b[0-9a-f]{8}-[0-9a-f-]{27,}\b|\b(?=\w*\d)[\w-]*\d[\w-]*(?:\.\d+)*\b|"[^"]*"/g;
const SEVERITIES = ["Fatal", "Error", "Warn", "Info", "Debug", "Trace"];

export function startPatterns(
  textOf: (row: Row) => Value,
  next: { push(row: Row): void; end(): void },
): { push(row: Row): void; end(): void } {
  const counts = new Map<string, { count: number; severity: string }>();
  let total = 0;
  return {
    push(row) {
      const text = textOf(row);
      if (text === undefined) return;
      total += 1;
      const pattern = String(text).replace(VARIABLE, "<*>");
      const known = counts.get(pattern) ?? { count: 0, severity: severityOf(String(text)) };
      known.count += 1;
      counts.set(pattern, known);
    },
    end() {
      const found = [...counts].sort(([, a], [, b]) => b.count - a.count);
      for (const [pattern, { count, severity }] of found)
        next.push({
          "@pattern": pattern,
          "@ratio": count / total,
          "@sampleCount": count,
          "@severityLabel": severity,
        });
      next.end();
    },
  };
}

const severityOf = (text: string): string =>
  SEVERITIES.find((level) => new RegExp(`\\b${level}`, "i").test(text)) ?? "None";
