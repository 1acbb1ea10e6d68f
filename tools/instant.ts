import type { CallContext } from "./context.ts";
import { InputError } from "./errors.ts";

/** A past moment named by a person, in their zone: `06:53` (the latest that is past), `2026-11-19T06:53`, `now`. Epoch milliseconds. */
export function resolveInstant(words: string, context: Pick<CallContext, "now" | "period">): number {
  if (/^(?:now|지금|현재)$/i.test(words.trim())) return context.now;
  try {
    return context.period(`since ${words.trim()}`).fromMs;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError({
      ko: `"${words}" 시각을 해석할 수 없거나 아직 오지 않은 시각입니다. 06:53, 2026-11-19T06:53처럼 지정해 주세요.`,
      en: `The time "${words}" is not understood, or lies in the future. Use 06:53 or 2026-11-19T06:53.`,
    });
  }
}
