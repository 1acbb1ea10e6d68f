import type { ApprovalStore } from "../ports/approvals.ts";
import type { Audit } from "../ports/audit.ts";
import type { Clock } from "../ports/clock.ts";

/** Corrections of the system's time service stay below this. */
const TOLERANCE_MS = 5_000;

const CLOCK_WENT_BACK = {
  ko: "시계가 뒤로 바뀌어 이 요청이 얼마나 오래되었는지 알 수 없습니다",
  en: "the clock was set back, so how old this request is cannot be told",
};

/**
 * A clock that goes back would make open cards younger than they are, so it ends all of them. One that jumps ahead only lets
 * them expire. The latest moment is kept in the store: a restart with a wrong clock is noticed as well.
 */
export function createClockWatch({ store, audit, clock }: { store: ApprovalStore; audit: Audit; clock: Clock }) {
  /** Gives the ids of what it ended. */
  return function look(): string[] {
    const now = clock.now();
    const open = [...store.inState("pending"), ...store.inState("approved")];
    const seen = store.clockSeen() ?? 0;
    if (open.length === 0) {
      // Nothing is open that a wrong clock could make younger: what it says now counts from here on.
      if (seen > now) store.sawClock(now);
      return [];
    }
    const latest = Math.max(seen, ...open.map((row) => Math.max(row.createdAt, row.decidedAt ?? 0)));
    if (now >= latest - TOLERANCE_MS) {
      if (now > latest) store.sawClock(now);
      return [];
    }
    return store.atomically(() => {
      const ended = open.filter(({ id }) => store.end(id, "expired", CLOCK_WENT_BACK, now)).map(({ id }) => id);
      store.sawClock(now);
      audit.record("clock_went_back", { from: latest, to: now, ended });
      return ended;
    });
  };
}
