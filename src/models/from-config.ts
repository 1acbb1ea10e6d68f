import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { Models } from "../ports/model.ts";
import { createAnthropicClient } from "./anthropic.ts";
import { createBedrockClient } from "./bedrock.ts";
import { createModels, type Provider } from "./models.ts";
import { createOfflinePlanner } from "./offline/planner.ts";

export interface ModelSettings {
  provider: "anthropic" | "bedrock" | "none";
  anthropicApiKey: string | undefined;
  anthropicBaseUrl: string | undefined;
  bedrock: { region: string | undefined; profile: string | undefined; token: string | undefined };
  default: string;
  fallbackOffline: boolean;
}

/**
 * The models a team configured. The offline planner can be chosen only where it is the default (a team that
 * answers by rules alone); as a fallback it answers unasked, and only then.
 */
export function createModelsFrom(settings: ModelSettings, { clock, log }: { clock: Clock; log: Log }): Models {
  const wantsOffline = settings.default === "offline" || settings.fallbackOffline;
  return createModels({
    provider: providerOf(settings),
    offline: wantsOffline ? createOfflinePlanner() : null,
    defaultId: settings.default,
    fallbackId: settings.fallbackOffline ? "offline" : null,
    clock,
    onListError: (error) => log.warn({ err: error }, "the list of models could not be fetched"),
  });
}

function providerOf({ provider, anthropicApiKey, anthropicBaseUrl, bedrock }: ModelSettings): Provider {
  if (provider === "anthropic" && anthropicApiKey) {
    const client = createAnthropicClient({
      apiKey: anthropicApiKey,
      ...(anthropicBaseUrl ? { baseURL: anthropicBaseUrl } : {}),
    });
    return { kind: "api", client };
  }
  if (provider === "bedrock" && bedrock.region) {
    const client = createBedrockClient({
      region: bedrock.region,
      ...(bedrock.token ? { bearerToken: bedrock.token } : {}),
      ...(bedrock.profile ? { profile: bedrock.profile } : {}),
    });
    return { kind: "bedrock", client };
  }
  return null;
}
