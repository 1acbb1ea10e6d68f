import { type Span, SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import type { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import type { OpenSpan, SpanAttributes, Spans } from "../ports/spans.ts";

export interface Tracing extends Spans {
  /** Sends what is still held back, for at most two seconds. */
  close(): Promise<void>;
}

export interface TracingSettings {
  /** The base of an OTLP receiver over HTTP, as in OTEL_EXPORTER_OTLP_ENDPOINT: `/v1/traces` is added. */
  endpoint: string;
  headers: Record<string, string>;
  serviceName: string;
}

const CLOSE_MS = 2_000;

/** Traces are off: the work runs, and nothing is loaded or kept. */
const off: Tracing = {
  run: (_name, _attributes, work) => work({ set: () => undefined, failed: () => undefined }),
  past: () => undefined,
  close: async () => undefined,
};

/**
 * Spans over OTLP (JSON over HTTP, in batches; dropped, never waited for, when nobody takes them). Null: off. The provider
 * is not the process's global one on purpose: SDKs with spans of their own would put what they carry into them.
 */
export async function createTracing(
  settings: TracingSettings | null,
  environment: string | null = null,
): Promise<Tracing> {
  if (!settings) return off;
  const [{ AsyncLocalStorageContextManager }, { OTLPTraceExporter }, { resourceFromAttributes }, sdk] =
    await Promise.all([
      import("@opentelemetry/context-async-hooks"),
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/resources"),
      import("@opentelemetry/sdk-trace"),
    ]);
  const url = `${settings.endpoint.replace(/\/+$/, "")}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, headers: settings.headers, timeoutMillis: 5_000 });
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({
      "service.name": settings.serviceName,
      ...(environment ? { "deployment.environment.name": environment } : {}),
    }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 })],
  });
  const spans = createSpans(provider.getTracer("opsthread"), new AsyncLocalStorageContextManager().enable());
  return {
    ...spans,
    async close() {
      const timeUp = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), timeUp]);
    },
  };
}

function createSpans(tracer: Tracer, contexts: AsyncLocalStorageContextManager): Spans {
  const open = (name: string, attributes: SpanAttributes, startTime?: number): Span => {
    const options = { kind: SpanKind.INTERNAL, attributes, ...(startTime === undefined ? {} : { startTime }) };
    return tracer.startSpan(name, options, contexts.active());
  };
  const mark = (span: Span, code: string) => {
    span.setAttribute("error.type", code);
    span.setStatus({ code: SpanStatusCode.ERROR });
  };
  return {
    async run(name, attributes, work) {
      const span = open(name, attributes);
      const handle: OpenSpan = { set: (more) => void span.setAttributes(more), failed: (code) => mark(span, code) };
      try {
        return await contexts.with(trace.setSpan(contexts.active(), span), () => work(handle));
      } catch (error) {
        mark(span, error instanceof Error ? error.name : "thrown");
        throw error;
      } finally {
        span.end();
      }
    },
    past(name, attributes, { at, ms }, failed) {
      const span = open(name, attributes, at);
      if (failed !== null) mark(span, failed);
      span.end(at + ms);
    },
  };
}
