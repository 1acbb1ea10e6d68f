import type { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { awsSdk } from "./aws-sdk.ts";
import type { AccountConfig } from "./config.ts";

export type CredentialProvider = ReturnType<typeof fromTemporaryCredentials>;

/** The SDK waits for ever unless told otherwise. */
export const httpTimeouts = { connectionTimeout: 3_000, requestTimeout: 30_000 };

/** Where AWS is and whose keys are used, for a process that is told so instead of leaving both to the SDK's own settings. */
export interface Reach {
  endpoint: string;
  keys: CredentialProvider;
}

/** Left before the credentials run out when new ones are fetched. */
const RENEW_MS = 5 * 60_000;

/** One set of credentials per account for all its clients: each client by itself would assume the role anew. */
export function sharedCredentials({ readRole, regions }: AccountConfig, reach: Reach | null): CredentialProvider {
  let current: { identity: ReturnType<CredentialProvider>; renewAt: Promise<number> } | null = null;
  const fetchIdentity = async () => {
    const { fromNodeProviderChain, fromTemporaryCredentials } = awsSdk("credential-providers");
    const endpoint = reach ? { endpoint: reach.endpoint } : {};
    const clientConfig = { region: regions[0]!, requestHandler: httpTimeouts, ...endpoint };
    if (readRole === null) return (reach?.keys ?? fromNodeProviderChain({ clientConfig }))();
    return fromTemporaryCredentials({
      ...(reach ? { masterCredentials: reach.keys } : {}),
      params: { RoleArn: readRole, RoleSessionName: "opsthread-read" },
      clientConfig,
    })();
  };
  return async () => {
    if (current && (await current.renewAt) <= Date.now()) current = null;
    if (!current) {
      const identity = fetchIdentity();
      const renewAt = identity.then(
        ({ expiration }) => (expiration ? expiration.getTime() - RENEW_MS : Number.POSITIVE_INFINITY),
        () => 0,
      );
      current = { identity, renewAt };
    }
    return current.identity;
  };
}
