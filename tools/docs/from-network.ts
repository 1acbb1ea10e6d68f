import type { Call } from "../define-tool.ts";
import { InputError } from "../errors.ts";
import type { Note } from "../results.ts";
import type { DocsAnswer, DocsRow } from "./aws-docs-run.ts";
import type { Documentation } from "./documentation.ts";
import { inEnglish, isKorean } from "./glossary.ts";
import { closeness } from "./match-pages.ts";
import { outbound } from "./outbound.ts";
import { sectionsOf, titleOf } from "./read-page.ts";
import type { PageHit } from "./reply.ts";

const KEPT_MS = 7 * 86_400_000;
const RELATED = 4;

const onlineNote: Note = { code: "docs_online", text: "From AWS's public documentation, in English." };

/** Pages about the words, which leave the process in English and without anything that tells of the account. */
export async function searchOnline(query: string, docs: Documentation, call: Call): Promise<DocsAnswer> {
  const asked = outbound(call.field(isKorean(query) ? inEnglish(query) : query, 400) ?? "");
  if (asked.length < 2) throw new InputError(nothingLeft);
  const { value: hits, cached } = await kept(`docs:search:${asked}`, () => docs.search(asked, call.signal), call);
  const rows = hits.map(
    ({ title, url, summary }): DocsRow => ({ kind: "result", title, url, text: summary.slice(0, 600) }),
  );
  const none: Note = {
    code: "none_found",
    text: `AWS's documentation has nothing for "${asked}".`,
    params: { filters: asked },
  };
  const sent: Note = { code: "docs_query", text: `Searched for "${asked}".`, params: { query: asked } };
  const changed = asked === query.trim() ? [] : [sent];
  return { rows, notes: [onlineNote, ...changed, ...(rows.length === 0 ? [none] : [])], ...counted(cached) };
}

/** A page in its sections, those about the question first, and pages near it where AWS names some. */
export async function pageOnline(
  url: string,
  query: string | undefined,
  docs: Documentation,
  call: Call,
): Promise<DocsAnswer> {
  const [page, near] = await Promise.all([
    kept(`docs:page:${url}`, () => docs.read(url, call.signal), call),
    kept(`docs:related:${url}`, () => docs.related(url, call.signal), call).catch(() => ({
      value: [] as PageHit[],
      cached: 0,
    })),
  ]);
  const title = titleOf(page.value, url);
  const sections = sectionsOf(page.value, title)
    .map(({ heading, text }): DocsRow => ({ kind: "section", title: heading, url, text }))
    .map((row) => ({ row, score: query === undefined ? 0 : closeness(`${row.title} ${row.text}`, query) }))
    .sort((a, b) => b.score - a.score)
    .map(({ row }) => row);
  const related = near.value.slice(0, RELATED).map(
    ({ title: name, url: link, summary }): DocsRow => ({
      kind: "related",
      title: name,
      url: link,
      text: summary.slice(0, 300),
    }),
  );
  const cached = page.cached + near.cached;
  return { rows: [...sections, ...related], notes: [onlineNote], requests: 2 - cached, cached };
}

const counted = (cached: number) => ({ requests: 1 - cached, cached });

/** Documentation changes slowly: an answer serves for a week. */
async function kept<Value>(
  key: string,
  ask: () => Promise<Value>,
  { cache }: Call,
): Promise<{ value: Value; cached: number }> {
  const stored = cache.get(key) as Value | null;
  if (stored !== null) return { value: stored, cached: 1 };
  const value = await ask();
  cache.put(key, value, KEPT_MS);
  return { value, cached: 0 };
}

const nothingLeft = {
  ko: "검색어에서 계정 정보를 빼고 나면 남는 말이 없습니다. 서비스나 개념의 이름으로 물어봐 주세요.",
  en: "Nothing is left of the words after leaving out what tells of the account. Ask by the name of a service or an idea.",
};
