import type { Clock } from "./clock.ts";

/**
 * Message timestamps: the clock's seconds with six digits, unique in the workspace. They only ever rise while the
 * clock runs forward; when the clock is moved back they follow it, because a reader sorts and dates by them.
 */
export function createTimestamps(clock: Clock, isTaken: (ts: string) => boolean): () => string {
  let last = 0n;
  return () => {
    const now = BigInt(Math.floor(clock.now())) * 1000n;
    let micros = now <= last && last - now < 60_000_000n ? last + 1n : now;
    while (isTaken(format(micros))) micros += 1n;
    last = micros;
    return format(micros);
  };
}

function format(micros: bigint): string {
  return `${micros / 1_000_000n}.${String(micros % 1_000_000n).padStart(6, "0")}`;
}
