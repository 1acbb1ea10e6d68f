import { readdirSync, readFileSync } from "node:fs";
import type { Bilingual } from "../results.ts";

/** A page of ours: facts in our own words, with AWS's page that they are from. */
export interface EmbeddedPage {
  title: Bilingual;
  url: string;
  /** Words of questions it answers, besides those of its text. */
  words: string[];
  /** Urls of pages of ours or of AWS's. */
  related: string[];
  sections: { heading: Bilingual; text: Bilingual }[];
}

/** Read when asked first: most questions need none of it. */
export function embeddedPages(folder = new URL("./pages/", import.meta.url)): EmbeddedPage[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .sort()
    .map((file) => parsePage(readFileSync(new URL(file, folder), "utf8"), file));
}

/**
 * A head of `key: value` lines between `---`, then sections `## English | 한국어` whose English paragraph is followed by
 * the Korean one.
 * @throws Error naming the file, where the form is not kept.
 */
export function parsePage(source: string, file: string): EmbeddedPage {
  const [, head = "", body = ""] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source) ?? [];
  const fields = new Map(
    head
      .split("\n")
      .map((line): [string, string] => [line.split(":")[0] ?? "", line.slice(line.indexOf(":") + 1).trim()]),
  );
  const field = (name: string) => {
    const value = fields.get(name);
    if (!value) throw new Error(`${file} has no ${name}`);
    return value;
  };
  const sections = body
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [heading = "", ...paragraphs] = part
        .split(/\n\n|\n(?=\n)/)
        .map((text) => text.trim().replaceAll("\n", " "));
      const [en = "", ko = ""] = heading.split("|").map((text) => text.trim());
      const [textEn = "", textKo = "", ...more] = paragraphs.filter(Boolean);
      if (!en || !ko || !textEn || !textKo || more.length > 0)
        throw new Error(`${file}: the section "${heading}" is not in both languages`);
      return { heading: { en, ko }, text: { en: textEn, ko: textKo } };
    });
  if (sections.length === 0) throw new Error(`${file} has no sections`);
  return {
    title: { en: field("title"), ko: field("title_ko") },
    url: field("url"),
    words: field("words")
      .split(/[,\s]+/)
      .filter(Boolean),
    related: field("related").split(/\s+/),
    sections,
  };
}
