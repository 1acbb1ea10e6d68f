import type { Caller, Sessions } from "./iam/callers.ts";
import type { State } from "./state.ts";
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
  sessions: Sessions;
  state: State;
  world: World;
  settings: Settings;
}

export interface Settings {
  /** Sample seconds between a change and its appearance in CloudTrail. */
  trailDelaySeconds: number;
  /** Sample seconds a rebooted instance's status checks stay `initializing`. */
  rebootSeconds: number;
}
