const SLOW =
  /느린\s*(?:요청|호출|응답)|(?:요청|호출|응답)\s*중(?:에|에서)?\s*(?:가장\s*|제일\s*)?느린|오래\s*걸린\s*(?:요청|호출|응답)|(?:요청|호출)\s*(?:이|가)?\s*(?:가장|제일)\s*(?:느린|오래)|\bslow(?:est|er)?\s+(?:\w+\s+)?(?:requests?|calls?)\b|\b(?:requests?|calls?)\b.*\b(?:took|take)\b.*\blongest\b|\blongest\s+(?:requests?|calls?)\b/i;

/** Single requests by how long they took, as logs have them; how fast a service is on the whole is a metric. */
export const asksSlowRequests = (text: string): boolean => SLOW.test(text);
