import type { Caller } from "./iam/callers.ts";
import type { Keys, Resource } from "./iam/evaluate.ts";
import type { Sessions } from "./iam/sessions.ts";
import type { State } from "./state.ts";
import type { Account } from "./world/account.ts";
import type { World } from "./world/world.ts";

/** What an operation knows besides its input. */
export interface Call {
  /** Sample time in milliseconds. */
  now: number;
  /** Real time in milliseconds: for credentials, whose expiry the SDK compares with the machine's clock. */
  realNow: number;
  region: string;
  /** Where the client found this account, e.g. `http://127.0.0.1:4566`: for addresses that answers carry. */
  origin: string;
  requestId: string;
  /** Aborts when the client has gone: an operation that waits (SQS long polls) need not wait on. */
  signal: AbortSignal;
  caller: Caller;
  /** The caller's own account: an operation sees nothing of another. */
  account: Account;
  /** Of the request, for conditions of policies. */
  keys: Keys;
  /**
   * For an operation that also needs another service's permission, as tag:TagResources needs ec2:CreateTags.
   * @param keys condition keys, in lower case, besides those of the request.
   * @throws Refusal denied.
   */
  authorize(action: string, resources: Resource[], keys?: Keys): void;
  sessions: Sessions;
  state: State;
  /** Of the account. */
  world: World;
  settings: Settings;
}

export interface Settings {
  /** Sample seconds between a change and its appearance in CloudTrail. */
  trailDelaySeconds: number;
  /** Sample seconds a rebooted instance's status checks stay `initializing`. */
  rebootSeconds: number;
}
