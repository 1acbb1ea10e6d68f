import type { z } from "zod";
import type { Clock } from "./clock.ts";
import type { AccountConfig } from "./config.ts";
import type { CredentialProvider } from "./credentials.ts";
import type { Tool } from "./define-tool.ts";
import type { RecordCall } from "./recorded-aws.ts";
import type { Bilingual, Scalar } from "./results.ts";

/** What a session may do: IAM actions on these ARNs. */
export interface Permission {
  actions: string[];
  resources: string[];
  conditions?: Record<string, Record<string, string[]>>;
}

export interface Permissions {
  /** Its actions are the calls that change something, as CloudTrail names them. */
  change: Permission;
  /** What AWS asks for besides, on behalf of the change. */
  more?: Permission[];
  /** What re-reading and verifying need. */
  look: Permission;
}

/** Where an approved call goes, with credentials cut down to it. */
export interface ActSite {
  account: { id: string; name: string };
  region: string;
  credentials: CredentialProvider;
  /** For idempotency tokens and comments that AWS keeps. */
  approvalId: string;
  clock: Clock;
  signal: AbortSignal;
  /** What is asked of AWS is told to the bot with the result. */
  record: RecordCall;
}

export interface Verification {
  /** Null: could not be told. */
  ok: boolean | null;
  /** One line on what was checked. */
  text: Bilingual;
  at: string;
  /** What a command printed on each host. */
  output?: { target: string; text: string }[];
}

/**
 * A change that a person has to approve. `tool` is what the read server lists and previews; the rest runs in the act server.
 * `args` is the strict schema of the canonical arguments: exactly what `preview` put into the contract.
 */
export interface Action<Args extends object = Record<string, unknown>> {
  tool: Tool;
  /** Whether it is listed at all with these accounts; absent: always. */
  offered?(accounts: readonly AccountConfig[]): boolean;
  args: z.ZodType<Args>;
  permissions(args: Args, site: { account: { id: string }; region: string }): Permissions;
  /** The target's state now, under the same keys as the preview's fingerprint. */
  fingerprint(args: Args, site: ActSite): Promise<Record<string, Scalar>>;
  /** The one call that changes something. Its client must not retry by itself; once begun it is not cancelled. */
  send(args: Args, site: Omit<ActSite, "signal">): Promise<{ requestId: string | null; text: Bilingual }>;
  /** Looks until the change can be judged or its own time limit is reached. */
  verify(args: Args, site: ActSite): Promise<Verification>;
}

/** Exists to infer the arguments' type; the catalog holds actions of any arguments. */
export function defineAction<Args extends object>(action: Action<Args>): Action {
  return action as unknown as Action;
}
