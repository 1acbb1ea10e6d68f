/** Escapes so that no text of AWS, a model or a person can ping, link or format. Our own markup is added after. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
