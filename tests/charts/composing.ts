import { createComposer } from "../../charts/compose.ts";
import { bundledFonts } from "../../charts/fonts.ts";
import { toJob } from "../../charts/job.ts";
import type { Composed, DrawRequest } from "../../charts/request.ts";
import type { FontWeight } from "../../charts/text/families.ts";
import { createMeasure, type Measure } from "../../charts/text/measure.ts";

/** What the worker does, in this thread: the SVG and alt text without a PNG. */
export function createTestComposer(): (request: DrawRequest) => Promise<Composed> {
  const compose = createComposer(bundledFonts());
  return async (request) => compose(toJob(request));
}

export interface PlacedText {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Every text of a picture with the box that its letters take, by the measured width. Outlines count once. */
export function placedTexts(svg: string, measure: Measure): PlacedText[] {
  const found = new Map<string, PlacedText>();
  const origins: { x: number; y: number }[] = [{ x: 0, y: 0 }];
  for (const [, closing, name, head, selfClosing, body] of svg.matchAll(
    /<(\/?)(g|text)\b([^>]*?)(\/?)>(?:(?<=<text[^>]*>)([^<]*)<\/text>)?/g,
  )) {
    const attribute = (key: string): string | undefined => new RegExp(`(?:^| )${key}="([^"]*)"`).exec(head ?? "")?.[1];
    const moved = /translate\(([-\d.]+),([-\d.]+)\)/.exec(attribute("transform") ?? "");
    const origin = origins.at(-1)!;
    const here = { x: origin.x + Number(moved?.[1] ?? 0), y: origin.y + Number(moved?.[2] ?? 0) };
    if (name === "g") {
      if (closing) origins.pop();
      else if (!selfClosing) origins.push(here);
      continue;
    }
    const text = (body ?? "").replace(/&(?:#(\d+)|(amp|lt|gt|quot));/g, (_, code, word) =>
      code ? String.fromCharCode(Number(code)) : { amp: "&", lt: "<", gt: ">", quot: '"' }[word as "amp"],
    );
    const size = Number.parseFloat(attribute("font-size") ?? "11");
    const weight = Number(attribute("font-weight") ?? 400) as FontWeight;
    const width = measure.width(text, { size, weight, numeric: attribute("font-family") === "Pretendard Num" });
    const x = here.x + Number(attribute("x") ?? 0);
    const y = here.y + Number(attribute("y") ?? 0);
    const left = { start: x, middle: x - width / 2, end: x - width }[attribute("text-anchor") ?? "start"] ?? x;
    if (width > 0) {
      found.set(`${text}@${left},${y}`, {
        text,
        left,
        right: left + width,
        top: y - size * 0.74,
        bottom: y + size * 0.2,
      });
    }
  }
  return [...found.values()];
}

/** Sentences about texts that leave the card or touch one another; none in a good picture. */
export function textFaults(svg: string, measure: Measure): string[] {
  const texts = placedTexts(svg, measure);
  const outside = texts
    .filter((t) => t.left < 12 || t.right > 788 || t.top < 0 || t.bottom > 450)
    .map((t) => `outside: ${t.text}`);
  const touching = texts.flatMap((a, i) =>
    texts
      .slice(i + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `overlap: ${a.text} | ${b.text}`),
  );
  return [...outside, ...touching];
}

export const testMeasure = (): Measure => createMeasure(bundledFonts());
