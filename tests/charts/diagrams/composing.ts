import { createDiagramComposer } from "../../../charts/diagrams/compose-diagram.ts";
import { readDiagram } from "../../../charts/diagrams/read-diagram.ts";
import type { DiagramRequest } from "../../../charts/diagrams/request.ts";
import { bundledFonts } from "../../../charts/fonts.ts";
import type { Composed } from "../../../charts/request.ts";
import type { Measure } from "../../../charts/text/measure.ts";
import { placedTexts } from "../composing.ts";

/** What the worker does, in this thread. */
export function createDiagrams(): (request: DiagramRequest) => Promise<Composed & { width: number }> {
  const compose = createDiagramComposer(bundledFonts());
  return async (request) => {
    const composed = await compose(readDiagram(request));
    return { ...composed, width: composed.width ?? Number.NaN };
  };
}

export const koreanLook: DiagramRequest["look"] = { language: "ko", theme: "light", zone: "Asia/Seoul" };

export interface Square {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The icons of an architecture: the inner drawings of their size, where the groups around them put them. */
export function iconSquares(svg: string, size = 48): Square[] {
  const [dx, dy] = offset(svg);
  return [...svg.matchAll(/<svg x="([-\d.]+)" y="([-\d.]+)" width="(\d+)"/g)]
    .filter(([, , , width]) => Number(width) === size)
    .map(([, x, y]) => ({
      left: Number(x) + dx,
      right: Number(x) + dx + size,
      top: Number(y) + dy,
      bottom: Number(y) + dy + size,
    }));
}

/** Texts outside the picture, on top of one another, or on an icon; none in a good picture. */
export function diagramFaults({ svg, width, height }: Composed & { width: number }, measure: Measure): string[] {
  const texts = placedTexts(svg, measure);
  const icons = iconSquares(svg);
  const touch = (a: Square, b: Square, slack: number): boolean =>
    a.left + slack < b.right && b.left + slack < a.right && a.top + slack < b.bottom && b.top + slack < a.bottom;
  return [
    ...texts
      .filter((t) => t.left < 10 || t.right > width - 10 || t.top < 0 || t.bottom > height)
      .map((t) => `outside: ${t.text}`),
    ...texts.flatMap((a, i) =>
      texts
        .slice(i + 1)
        .filter((b) => touch(a, b, 0.5))
        .map((b) => `overlap: ${a.text} | ${b.text}`),
    ),
    ...icons.flatMap((a, i) =>
      icons
        .slice(i + 1)
        .filter((b) => touch(a, b, 0.5))
        .map(() => `icons overlap at ${a.left},${a.top}`),
    ),
  ];
}

/** Every line of text of a picture, in order. */
export const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text\b[^>]*>([^<]*)<\/text>/g)].map(([, text]) =>
    text!.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))),
  );

function offset(svg: string): [number, number] {
  const found = /<g transform="translate\(([-\d.]+),([-\d.]+)\)">/.exec(svg);
  return [Number(found?.[1] ?? 0), Number(found?.[2] ?? 0)];
}
