import type { WebClientOptions } from "@slack/web-api";

type Fetch = NonNullable<WebClientOptions["fetch"]>;

/** What Slack would unfold links in. */
const POSTS = /\/chat\.(?:postMessage|update)$/;

/**
 * Slack fetches what a message links to and shows it, unless every call says not to. No text of AWS or a model may make
 * it fetch anything, so the calls say it here, whoever makes them.
 */
export const withoutUnfurl =
  (send: Fetch): Fetch =>
  (url, init) => {
    const body = init?.body;
    if (typeof body !== "string" || !POSTS.test(String(url))) return send(url, init);
    const fields = new URLSearchParams(body);
    fields.set("unfurl_links", "false");
    fields.set("unfurl_media", "false");
    return send(url, { ...init, body: fields.toString() });
  };
