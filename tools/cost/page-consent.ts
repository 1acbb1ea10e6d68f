import { z } from "zod";
import type { Call } from "../define-tool.ts";
import { ToolError } from "../errors.ts";
import type { Bilingual } from "../results.ts";
import { MAX_PAGES, USD_PER_REQUEST } from "./cost-explorer.ts";

/** Field of every tool whose answer may have several pages. */
export const agreedPages = z
  .number()
  .int()
  .min(1)
  .max(MAX_PAGES)
  .optional()
  .describe("Pages the person agreed to pay.");

/** How long a yes may take. */
const ASKED_FOR_MS = 60 * 60_000;

/** The turn in which it was asked; null for a client that has none. */
interface Asked {
  runId: string | null;
}

/** An answer of several pages, of which only what was agreed to is read. */
export class MorePages extends ToolError {
  constructor(text: Bilingual, requests: number) {
    super("budget", text, [], requests);
  }
}

const keyOf = (what: string) => `pages-asked/${what}`;

/** Keeps that a person is asked whether to pay for it, and in which turn. */
function noteAsked(what: string, { cache, context }: Pick<Call, "cache" | "context">): void {
  cache.put(keyOf(what), { runId: context.runId } satisfies Asked, ASKED_FOR_MS);
}

/**
 * A model's word for a yes is not enough: it has to come in a later turn than the question, so a person wrote something
 * in between. Null where it was not asked about.
 */
function askedWhen(what: string, { cache, context }: Pick<Call, "cache" | "context">): "earlier" | "now" | null {
  const asked = cache.get(keyOf(what)) as Asked | null;
  if (!asked) return null;
  return asked.runId === null || asked.runId !== context.runId ? "earlier" : "now";
}

/** How many pages may be read, each a paid request: one, or what a person agreed to. */
export function pagesAgreed(what: string, agreed: number | undefined, call: Call): number {
  if (agreed === undefined || call.context.paidRequests !== null) return 1;
  return askedWhen(what, call) === "earlier" ? agreed : 1;
}

/**
 * A question is one request. Where its answer goes on, a person is asked; a caller that limits its requests gets the part.
 *
 * @throws MorePages `budget`, with what to ask about.
 */
export function needWhole(
  what: string,
  { cut, pages, requests }: { cut: boolean; pages: number; requests: number },
  call: Call,
): void {
  if (!cut || call.context.paidRequests !== null || pages >= MAX_PAGES) return;
  noteAsked(what, call);
  throw new MorePages(
    {
      ko: `이 조회 결과는 Cost Explorer의 여러 페이지에 나뉘어 있고, 그중 ${pages}페이지만 읽었습니다. 나머지는 페이지마다 $${USD_PER_REQUEST}이므로 질문하신 분의 동의가 필요합니다. 나머지도 읽으려면 그렇게 답해 주세요 (agreed_pages: ${MAX_PAGES}). 아니면 기간을 줄이거나, 더 적은 기준이나 월 단위로 조회해 주세요.`,
      en: `Cost Explorer splits this answer over several pages, of which ${pages} ${pages === 1 ? "was" : "were"} read. Each further page costs USD ${USD_PER_REQUEST}, and needs the yes of the person who asks. Ask whether to read the rest, and end the turn; after a yes call again with agreed_pages: ${MAX_PAGES}. Or ask for a shorter period, fewer groups, or months.`,
    },
    requests,
  );
}
