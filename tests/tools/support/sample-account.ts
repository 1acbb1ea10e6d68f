import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAccountHere } from "../../support/ends.ts";

/** The moment at which tool tests ask: Saturday noon in Seoul. */
export const NOW = "2026-11-21T03:00:00Z";

interface JournalEntry {
  principal: string;
  service: string;
  operation: string;
  region: string;
  input: Record<string, unknown>;
  outcome: string;
}

/** The sample account with its control listener. */
export interface SampleAccount {
  /** What a process needs to reach it, and nothing else. */
  env(profile: "read" | "act" | "admin"): Record<string, string>;
  fault(fault: { service?: string; operation: string; kind: string; times?: number; region?: string }): Promise<void>;
  clearFaults(): Promise<void>;
  journal(): Promise<JournalEntry[]>;
  clearJournal(): Promise<void>;
  /** Removes its folder, where nobody can wait any more. */
  abandon(): void;
  stop(): Promise<void>;
}

/** Those of this worker, by moment and seed: starting one takes a while, and test files of a worker run one by one. */
const shared = new Map<string, Promise<SampleAccount>>();

/** An account that no test changes, shared between files; it is handed over without faults and with an empty journal. */
export async function startSampleAccount(now = NOW, seed = "haneul-1"): Promise<SampleAccount> {
  const key = `${now} ${seed}`;
  const account = await (shared.get(key) ?? startShared(key, now, seed));
  await account.clearFaults();
  await account.clearJournal();
  return account;
}

function startShared(key: string, now: string, seed: string): Promise<SampleAccount> {
  const starting = startOwnAccount({ now, seed }).then((account) => {
    process.once("exit", () => account.abandon());
    return { ...account, stop: async () => undefined };
  });
  shared.set(key, starting);
  return starting;
}

/** An account of its own, for what changes it. */
export async function startOwnAccount({
  now = NOW,
  seed = "haneul-1",
  args = [],
}: {
  now?: string;
  seed?: string;
  args?: string[];
} = {}): Promise<SampleAccount> {
  const data = mkdtempSync(join(tmpdir(), "sample-account-"));
  const more = ["--reboot-seconds", "1", "--trail-delay-seconds", "0"];
  const { ready, stop } = await startAccountHere(["--data", data, "--now", now, "--seed", seed, ...more, ...args]);
  const { control, configFile, profiles } = ready;
  const ask = async (method: string, path: string, body?: unknown) => {
    const reply = await fetch(`${control}${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    return reply.json();
  };
  return {
    env: (profile) => ({
      AWS_CONFIG_FILE: configFile,
      AWS_PROFILE: profiles[profile],
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
    }),
    fault: async (fault) => void (await ask("POST", "/_sandbox/fault", fault)),
    clearFaults: async () => void (await ask("DELETE", "/_sandbox/fault")),
    journal: async () => (await ask("GET", "/_sandbox/journal")) as JournalEntry[],
    clearJournal: async () => void (await ask("DELETE", "/_sandbox/journal")),
    abandon: () => rmSync(data, { recursive: true, force: true }),
    async stop() {
      await stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
