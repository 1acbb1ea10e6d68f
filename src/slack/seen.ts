/** How long Slack may repeat an envelope: its last retry comes after about six minutes. */
const KEPT_MS = 10 * 60_000;
const MOST = 5_000;

/** Tells the first delivery of something from its copies. */
export function createSeen(now: () => number = Date.now): { isFirst(key: string): boolean } {
  const known = new Map<string, number>();
  return {
    isFirst(key) {
      const at = known.get(key);
      if (at !== undefined && now() - at < KEPT_MS) return false;
      known.delete(key);
      known.set(key, now());
      if (known.size > MOST) known.delete(known.keys().next().value as string);
      return true;
    },
  };
}
