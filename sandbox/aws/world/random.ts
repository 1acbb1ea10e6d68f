/** Seeded streams: the same seed, domain and day give the same numbers on every machine. */
import { hash } from "node:crypto";

export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole number in [from, to]. */
  int(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
  /** One of the items, each as likely as its weight. */
  weighted<T extends { weight: number }>(items: readonly T[]): T;
  /** Around 1, at most `spread` away. */
  about(spread: number): number;
  hex(length: number): string;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** sfc32 (Chris Doty-Humphrey's Small Fast Counter), seeded by SHA-256 of the parts. */
export function randomOf(...parts: (string | number)[]): Random {
  const seed = hash("sha256", parts.join("|"), "buffer");
  let a = seed.readInt32LE(0);
  let b = seed.readInt32LE(4);
  let c = seed.readInt32LE(8);
  let counter = seed.readInt32LE(12);
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    pick: (items) => items[int(0, items.length - 1)] as (typeof items)[number],
    weighted(items) {
      let left = next() * items.reduce((sum, item) => sum + item.weight, 0);
      for (const item of items) {
        left -= item.weight;
        if (left < 0) return item;
      }
      return items[0] as (typeof items)[number];
    },
    about: (spread) => 1 + (next() * 2 - 1) * spread,
    hex(length) {
      let digits = "";
      while (digits.length < length) {
        const word = next() * 4294967296;
        for (const shift of [24, 16, 8, 0]) digits += HEX[(word >>> shift) & 255];
      }
      return digits.slice(0, length);
    },
  };
}

export function uuidOf(random: Random): string {
  const h = random.hex(32);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20)}`;
}
