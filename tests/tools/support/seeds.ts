import { afterAll, beforeAll } from "vitest";
import { NOW, type SampleAccount, startSampleAccount } from "./sample-account.ts";
import { sharedToolServer, type ToolServer } from "./tool-server.ts";

export const seeds = ["haneul-1", "haneul-3"] as const;
type Seed = (typeof seeds)[number];

/** For a whole test file: a sample account of each seed with a read server on it. */
export function accountsOfSeeds(): (seed: Seed) => { account: SampleAccount; server: ToolServer } {
  const sites = new Map<Seed, { account: SampleAccount; server: ToolServer }>();
  beforeAll(async () => {
    await Promise.all(
      seeds.map(async (seed) => {
        const account = await startSampleAccount(NOW, seed);
        sites.set(seed, { account, server: await sharedToolServer(account) });
      }),
    );
  });
  afterAll(async () => {
    for (const { account, server } of sites.values()) {
      await server.close();
      await account.stop();
    }
  });
  return (seed) => sites.get(seed)!;
}
