import { setTimeout as delay } from "node:timers/promises";
import type { ActSite, Verification } from "../define-action.ts";
import { iso } from "../period.ts";
import type { Bilingual } from "../results.ts";

/** A little under what the bot waits for. */
const LIMIT_MS = 240_000;
const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 10_000;

export type Judgement = { ok: boolean; text: Bilingual; output?: NonNullable<Verification["output"]> };

/** Looks again and again until it can be judged or time is up; then `late` says how far it had come. */
export async function watch(
  { clock, signal }: Pick<ActSite, "clock" | "signal">,
  look: () => Promise<Judgement | { late: Bilingual }>,
): Promise<Verification> {
  const started = performance.now();
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, MAX_PAUSE_MS)) {
    const seen = await look();
    const at = iso(clock.now());
    if (!("late" in seen)) return { ...seen, at };
    if (performance.now() - started > LIMIT_MS) return { ok: null, text: seen.late, at };
    await delay(pause, undefined, { signal });
  }
}
