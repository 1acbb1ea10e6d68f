import { paragraphs, sentences } from "../compose/common.ts";
import { code, plain, prose } from "../format/markdown.ts";
import { text } from "../format/result.ts";
import { call, fetched, scripted } from "./script.ts";
import type { Playbook } from "./working.ts";

const TOOL = "aws_docs";
const LONGEST_QUERY = 300;
const MOST = 3;

/** What AWS's documentation says, word for word, with where it stands. */
export const docsPlaybook = (question: string): Playbook =>
  scripted(TOOL, function* (working) {
    const { lookups } = working.words;
    const got = fetched(working, (yield [call(TOOL, { query: question.trim().slice(0, LONGEST_QUERY) })])[0]);
    if ("trouble" in got) return got.trouble;
    const [first, ...others] = got.result.rows.filter((row) => text(row.text) !== "").slice(0, MOST);
    if (!first) return lookups.noPage;
    return paragraphs(
      lookups.page(plain(text(first.title))),
      `> ${prose(text(first.text))}`,
      others.length > 0 && lookups.related(others.map((row) => plain(text(row.title))).join(" · ")),
      sentences(
        lookups.link(code(text(first.url))),
        got.info.notes.some((note) => note.code === "docs_online") && lookups.english,
      ),
    );
  });
