/** Turns log lines into patterns: what varies from line to line becomes a placeholder, so that like lines count together. */
const variables: readonly [RegExp, string][] = [
  [/\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?/g, "<time>"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "<uuid>"],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b/g, "<ip>"],
  [/\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}\b/g, "<email>"],
  [/\b\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?\b/g, "<time>"],
  [/\b(?:0x)?(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,64}\b/gi, "<id>"],
  [/\b([A-Za-z]{1,12}[-_#])(?=[\w-]*\d|[0-9A-F]{6,64}\b)[\w-]{1,64}\b/g, "$1<id>"],
  [/\b([A-Za-z]{1,6})\d{4,}\b/g, "$1<n>"],
  // HTTP status codes of failures stay: they tell patterns apart.
  [/(?<![\w<.])-?(?![45]\d\d(?![\d.,]|\s?(?:ms|s|sec|kb|mb|gb|kib|mib|gib|%)))\d+(?:[.,]\d+)*/gi, "<n>"],
];

const leading =
  /^(?:<time>|\[<time>\]|\[?(?:ERROR|FATAL|CRITICAL|PANIC|SEVERE|WARN|INFO)\]?:?|\[[\w<>.-]{1,60}\]|[\s|-])+/;

/** The pattern of a line; a JSON line is reduced to its message first. Only the first line of a stack trace counts. */
export function messagePattern(line: string): string {
  let pattern = messageOf(line).split("\n", 1)[0]!.slice(0, 1_000);
  for (const [regex, placeholder] of variables) pattern = pattern.replace(regex, placeholder);
  return pattern.replace(leading, "").replace(/\s+/g, " ").trim() || "(empty)";
}

function messageOf(line: string): string {
  if (!line.trimStart().startsWith("{")) return line;
  try {
    const entry = JSON.parse(line) as Record<string, unknown>;
    const message = [entry.msg, entry.message, entry.error].find((value) => typeof value === "string" && value !== "");
    const nested = [entry.err, entry.error, entry.exception].find(
      (value) => typeof value === "object" && value !== null,
    );
    const kind =
      (nested as { type?: unknown; name?: unknown } | undefined)?.type ?? (nested as { name?: unknown })?.name;
    const parts = [kind, message ?? (nested as { message?: unknown } | undefined)?.message].filter(
      (value): value is string => typeof value === "string" && value !== "",
    );
    return parts.length > 0 ? parts.join(": ") : line;
  } catch {
    return line;
  }
}
