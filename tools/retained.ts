/// <reference lib="esnext.temporal" />
import type { Call } from "./define-tool.ts";
import { InputError } from "./errors.ts";

const DAY_MS = 86_400_000;

/** What AWS keeps for a while, and for how many days. `ko` with its particle, as the topic of a sentence. */
export interface Retained {
  ko: string;
  en: string;
  days: number;
}

/**
 * A period of which nothing is left is refused: an empty answer to it would read as "it did not happen".
 *
 * @throws InputError
 */
export function needRetained({ ko, en, days }: Retained, { toMs }: { toMs: number }, { context }: Call): void {
  const oldest = context.now - days * DAY_MS;
  if (toMs > oldest) return;
  const from = Temporal.Instant.fromEpochMilliseconds(oldest).toZonedDateTimeISO(context.zone).toPlainDate();
  throw new InputError({
    ko: `${ko} AWS에 ${days}일 동안만 보관되며, 물어보신 기간의 것은 남아 있지 않습니다. ${from}부터의 기간으로 다시 물어봐 주세요.`,
    en: `AWS keeps ${en} for ${days} days, and nothing of the period asked for is left. Ask for a period from ${from} on.`,
  });
}
