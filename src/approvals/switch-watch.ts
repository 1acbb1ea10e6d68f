import type { Audit } from "../ports/audit.ts";
import type { Stop, SwitchRefusal, SwitchRequest, SwitchTurned } from "../ports/change-switch.ts";
import type { Language } from "../ports/tools.ts";
import type { KillSwitch } from "./kill-switch.ts";

interface Turner {
  user: string;
  team: string;
  name: string;
  language: Language;
}

export interface SwitchWatch {
  /**
   * Puts on record and tells what has changed since the last look, wherever the switch was turned. On record when it
   * returns; resolves when it is told. Throws when it cannot be recorded, and the next look tries again.
   */
  look(by?: Turner, why?: string): Promise<void>;
  refused(request: SwitchRequest, why: SwitchRefusal): void;
}

const STOPPED = "changes_stopped";
const ALLOWED = "changes_allowed";

/** Notices that the kill switch was turned; what was told before a restart is known from the audit and not told again. */
export function createSwitchWatch(deps: {
  audit: Audit;
  stopped: KillSwitch;
  /** Must not throw. */
  turned: (turn: SwitchTurned) => Promise<void>;
}): SwitchWatch {
  const { audit, stopped, turned } = deps;
  /** Undefined: not looked up yet. */
  let known: Stop | null | undefined;

  const toldBefore = (): Stop | null => {
    const latest = audit.latest([STOPPED, ALLOWED]);
    return latest?.what === STOPPED ? (latest.detail.stop as Stop) : null;
  };

  return {
    look(by, why) {
      const stop = stopped();
      if (known === undefined) known = toldBefore();
      // Turned back before its stop could be recorded, it is on record all the same.
      if (isSame(stop, known) && why === undefined) return Promise.resolve();
      audit.record(stop ? STOPPED : ALLOWED, { ...(stop ? { stop } : { why: why ?? null }), by: by ?? null });
      known = stop;
      return turned({
        stop,
        by: stop?.by ?? by?.name ?? null,
        why: stop ? stop.why : (why ?? null),
        language: by?.language ?? "en",
      });
    },
    refused({ to, user }, why) {
      audit.record("refused_switch", { to, user, why });
    },
  };
}

const isSame = (a: Stop | null, b: Stop | null) =>
  a === null || b === null ? a === b : a.at === b.at && a.from === b.from;
