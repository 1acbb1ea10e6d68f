/** All charts in rounds, medians of the later ones, and beside them what rasterising and encoding alone take. Prints JSON. */
import sharp from "sharp";
import { exampleRequests } from "../../charts/examples.ts";
import { median } from "../table.ts";
import { createStages, type Stages } from "./stages.ts";

export interface Warm extends Stages {
  chart: string;
  /** SVG to raw pixels, and raw pixels to PNG, each alone. */
  raster: number;
  deflate: number;
  /** Total to floor, taken within a round, so that a busy moment of the machine counts in both. */
  ratio: number;
  svgBytes: number;
  pngBytes: number;
}

const WARMING = 6;
const ROUNDS = 11;

const pencil = createStages();
const requests = exampleRequests("ko");
const samples = requests.map((): Warm[] => []);
for (let round = 0; round < WARMING + ROUNDS; round++) {
  for (const [i, request] of requests.entries()) {
    const { stages, svg, png } = await pencil.draw(request);
    const floor = await floorOf(svg);
    if (round < WARMING) continue;
    samples[i]!.push({
      chart: request.chart,
      ...stages,
      ...floor,
      ratio: stages.total / (floor.raster + floor.deflate),
      svgBytes: svg.length,
      pngBytes: png.length,
    });
  }
}
pencil.close();
const medians = samples.map((found): Warm => {
  const [{ chart, ...first }] = found as [Warm];
  const keys = Object.keys(first) as (keyof typeof first)[];
  return { chart, ...Object.fromEntries(keys.map((key) => [key, median(found.map((one) => one[key]))])) } as Warm;
});
process.stdout.write(JSON.stringify(medians));

/** The same renderer and the same encoder with the same settings as `charts/png.ts`, one after the other. */
async function floorOf(svg: string): Promise<{ raster: number; deflate: number }> {
  const began = performance.now();
  const { data, info } = await sharp(Buffer.from(svg), { density: 144 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const drawn = performance.now();
  const { width, height, channels } = info;
  await sharp(data, { raw: { width, height, channels } }).png({ compressionLevel: 6 }).toBuffer();
  return { raster: drawn - began, deflate: performance.now() - drawn };
}
