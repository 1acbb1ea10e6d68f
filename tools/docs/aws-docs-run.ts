import type { Call, Outcome } from "../define-tool.ts";
import { InputError } from "../errors.ts";
import type { Column, Note, Scalar, Table } from "../results.ts";
import type { AwsDocsInput } from "./aws-docs.ts";
import { embeddedPages } from "./embedded.ts";
import { pageFromEmbedded, searchEmbedded } from "./from-embedded.ts";
import { pageOnline, searchOnline } from "./from-network.ts";
import { isPage } from "./reply.ts";

const columns: Column[] = [
  { name: "kind", type: "text", label: { ko: "구분", en: "Kind" } },
  { name: "title", type: "text", label: { ko: "제목", en: "Title" } },
  { name: "url", type: "text", label: { ko: "링크", en: "Link" } },
  { name: "text", type: "text", label: { ko: "내용", en: "Text" }, long: true },
];

/** What was found, and how it was come by. */
export interface DocsAnswer {
  rows: DocsRow[];
  notes: Note[];
  requests: number;
  cached: number;
}

/** `result`: a page; `section`: a part of the page read; `related`: a page near it. */
export interface DocsRow {
  kind: "result" | "section" | "related";
  title: string;
  url: string;
  text: string;
}

export async function runAwsDocs(input: AwsDocsInput, call: Call): Promise<Outcome> {
  const answer = await answerTo(input, call);
  const count = (kind: DocsRow["kind"]) => answer.rows.filter((row) => row.kind === kind).length;
  const table: Table = {
    columns,
    rows: answer.rows.map(({ kind, title, url, text: body }): Scalar[] => [
      kind,
      call.field(title, 200),
      url,
      call.field(body, 6_000),
    ]),
    totals: { results: count("result"), sections: count("section"), related: count("related") },
    period: null,
    scope: { accounts: [], regions: [], skipped: [] },
    source: {
      service: "AWS documentation",
      requests: answer.requests,
      cached: answer.cached,
      usd: 0,
      freshTo: null,
      scannedBytes: null,
    },
    truncated: null,
    notes: answer.notes,
  };
  return { kind: "table", table };
}

/** The network where it may be used; the embedded pages where not, or where it does not answer. */
async function answerTo(
  { query, page }: { query?: string | undefined; page?: string | undefined },
  call: Call,
): Promise<DocsAnswer> {
  if (page !== undefined && !isPage(page)) throw new InputError(foreignPage);
  if (page === undefined && query === undefined) throw new InputError(nothingAsked);
  const embedded = () => {
    const pages = embeddedPages();
    return page === undefined ? searchEmbedded(query ?? "", pages, call) : pageFromEmbedded(page, query, pages, call);
  };
  if (call.docs === null) return embedded();
  try {
    return page === undefined
      ? await searchOnline(query ?? "", call.docs, call)
      : await pageOnline(page, query, call.docs, call);
  } catch (error) {
    call.signal.throwIfAborted();
    if (error instanceof InputError) throw error;
    const answer = embedded();
    return { ...answer, notes: [unreachable, ...answer.notes] };
  }
}

const unreachable: Note = {
  code: "docs_unreachable",
  text: "AWS's documentation did not answer; these are the pages that come with this server.",
};
const foreignPage = {
  ko: "page에는 docs.aws.amazon.com, aws.amazon.com, repost.aws의 https 링크만 쓸 수 있습니다.",
  en: "page has to be an https link of docs.aws.amazon.com, aws.amazon.com or repost.aws.",
};
const nothingAsked = {
  ko: "검색할 말(query)이나 읽을 문서의 링크(page)가 필요합니다.",
  en: "Give words to search for (query) or the link of a page to read (page).",
};
