/**
 * Noise by number: a value for each minute (or span of minutes) without drawing those before it, so that any
 * window of a metric costs only its own points. The seeded streams of `random.ts` would cost a digest per minute.
 */
import { hash } from "node:crypto";

/** A value in [0, 1) for each whole number. */
export type Noise = (index: number) => number;

export function noiseOf(...parts: (string | number)[]): Noise {
  const key = hash("sha256", parts.join("|"), "buffer").readInt32LE(0);
  return (index) => {
    // Two rounds of the 32-bit finaliser of MurmurHash3 (Austin Appleby, public domain).
    let h = key ^ Math.imul(index | 0, 0x9e3779b1);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
    return ((h ^ (h >>> 12)) >>> 0) / 4_294_967_296;
  };
}

/** The same noise drawn every `span` and joined by straight lines: what wanders instead of jumping. */
export const wandering =
  (noise: Noise, span: number): Noise =>
  (index) => {
    const slot = Math.floor(index / span);
    const part = index / span - slot;
    return noise(slot) * (1 - part) + noise(slot + 1) * part;
  };

/** A whole number whose mean is `mean`: rounded up as often as its fraction says. */
export const wholeOf = (mean: number, chance: number): number => Math.floor(mean + chance);
