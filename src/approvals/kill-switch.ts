import { readFileSync } from "node:fs";

/** Why nothing may be changed now. `by` and `why` are what whoever threw the switch left there. */
export interface Stop {
  by: string | null;
  why: string | null;
}

/** Asked at every proposal, click and start, so that it works at once. Null: changes may go on. */
export type KillSwitch = () => Stop | null;

/**
 * Thrown by the configuration for good, or by a file while running, which needs neither Slack nor a restart. A file that
 * is there and cannot be read stops as well (A10).
 */
export function createKillSwitch({ enabled, file }: { enabled: boolean; file: string }): KillSwitch {
  return () => {
    if (!enabled) return { by: null, why: null };
    let text: string;
    try {
      text = readFileSync(file, "utf8");
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "ENOENT" ? null : { by: null, why: null };
    }
    return stopIn(text);
  };
}

function stopIn(text: string): Stop {
  try {
    const { by, why } = JSON.parse(text) as Partial<Record<keyof Stop, unknown>>;
    return { by: typeof by === "string" ? by : null, why: typeof why === "string" ? why : null };
  } catch {
    return { by: null, why: null };
  }
}
