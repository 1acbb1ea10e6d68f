import type { Stop, StopFile } from "../ports/change-switch.ts";

/** Asked at every proposal, click and start, so that it works at once. Null: changes may go on. */
export type KillSwitch = () => Stop | null;

const BY_RULES: Stop = { by: null, why: null, at: null, from: "rules" };

/** Thrown by the configuration for good, or by a file while running. */
export function createKillSwitch({ enabled, file }: { enabled: boolean; file: Pick<StopFile, "read"> }): KillSwitch {
  return () => (enabled ? file.read() : BY_RULES);
}
