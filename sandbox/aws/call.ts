import type { Caller, Sessions } from "./iam/callers.ts";
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
  requestId: string;
  caller: Caller;
  /** The caller's own account: an operation sees nothing of another. */
  account: Account;
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
