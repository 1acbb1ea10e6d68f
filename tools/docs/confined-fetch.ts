/** The only host that documentation is asked from. */
export const HOST = "https://knowledge-mcp.global.api.aws";

const MAX_BYTES = 2_000_000;

type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** A fetch that knows one host, follows no redirect, and stops at a limit of time and of bytes. */
export function confined(network: typeof fetch, limit: AbortSignal): Fetch {
  return async (url, init = {}) => {
    const { origin } = new URL(url);
    if (origin !== HOST) throw new Error(`Documentation is not asked from ${origin}`);
    const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit;
    const response = await network(url, { ...init, signal, redirect: "error" });
    if (response.redirected) throw new Error("The documentation server redirected");
    return response.body === null ? response : new Response(response.body.pipeThrough(capped()), response);
  };
}

function capped(): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > MAX_BYTES) controller.error(new Error("The documentation server's answer is too large"));
      else controller.enqueue(chunk);
    },
  });
}
