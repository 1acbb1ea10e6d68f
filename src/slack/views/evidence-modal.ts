import type { KnownBlock, ModalView } from "@slack/types";
import type { Language } from "../../ports/tools.ts";
import { words } from "../text/words.ts";
import { button } from "./button.ts";
import { evidenceEntries, type Proof, type ProofReader } from "./evidence-entries.ts";
import { line, plain, richText } from "./rich-text.ts";

export const TURN_PAGE = /^evidence:page:(back|on)$/;

/** Well under Slack's 100 blocks and 250 KB of a modal, and about as much as one likes to scroll. */
const PAGE_BLOCKS = 40;
const PAGE_BYTES = 60_000;

/** One page of what an answer rests on. `page` counts from 0; beyond the last one it is the last one. */
export function evidenceModal(proof: Proof, page: number, reader: ProofReader): ModalView {
  const say = words(reader.language).proof;
  const pages = paged(evidenceEntries(proof, reader));
  const at = Math.min(Math.max(0, page), pages.length - 1);
  const turn = (to: "back" | "on", label: string, target: number) =>
    button(`evidence:page:${to}`, label, `${proof.run.runId} ${target}`);
  const elements = [
    ...(at > 0 ? [turn("back", say.previous, at - 1)] : []),
    ...(at < pages.length - 1 ? [turn("on", say.next, at + 1)] : []),
  ];
  return modal(reader.language, [
    ...(pages[at] ?? []),
    ...(pages.length > 1
      ? [
          {
            type: "context" as const,
            elements: [{ type: "plain_text" as const, text: say.page(at + 1, pages.length) }],
          },
          { type: "actions" as const, block_id: "evidence:pages", elements },
        ]
      : []),
  ]);
}

/** What is shown where there is nothing to show: a sentence that says why. */
export const evidenceSentence = (text: string, language: Language): ModalView =>
  modal(language, [richText(line(plain(text)))]);

function modal(language: Language, blocks: KnownBlock[]): ModalView {
  const say = words(language).proof;
  return {
    type: "modal",
    callback_id: "evidence",
    title: { type: "plain_text", text: say.title },
    close: { type: "plain_text", text: say.close },
    blocks,
  };
}

/** An entry stays on one page; a page holds at least one. */
function paged(entries: KnownBlock[][]): KnownBlock[][] {
  const pages: KnownBlock[][] = [];
  let page: KnownBlock[] = [];
  for (const entry of entries) {
    const joined = [...page, ...entry];
    if (page.length > 0 && (joined.length > PAGE_BLOCKS || JSON.stringify(joined).length > PAGE_BYTES)) {
      pages.push(page);
      page = entry;
    } else page = joined;
  }
  return [...pages, page];
}
