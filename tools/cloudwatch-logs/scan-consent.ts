import { z } from "zod";
import type { Call } from "../define-tool.ts";
import { ToolError } from "../errors.ts";
import type { Bilingual } from "../results.ts";

/** Field of every tool that scans logs. */
export const agreedGb = z.number().positive().max(1_000_000).optional().describe("GB the person agreed to scan.");

/** How long a yes may take. */
const ASKED_FOR_MS = 60 * 60_000;
/** What comes in between the question and the yes makes the estimate a little larger. */
const GROWTH = 1.1;

/** A scan as it was put to the person. */
interface Asked {
  gb: number;
  /** The turn in which it was asked; null for a client that has none. */
  runId: string | null;
}

export interface Scan {
  /** What is scanned, whatever the query and the period: one yes holds for the attempts that follow from it. */
  what: string;
  gb: number;
  usd: number;
  /** As the model has it that the person agreed to. */
  agreedGb: number | undefined;
}

/**
 * A scan above `logs_ask_gb` needs a person's yes. A model's word for it is not enough: the yes has to come in a later
 * turn than the question, so a person wrote something in between.
 *
 * @throws ToolError `budget`, with the size and the price to ask about.
 */
export function needConsent({ what, gb, usd, agreedGb }: Scan, { cache, limits, context }: Call): void {
  if (gb <= limits.logsAskGb) return;
  const key = `scan-asked/${what}`;
  const asked = cache.get(key) as Asked | null;
  const answered = asked !== null && (asked.runId === null || asked.runId !== context.runId);
  if (answered && agreedGb !== undefined && gb <= Math.min(agreedGb, asked.gb) * GROWTH) return;
  cache.put(key, { gb, runId: context.runId } satisfies Asked, ASKED_FOR_MS);
  throw ask(gb, usd, limits.logsAskGb);
}

/** An estimate in words: below a cent it is not nothing. */
export function scanPriceText(usd: number): Bilingual {
  if (usd < 0.01) return { ko: "$0.01 미만", en: "under USD 0.01" };
  return { ko: `약 $${usd.toFixed(2)}`, en: `about USD ${usd.toFixed(2)}` };
}

function ask(gb: number, usd: number, limit: number): ToolError {
  const size = gb >= 10 ? gb.toFixed(1) : gb.toFixed(2);
  const whole = Math.ceil(gb);
  const price = scanPriceText(usd);
  return new ToolError("budget", {
    ko: `이 쿼리는 약 ${size} GB (${price.ko})를 스캔합니다. ${limit} GB가 넘는 스캔은 질문하신 분의 동의가 필요합니다. 스캔하려면 그렇게 답해 주세요 (agreed_gb: ${whole}). 아니면 기간을 줄이거나 로그 그룹을 더 적게 지정해 주세요.`,
    en: `This query would scan about ${size} GB (${price.en}), and more than ${limit} GB need the yes of the person who asks. Ask whether to scan it, and end the turn; after a yes call again with agreed_gb: ${whole}. Or shorten the period, or name fewer log groups.`,
  });
}
