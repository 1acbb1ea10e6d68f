import sharp from "sharp";

/** Twice the 72 dpi at which one SVG unit is one pixel. */
const DENSITY = 144;
const SECONDS = 20;

/**
 * One thread for a picture and no cache of pictures: the renderer's memory stays with the process, and a picture of this
 * size gains nothing from more.
 */
export function saveMemory(): void {
  sharp.concurrency(1);
  sharp.cache(false);
}

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
