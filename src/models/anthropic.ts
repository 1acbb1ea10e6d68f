import Anthropic from "@anthropic-ai/sdk";

/** Its logger would write to stdout, its tracing would follow any global tracer: both are off. */
export function createAnthropicClient(options: { apiKey: string; baseURL?: string }): Anthropic {
  return new Anthropic({ ...options, authToken: null, logLevel: "off", openTelemetry: false });
}
