import type { ClientSettings } from "../aws.ts";
import type { AccountConfig } from "../config.ts";
import { httpTimeouts } from "../credentials.ts";
import type { ActSite } from "../define-action.ts";
import type { Call } from "../define-tool.ts";
import { recorded } from "../recorded-clients.ts";

type Make<Client> = new (settings: ClientSettings) => Client;

/** Looks at one region of one account: with the read role before an approval, with the act role after it. */
export interface Reach {
  account: { id: string; name: string };
  region: string;
  client<Client>(make: Make<Client>): Client;
  /** `action` as in IAM policies. */
  ask<Output>(action: string, request: (options: { abortSignal: AbortSignal }) => Promise<Output>): Promise<Output>;
}

export function readReach(account: AccountConfig, id: string, region: string, { aws, signal }: Call): Reach {
  return {
    account: { id, name: account.name },
    region,
    client: (make) => aws.client(make, account, region),
    ask: (action, request) => aws.send({ action, account, region, signal }, request),
  };
}

export function actReach(site: ActSite): Reach {
  return {
    account: site.account,
    region: site.region,
    client: (make) => clientOf(make, site, 3),
    ask: (_action, request) => request({ abortSignal: site.signal }),
  };
}

/** For the change itself: sent once, never by itself again. */
export const changer = <Client>(make: Make<Client>, site: Omit<ActSite, "signal">): Client => clientOf(make, site, 1);

function clientOf<Client>(
  make: Make<Client>,
  { account, region, credentials, record }: Omit<ActSite, "signal">,
  maxAttempts: number,
): Client {
  const client = new make({ region, credentials, maxAttempts, retryMode: "standard", requestHandler: httpTimeouts });
  return recorded(client, { account: account.name, region }, record);
}
