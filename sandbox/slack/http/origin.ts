import type { IncomingMessage } from "node:http";

/**
 * Whether a request may be answered at all. The server listens on the loopback only, but every page in this
 * machine's browsers can reach that: a foreign name in Host (DNS rebinding) or a foreign Origin is refused.
 */
export function isLocal(request: IncomingMessage, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(request.headers.host ?? "")) return false;
  const { origin } = request.headers;
  return origin === undefined || hosts.some((host) => origin === `http://${host}`);
}

/** Browsers say where a request comes from even when they send no Origin. */
export function isCrossSite(request: IncomingMessage): boolean {
  const site = request.headers["sec-fetch-site"];
  return site !== undefined && site !== "same-origin" && site !== "none";
}
