import fc from "fast-check";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { bundledFonts, installFonts } from "../../charts/fonts.ts";
import { textLine } from "../../charts/svg.ts";
import { drawableText, plainText } from "../../charts/text/clean.ts";
import { testMeasure } from "./composing.ts";

const fonts = installFonts(bundledFonts());
afterAll(() => fonts.remove());
const measure = testMeasure();

/** Where the ink of one line ends, in SVG units. */
async function inkEnd(text: string, style: { size: number; weight: 400 | 700; numeric: boolean }): Promise<number> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="90"><rect width="1600" height="90" fill="#fff"/>${textLine(10, 64, text, { ...style, fill: "#000" })}</svg>`;
  const { data, info } = await sharp(Buffer.from(svg)).greyscale().raw().toBuffer({ resolveWithObject: true });
  for (let x = info.width - 1; x >= 0; x--) {
    for (let y = 0; y < info.height; y++) if (data[y * info.width + x]! < 128) return x;
  }
  return -1;
}

test.each(["서비스별 일일 비용", "Amazon Elastic Compute Cloud", "$1,234.56 (11.1%)", "AVAVA 데이터 Tr."])(
  "the measured width of %s is where the renderer's ink goes",
  async (text) => {
    for (const style of [
      { size: 48, weight: 400, numeric: false },
      { size: 48, weight: 700, numeric: true },
    ] as const) {
      const drawn = (await inkEnd(`${text}|`, style)) - (await inkEnd("|", style));
      const measured = measure.width(`${text}|`, style) - measure.width("|", style);
      expect(Math.abs(drawn - measured)).toBeLessThanOrEqual(1.5);
    }
  },
);

test("a text that is fitted is its whole self, or ends in an ellipsis, and never exceeds its room", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), fc.integer({ min: 0, max: 400 }), (text, room) => {
      const fitted = measure.fit(text, room, { size: 13 });
      expect(measure.width(fitted, { size: 13 })).toBeLessThanOrEqual(room);
      expect(fitted === text || fitted === "" || fitted.endsWith("…")).toBe(true);
    }),
  );
});

test("control, bidi and unpaired code points are gone; what the font lacks is gone from pictures only", () => {
  const text = " a\0\u202E b\uD800\n\n漢字🚀 c\u200D ";
  expect(plainText(text)).toBe("a b 漢字🚀 c");
  expect(drawableText(text, measure.coverage)).toBe("a b c");
  expect(plainText("\u1112\u1161\u11AB")).toBe("한");
  expect(drawableText("가힣 ぁ ▲▼ → − … ·₩", measure.coverage)).toBe("가힣 ぁ ▲▼ → − … ·₩");
});
