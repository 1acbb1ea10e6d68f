import { readFileSync } from "node:fs";
import { join } from "node:path";
import { escapeXml } from "../svg.ts";
import { FONT_FAMILY, FONT_FILES, type FontWeight, NUMBER_FAMILY } from "../text/families.ts";
import { createSubsetter, type Subset } from "./subset-font.ts";

/** What a viewer that ignores embedded fonts falls back to; all of these have Hangul. */
const FALLBACKS = "'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR','Noto Sans CJK KR',sans-serif";

/** A picture as a file of its own, which looks the same on every machine. */
export type Standalone = (svg: string, about: { title: string; alt: string }) => Promise<string>;

/** The letters a picture uses are embedded, a few kilobytes of each weight; its title and alt text go with it. */
export function createStandalone(fontDir: string): Standalone {
  let subset: Promise<Subset> | undefined;
  return async (svg, { title, alt }) => {
    subset ??= createSubsetter();
    const faces: string[] = [];
    for (const [weight, letters] of lettersByWeight(svg)) {
      const font = readFileSync(join(fontDir, FONT_FILES[weight]));
      const data = Buffer.from((await subset)(font, letters)).toString("base64");
      faces.push(
        `@font-face{font-family:${FONT_FAMILY};font-weight:${weight};src:url(data:font/otf;base64,${data}) format("opentype")}`,
      );
    }
    const family = `font-family="${FONT_FAMILY},${FALLBACKS}"`;
    const named = svg
      .replaceAll(`font-family="${NUMBER_FAMILY}"`, `${family} style="font-feature-settings:'tnum'"`)
      .replaceAll(`font-family="${FONT_FAMILY}"`, family);
    const head = named.indexOf(">");
    return (
      `${named.slice(0, head)} role="img"><title>${escapeXml(title)}</title><desc>${escapeXml(alt)}</desc>` +
      `<style>${faces.join("")}</style>${named.slice(head + 1)}`
    );
  };
}

function lettersByWeight(svg: string): Map<FontWeight, Set<number>> {
  const found = new Map<FontWeight, Set<number>>();
  for (const [, attributes, content] of svg.matchAll(/<text\b([^>]*)>([^<]*)<\/text>/g)) {
    const weight = Number(/font-weight="(\d+)"/.exec(attributes!)?.[1] ?? 400) as FontWeight;
    const letters = found.get(weight) ?? new Set<number>();
    found.set(weight, letters);
    const text = content!.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
    for (const letter of text) letters.add(letter.codePointAt(0)!);
  }
  return found;
}
