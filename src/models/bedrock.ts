import { AnthropicBedrock } from "@anthropic-ai/bedrock-sdk";
import { fromNodeProviderChain } from "@aws-sdk/credential-providers";

/**
 * Claude through Bedrock: by bearer token, else signed with its own profile (never with the credentials of the
 * tools). `region` is required because the SDK would quietly take us-east-1.
 */
export function createBedrockClient(options: {
  region: string;
  bearerToken?: string;
  profile?: string;
  baseURL?: string;
}): AnthropicBedrock {
  const { region, bearerToken, profile, baseURL } = options;
  return new AnthropicBedrock({
    awsRegion: region,
    apiKey: bearerToken ?? null,
    providerChainResolver: async () => fromNodeProviderChain(profile ? { profile } : {}),
    ...(baseURL ? { baseURL } : {}),
    logLevel: "off",
    openTelemetry: false,
  });
}
