import { limitAnswers, type Stack } from "./answer-limit.ts";
import { readAwsFailure } from "./aws-failure.ts";
import { awsSdk } from "./aws-sdk.ts";
import type { AccountConfig } from "./config.ts";
import { type CredentialProvider, httpTimeouts, type Reach, sharedCredentials } from "./credentials.ts";
import { AwsCallError } from "./errors.ts";
import type { Limiter } from "./limiter.ts";

/** What every client of the SDK is given; where AWS is comes from the SDK's own settings, unless this process is told. */
export interface ClientSettings {
  region: string;
  credentials: CredentialProvider;
  maxAttempts: number;
  retryMode: "standard";
  requestHandler: { connectionTimeout: number; requestTimeout: number };
  endpoint?: string;
}

/** As far as a client of any service is looked at here. */
interface AnyClient {
  middlewareStack: Stack & { remove(name: string): boolean };
}

/** Where a request goes; `action` is written as in IAM policies: `cloudtrail:LookupEvents`. */
interface CallSite {
  action: string;
  account: AccountConfig;
  region: string;
  signal: AbortSignal;
  /** Nobody waits for it: goes when nobody else does. */
  background?: boolean;
}

/** AWS as one tool call sees it: which clients there are, and one way to call them. */
export interface Aws {
  /** One client per class, account and region, made on first use. Import the client's package where it is used: `await import(...)`. */
  client<C>(make: new (settings: ClientSettings) => C, account: AccountConfig, region: string): C;
  /** Waits for the rate limit, sends, and says where it failed: throws AwsCallError, or the abort's reason. */
  send<Output>(at: CallSite, request: (options: { abortSignal: AbortSignal }) => Promise<Output>): Promise<Output>;
  /** The account's 12 digit id; asked from STS once where the configuration does not say. */
  accountId(account: AccountConfig, signal: AbortSignal): Promise<string>;
}

/** Credentials: the SDK's default chain, or the account's read role assumed from it; the keys of `reach` in its place. */
export function createAws(limiter: Limiter, reach: Reach | null = null): Aws {
  const clients = new Map<string, unknown>();
  const ids = new Map<string, Promise<string>>();
  const credentials = new Map<string, CredentialProvider>();
  const credentialsOf = (account: AccountConfig) => {
    const known = credentials.get(account.name) ?? sharedCredentials(account, reach);
    credentials.set(account.name, known);
    return known;
  };
  // Clients keep what they were given; only new ones ask again.
  const forgetCredentials = () => {
    credentials.clear();
    clients.clear();
  };

  const aws: Aws = {
    client(make, account, region) {
      const key = `${make.name}/${account.name}/${region}`;
      let client = clients.get(key) as InstanceType<typeof make> | undefined;
      if (!client) {
        client = new make({
          region,
          credentials: credentialsOf(account),
          maxAttempts: 3,
          retryMode: "standard",
          requestHandler: httpTimeouts,
          ...(reach ? { endpoint: reach.endpoint } : {}),
        });
        // Even without a logger it copies each answer for the log: a tenth of the time of reading CloudTrail.
        const { middlewareStack } = client as AnyClient;
        middlewareStack.remove("loggerMiddleware");
        limitAnswers(middlewareStack);
        clients.set(key, client);
      }
      return client;
    },

    async send({ action, account, region, signal, background = false }, request) {
      // Before the turn: requests held up by credentials would arrive in a heap. What fails here fails again below.
      await credentialsOf(account)().catch(() => undefined);
      const urgency = background ? "background" : "foreground";
      await limiter.take({ account: account.name, region, action }, signal, urgency);
      try {
        return await request({ abortSignal: signal });
      } catch (error) {
        signal.throwIfAborted();
        if (readAwsFailure(error).code === "expired_credentials") forgetCredentials();
        throw new AwsCallError({ action, account: account.name, region }, error);
      }
    },

    accountId(account, signal) {
      if (account.id !== null) return Promise.resolve(account.id);
      let id = ids.get(account.name);
      if (!id) {
        id = askAccountId(aws, account, signal);
        ids.set(account.name, id);
        id.catch(() => ids.delete(account.name));
      }
      return id;
    },
  };
  return aws;
}

async function askAccountId(aws: Aws, account: AccountConfig, signal: AbortSignal): Promise<string> {
  const { GetCallerIdentityCommand, STSClient } = awsSdk("client-sts");
  const region = account.regions[0]!;
  const client = aws.client(STSClient, account, region);
  const identity = await aws.send({ action: "sts:GetCallerIdentity", account, region, signal }, (options) =>
    client.send(new GetCallerIdentityCommand({}), options),
  );
  return identity.Account ?? "unknown";
}
