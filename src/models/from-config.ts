import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { Models } from "../ports/model.ts";
import { createModels, type Provider } from "./models.ts";

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
 * answers by rules alone); as a fallback it answers unasked, and only then. What nobody configured is not loaded: planner
 * and Bedrock's client are a quarter of the start (`npm run bench -- startup`).
 */
export async function createModelsFrom(
  settings: ModelSettings,
  { clock, log }: { clock: Clock; log: Log },
): Promise<Models> {
  const wantsOffline = settings.default === "offline" || settings.fallbackOffline;
  return createModels({
    provider: await providerOf(settings),
    offline: wantsOffline ? (await import("./offline/planner.ts")).createOfflinePlanner() : null,
    defaultId: settings.default,
    fallbackId: settings.fallbackOffline ? "offline" : null,
    clock,
    onListError: (error) => log.warn({ err: error }, "the list of models could not be fetched"),
  });
}

async function providerOf({ provider, anthropicApiKey, anthropicBaseUrl, bedrock }: ModelSettings): Promise<Provider> {
  if (provider === "anthropic" && anthropicApiKey) {
    const { createAnthropicClient } = await import("./anthropic.ts");
    const client = createAnthropicClient({
      apiKey: anthropicApiKey,
      ...(anthropicBaseUrl ? { baseURL: anthropicBaseUrl } : {}),
    });
    return { kind: "api", client };
  }
  if (provider === "bedrock" && bedrock.region) {
    const { createBedrockClient } = await import("./bedrock.ts");
    const client = createBedrockClient({
      region: bedrock.region,
      ...(bedrock.token ? { bearerToken: bedrock.token } : {}),
      ...(bedrock.profile ? { profile: bedrock.profile } : {}),
    });
    return { kind: "bedrock", client };
  }
  return null;
}
