/** What would tell a stranger about the account: put out of a question before it leaves. */
const patterns: readonly RegExp[] = [
  /\barn:[\w-]+:\S+/gi,
  /\b[\w.+-]+@[\w-]+\.[\w.-]+/g,
  /\b\d{1,3}(?:\.\d{1,3}){3}(?:\/\d+)?\b/g,
  /\b[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){3,7}\b/gi,
  /\b\d{4}-?\d{4}-?\d{4}\b/g,
  /\b[a-z]{1,12}-[0-9a-f]{8,17}\b/gi,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  /\[redacted[^\]]*\]/gi,
];

/** A question as it may be sent to AWS's public documentation: no ids, addresses or secrets (`redact` runs before). */
export function outbound(query: string): string {
  return patterns
    .reduce((text, pattern) => text.replaceAll(pattern, " "), query)
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, 300);
}
