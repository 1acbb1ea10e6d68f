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
  /** Drawn over others on purpose: it has an outline in the background's colour. */
  outlined: boolean;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface Element {
  name: string;
  x: number;
  y: number;
  body: string;
  attribute(key: string): string | undefined;
}

/** Every element with text or shape, at the origin that the groups around it and its own transform give it. */
function elementsOf(svg: string): Element[] {
  const found: Element[] = [];
  const origins: { x: number; y: number }[] = [{ x: 0, y: 0 }];
  for (const [, closing, name, head, selfClosing, body] of svg.matchAll(
    /<(\/?)(g|text|rect|path)\b([^>]*?)(\/?)>(?:(?<=<text[^>]*>)([^<]*)<\/text>)?/g,
  )) {
    const attribute = (key: string): string | undefined => new RegExp(`(?:^| )${key}="([^"]*)"`).exec(head ?? "")?.[1];
    const moved = /translate\(([-\d.]+),([-\d.]+)\)/.exec(attribute("transform") ?? "");
    const origin = origins.at(-1)!;
    const here = { x: origin.x + Number(moved?.[1] ?? 0), y: origin.y + Number(moved?.[2] ?? 0) };
    if (name !== "g") found.push({ name: name!, ...here, body: body ?? "", attribute });
    else if (closing) origins.pop();
    else if (!selfClosing) origins.push(here);
  }
  return found;
}

/** Every text of a picture with the box that its letters take, by the measured width. Outlines count once. */
export function placedTexts(svg: string, measure: Measure): PlacedText[] {
  const found = new Map<string, PlacedText>();
  for (const { name, x: originX, y: originY, body, attribute } of elementsOf(svg)) {
    if (name !== "text") continue;
    const text = body.replace(/&(?:#(\d+)|(amp|lt|gt|quot));/g, (_, code, word) =>
      code ? String.fromCharCode(Number(code)) : { amp: "&", lt: "<", gt: ">", quot: '"' }[word as "amp"],
    );
    const size = Number.parseFloat(attribute("font-size") ?? "11");
    const weight = Number(attribute("font-weight") ?? 400) as FontWeight;
    const width = measure.width(text, { size, weight, numeric: attribute("font-family") === "Pretendard Num" });
    const x = originX + Number(attribute("x") ?? 0);
    const y = originY + Number(attribute("y") ?? 0);
    const left = { start: x, middle: x - width / 2, end: x - width }[attribute("text-anchor") ?? "start"] ?? x;
    if (width <= 0) continue;
    const key = `${text}@${left},${y}`;
    const outlined = attribute("stroke-width") !== undefined || found.get(key)?.outlined === true;
    const [top, bottom] = [y - size * 0.74, y + size * 0.2];
    found.set(key, { text, left, right: left + width, top, bottom, outlined });
  }
  return [...found.values()];
}

/** Rectangles, and paths that are one: Vega draws its bars and cells so. */
function filledBoxes(svg: string): Box[] {
  return elementsOf(svg).flatMap(({ name, x, y, attribute }): Box[] => {
    const fill = attribute("fill");
    if (fill === undefined || fill === "none") return [];
    const number = (key: string): number => Number(attribute(key) ?? 0);
    if (name === "rect") {
      const [left, top] = [x + number("x"), y + number("y")];
      return [{ left, top, right: left + number("width"), bottom: top + number("height") }];
    }
    if (name !== "path") return [];
    const d = attribute("d") ?? "";
    const square = /^M([-\d.]+),([-\d.]+)h([-\d.]+)v([-\d.]+)h[-\d.]+Z$/.exec(d);
    if (square) {
      const [left, top, width, height] = square.slice(1).map(Number) as [number, number, number, number];
      return [{ left: x + left, top: y + top, right: x + left + width, bottom: y + top + height }];
    }
    if (!/^M[-\d.,LC]+Z$/.test(d)) return [];
    const numbers = d.match(/-?[\d.]+/g)!.map(Number);
    const [xs, ys] = [numbers.filter((_, i) => i % 2 === 0), numbers.filter((_, i) => i % 2 === 1)];
    return [
      { left: x + Math.min(...xs), right: x + Math.max(...xs), top: y + Math.min(...ys), bottom: y + Math.max(...ys) },
    ];
  });
}

/** Sentences about texts that leave the card, touch one another or stick out of the box they stand in; none in a good picture. */
export function textFaults(svg: string, measure: Measure): string[] {
  const height = Number(/^<svg[^>]* height="(\d+)"/.exec(svg)?.[1]);
  const texts = placedTexts(svg, measure);
  const outside = texts
    .filter((t) => t.left < 12 || t.right > 788 || t.top < 0 || t.bottom > height)
    .map((t) => `outside: ${t.text}`);
  const touching = texts.flatMap((a, i) =>
    texts
      .slice(i + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `overlap: ${a.text} | ${b.text}`),
  );
  const boxes = filledBoxes(svg);
  const stickingOut = texts.flatMap((t) => {
    const [x, y] = [(t.left + t.right) / 2, (t.top + t.bottom) / 2];
    const around = boxes.filter((b) => b.left <= x && x <= b.right && b.top <= y && y <= b.bottom);
    const sticks = around.some((b) => t.left < b.left - 0.5 || t.right > b.right + 0.5);
    return sticks && !t.outlined ? [`sticks out of its box: ${t.text}`] : [];
  });
  return [...outside, ...touching, ...stickingOut];
}

export const testMeasure = (): Measure => createMeasure(bundledFonts());
