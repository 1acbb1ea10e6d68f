/** Whether the label holds a host that is not the link's own, however it is spelled or spaced out. */
export function namesAnotherHost(url: URL, label: string): boolean {
  // Wide letters and other spellings become plain ones; what has no width goes.
  const plain = label.normalize("NFKC").replace(/\p{Cf}/gu, "");
  const named = plain.match(/[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu)?.[0]?.toLowerCase();
  if (named === undefined) return false;
  const host = url.protocol === "mailto:" ? (url.pathname.split("@").at(-1) ?? "") : url.hostname;
  return host !== named && !host.endsWith(`.${named}`);
}
