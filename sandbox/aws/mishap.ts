/** What a fault does to the request it hits, before the operation is run and to the answer after it. */
import type { IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "./faults.ts";
import type { Answer } from "./wire/answer.ts";
import { Refusal } from "./wire/errors.ts";

/** How an answer goes out. */
export interface Delivery {
  answer?: Answer;
  /** Part of the body, or nothing, and then the connection ends. */
  cut?: "half" | "all";
  /** Real milliseconds by which the answer's Date is off. */
  skewMs?: number;
}

const HOUR = 3_600_000;

const page = (status: number, type: string, body: string): Answer => ({
  status,
  headers: { "content-type": type },
  body,
});

const HTML = `<!DOCTYPE html>
<html><head><title>502 Bad Gateway</title></head>
<body><h1>502 Bad Gateway</h1><p>The proxy server received an invalid response from an upstream server.</p></body></html>
`;
const XML = `<?xml version="1.0" encoding="UTF-8"?>
<Fault><Reason>Service Temporarily Unavailable</Reason></Fault>
`;

/**
 * Undefined where the request goes on.
 * @throws Refusal where the service itself refuses.
 */
export async function sufferBefore(fault: Fault, http: IncomingMessage): Promise<Delivery | undefined> {
  switch (fault.kind) {
    case "throttle":
      throw new Refusal("throttled", "Rate exceeded");
    case "deny":
      throw new Refusal("denied", "Denied by a scripted fault");
    case "expired":
      throw new Refusal("expired", "The security token included in the request is expired");
    case "not_enabled":
      throw new Refusal(
        "notEnabled",
        "You are not subscribed to this service. Please go to https://aws.amazon.com to subscribe.",
      );
    case "clock_skew":
      throw new Refusal("skewed", "Signature expired: it is not within 5 minutes of the server's time");
    case "http503":
      return { answer: page(503, "text/plain", "Service Unavailable") };
    case "html_page":
      return { answer: page(502, "text/html", HTML) };
    case "xml_page":
      return { answer: page(503, "text/xml", XML) };
    case "cut":
      return { cut: "all" };
    case "delay":
    case "hang":
      await pause(fault.ms ?? (fault.kind === "hang" ? 60_000 : 1_000), http);
      return undefined;
    default:
      return undefined;
  }
}

export function sufferAfter(fault: Fault, answer: Answer): Delivery {
  if (fault.kind === "execute_then_drop") return { cut: "all" };
  return fault.kind === "half_body" ? { answer, cut: "half" } : { answer };
}

export const skewOf = (fault: Fault | undefined): number => (fault?.kind === "clock_skew" ? (fault.ms ?? HOUR) : 0);

/** Ends early when the client has gone. */
async function pause(ms: number, http: IncomingMessage): Promise<void> {
  const gone = new AbortController();
  http.socket.once("close", () => gone.abort());
  await wait(ms, undefined, { signal: gone.signal }).catch(() => undefined);
}
