import type { Documents } from "./store/documents.ts";

/** What a test can set about Slack's own behaviour. Kept with the other state. */
export interface Settings {
  /** Milliseconds an app has for an ack, real time; Slack gives three seconds. */
  ack_ms: number;
  /** Milliseconds from completing an upload until the file is in its channel. */
  file_delay_ms: number;
  /** Whether calls over a method's rate are refused. */
  rate_limits: boolean;
  /** Milliseconds until a socket is told to go, real time; ten seconds before, it is warned. */
  socket_life_ms: number;
  /** Milliseconds that an address for a socket is good for, real time. */
  ticket_ms: number;
}

const defaults: Settings = {
  ack_ms: 3_000,
  file_delay_ms: 40,
  rate_limits: true,
  socket_life_ms: 18_060_000,
  ticket_ms: 30_000,
};

export interface SettingsStore {
  get(): Settings;
  change(changes: Partial<Settings>): Settings;
}

export function createSettings(documents: Documents<Settings>): SettingsStore {
  let now: Settings = { ...defaults, ...documents.get("settings") };
  return {
    get: () => now,
    change(changes) {
      now = { ...now, ...changes };
      documents.put("settings", now);
      return now;
    },
  };
}
