import sharp from "sharp";

/** Twice the 72 dpi at which one SVG unit is one pixel. */
const DENSITY = 144;
const SECONDS = 20;

/**
 * SVG text to an opaque PNG at twice its size; runs on libvips's threads, off the event loop.
 * The SVG must paint its whole background: what stays transparent turns black.
 */
export function rasterize(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: DENSITY })
    .timeout({ seconds: SECONDS })
    .removeAlpha()
    .png({ compressionLevel: 6 })
    .toBuffer();
}
