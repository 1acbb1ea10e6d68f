import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Blob, Face, Feature, Font, Buffer as ShapeBuffer, shape } from "harfbuzzjs";
import { FONT_FILES, type FontWeight } from "./families.ts";

export interface MeasureStyle {
  size: number;
  weight?: FontWeight;
  numeric?: boolean;
}

/** Text widths in SVG units, by the shaper that the renderer uses too; within 0.02 % of the pixels. */
export interface Measure {
  width(text: string, style: MeasureStyle): number;
  /** The text, or its longest beginning that fits into `room` with an ellipsis; "" when not even that fits. */
  fit(text: string, room: number, style: MeasureStyle): string;
  /** Code points that all bundled weights have a glyph for. */
  coverage: ReadonlySet<number>;
}

const ELLIPSIS = "…";
/** Widths kept per process before the memo is emptied: labels repeat within a chart, rarely for longer. */
const MEMO_LIMIT = 20_000;

export function createMeasure(fontDir: string): Measure {
  const faces = new Map<FontWeight, { font: Font; upem: number; unicodes: Set<number> }>();
  for (const [weight, file] of Object.entries(FONT_FILES)) {
    const face = new Face(new Blob(readFileSync(join(fontDir, file))));
    faces.set(Number(weight) as FontWeight, {
      font: new Font(face),
      upem: face.upem,
      unicodes: new Set(face.collectUnicodes()),
    });
  }
  const [first, ...rest] = [...faces.values()];
  const coverage = new Set([...first!.unicodes].filter((code) => rest.every((face) => face.unicodes.has(code))));
  const buffer = new ShapeBuffer();
  const tabular = Feature.fromString("tnum");
  const memo = new Map<string, number>();

  function ems(text: string, weight: FontWeight, numeric: boolean): number {
    const key = `${weight}${numeric ? "n" : "p"}${text}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const { font, upem } = faces.get(weight)!;
    buffer.reset();
    buffer.addText(text);
    buffer.guessSegmentProperties();
    shape(font, buffer, numeric && tabular ? [tabular] : []);
    let advance = 0;
    for (const glyph of buffer.getGlyphPositions()) advance += glyph.xAdvance;
    if (memo.size >= MEMO_LIMIT) memo.clear();
    memo.set(key, advance / upem);
    return advance / upem;
  }

  const width = (text: string, style: MeasureStyle): number =>
    text === "" ? 0 : ems(text, style.weight ?? 400, style.numeric ?? false) * style.size;

  return {
    coverage,
    width,
    fit(text, room, style) {
      if (width(text, style) <= room) return text;
      const chars = Array.from(text);
      let low = 0;
      let high = chars.length;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (width(beginning(chars, middle), style) <= room) low = middle;
        else high = middle - 1;
      }
      return low === 0 ? "" : beginning(chars, low);
    },
  };
}

function beginning(chars: string[], count: number): string {
  return chars.slice(0, count).join("").trimEnd() + ELLIPSIS;
}
