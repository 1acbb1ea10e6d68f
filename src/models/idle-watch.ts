import type { Middleware } from "@anthropic-ai/sdk/client";

export interface IdleWatch {
  signal: AbortSignal;
  /** Counts every byte of the answer, pings included. */
  middleware: Middleware;
  fired(): boolean;
  stop(): void;
}

/**
 * The SDK's own timeout ends with the headers; a body that stalls would hang for good. Aborts after `idleMs` without a
 * byte.
 */
export function createIdleWatch(idleMs: number): IdleWatch {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), idleMs);
  timer.unref();
  return {
    signal: controller.signal,
    middleware: async (request, next) => {
      timer.refresh();
      const response = await next(request);
      timer.refresh();
      if (!response.ok || !response.body) return response;
      const counted = response.body.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, out) {
            timer.refresh();
            out.enqueue(chunk);
          },
        }),
      );
      return new Response(counted, response);
    },
    fired: () => controller.signal.aborted,
    stop: () => clearTimeout(timer),
  };
}
