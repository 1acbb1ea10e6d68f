/** What a seed changes. The named seed is the one the documents and the demo speak of. */
import { randomOf } from "./random.ts";

export const CANON = "haneul-1";

/**
 * A name or a value drawn from a pool by the seed: the first of the pool in the canonical account, so that the
 * documents stay true there, any of them under another seed.
 */
export function drawn<T>(seed: string, role: string, pool: readonly [T, ...T[]]): T {
  return seed === CANON ? pool[0] : randomOf(seed, "drawn", role).pick(pool);
}

/** A whole number of the seed, `canon` in the canonical account, else in [from, to]. */
export function drawnNumber(seed: string, role: string, canon: number, from: number, to: number): number {
  return seed === CANON ? canon : randomOf(seed, "drawn-number", role).int(from, to);
}
