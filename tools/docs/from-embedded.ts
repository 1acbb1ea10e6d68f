import type { Call } from "../define-tool.ts";
import { ToolError } from "../errors.ts";
import type { Note } from "../results.ts";
import type { DocsAnswer, DocsRow } from "./aws-docs-run.ts";
import type { EmbeddedPage } from "./embedded.ts";
import { closeness, matchPages } from "./match-pages.ts";

const SHOWN = 4;

const embeddedNote: Note = {
  code: "docs_embedded",
  text: "From the short pages that come with this server, written from AWS's documentation; the links lead to AWS's own pages.",
};

/** The best pages of ours, the best one with its sections. */
export function searchEmbedded(query: string, pages: readonly EmbeddedPage[], { context }: Call): DocsAnswer {
  const found = matchPages(query, pages).slice(0, SHOWN);
  const [best, ...others] = found;
  if (!best) {
    const topics = pages.map(({ title }) => title.en).join("; ");
    const none: Note = {
      code: "none_found",
      text: `None of the ${pages.length} embedded pages is about this. They are: ${topics}.`,
      params: { filters: query },
    };
    return { rows: [], notes: [embeddedNote, none], requests: 0, cached: 0 };
  }
  const { language } = context;
  const rows: DocsRow[] = [
    ...sectionRows(best, query, language),
    ...others.map(
      ({ title, url, sections }): DocsRow => ({
        kind: "result",
        title: title[language],
        url,
        text: sections[0]?.text[language] ?? "",
      }),
    ),
  ];
  return { rows, notes: [embeddedNote], requests: 0, cached: 0 };
}

/** One page of ours, by its link. */
export function pageFromEmbedded(
  url: string,
  query: string | undefined,
  pages: readonly EmbeddedPage[],
  { context }: Call,
): DocsAnswer {
  const plain = (link: string) => link.replace(/[#?].*$/, "");
  const page = pages.find((one) => plain(one.url) === plain(url));
  if (!page)
    throw new ToolError("not_found", {
      ko: `지금은 이 서버에 들어 있는 문서만 읽을 수 있고, ${url} 문서는 없습니다. 링크를 직접 열어 확인해 주세요.`,
      en: `Only the pages that come with this server can be read now, and ${url} is not among them. Open the link itself.`,
    });
  const { language } = context;
  const related = page.related.map((link): DocsRow => {
    const own = pages.find((one) => one.url === link);
    return {
      kind: "related",
      title: own?.title[language] ?? link,
      url: link,
      text: own?.sections[0]?.text[language] ?? "",
    };
  });
  const rows = [...sectionRows(page, query ?? "", language), ...related];
  return { rows, notes: [embeddedNote], requests: 0, cached: 0 };
}

function sectionRows({ title, url, sections }: EmbeddedPage, query: string, language: "ko" | "en"): DocsRow[] {
  return sections
    .map(({ heading, text }) => ({
      row: { kind: "section" as const, title: `${title[language]}: ${heading[language]}`, url, text: text[language] },
      score: closeness(`${heading.en} ${heading.ko} ${text.en} ${text.ko}`, query),
    }))
    .sort((a, b) => b.score - a.score)
    .map(({ row }) => row);
}
