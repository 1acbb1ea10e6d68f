import type { Bilingual } from "./results.ts";

/** For `truncated`, where not all pages were read. */
export function pagesCut(shown: number): { shown: number; of: null; why: Bilingual } {
  return { shown, of: null, why: { ko: "페이지 한도", en: "page limit" } };
}

interface Pages<Page> {
  pages: Page[];
  requests: number;
  /** False where pages were left unread. */
  complete: boolean;
}

/**
 * All pages of a list, up to `most`. A page that gives the token it was asked with leads to itself and may be one that
 * was read already: it is left out, so that nothing is counted twice, and the list is not complete.
 */
export async function readPages<Page>(
  most: number,
  ask: (token: string | undefined) => Promise<Page>,
  tokenOf: (page: Page) => string | undefined,
): Promise<Pages<Page>> {
  const pages: Page[] = [];
  let token: string | undefined;
  for (let requests = 1; ; requests += 1) {
    const page = await ask(token);
    const next = tokenOf(page) || undefined;
    if (next !== undefined && next === token) return { pages, requests, complete: false };
    pages.push(page);
    if (next === undefined || requests >= most) return { pages, requests, complete: next === undefined };
    token = next;
  }
}
