import { createComposer } from "../../charts/compose.ts";
import { bundledFonts, installFonts } from "../../charts/fonts.ts";
import { toJob } from "../../charts/job.ts";
import type { PlotStage } from "../../charts/plot.ts";
import { rasterize } from "../../charts/png.ts";
import type { DrawRequest } from "../../charts/request.ts";

/** Milliseconds. `rest` is all of composing but vega: facts, layout, text widths, the card. */
export type Stages = Record<PlotStage | "rest" | "png" | "total", number>;

export interface Drawn {
  stages: Stages;
  svg: string;
  png: Buffer;
}

/** Draws one chart after the other in this thread and times each stage. */
export function createStages(): { draw(request: DrawRequest): Promise<Drawn>; close(): void } {
  const fonts = installFonts(bundledFonts());
  let stages: Stages = none();
  const compose = createComposer(bundledFonts(), (stage, ms) => {
    stages[stage] += ms;
  });
  return {
    async draw(request) {
      stages = none();
      const began = performance.now();
      const { svg } = await compose(toJob(request));
      const composed = performance.now();
      const png = await rasterize(svg);
      const ended = performance.now();
      const { compile, parse, run, svg: write } = stages;
      const rest = composed - began - compile - parse - run - write;
      return { stages: { ...stages, rest, png: ended - composed, total: ended - began }, svg, png };
    },
    close: fonts.remove,
  };
}

const none = (): Stages => ({ compile: 0, parse: 0, run: 0, svg: 0, rest: 0, png: 0, total: 0 });
