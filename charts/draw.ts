import { CARD } from "./card.ts";
import { catalog } from "./catalog.ts";
import { readDiagram } from "./diagrams/read-diagram.ts";
import type { DiagramJob, DiagramRequest } from "./diagrams/request.ts";
import { createDrawingThread, drawingWorker } from "./drawing-thread.ts";
import { DrawError } from "./errors.ts";
import { exampleRequests } from "./examples.ts";
import { bundledFonts, installFonts } from "./fonts.ts";
import { toJob } from "./job.ts";
import { createLimit } from "./limit.ts";
import { rasterize, saveMemory } from "./png.ts";
import type { Columns, DrawRequest, Job, Overlay, Picture } from "./request.ts";

export { DrawError } from "./errors.ts";
export type { DrawRequest, Picture } from "./request.ts";

export interface CatalogEntry {
  name: string;
  title: { ko: string; en: string };
  description: string;
  columns: Partial<Record<keyof Columns, { required: boolean; means: string }>>;
  /** What of an overlay it draws. */
  overlay: readonly (keyof Overlay)[];
}

export interface Draw {
  /** Starts the worker, checks that Hangul is drawn and draws a chart, so that the first real one is quick. */
  warm(): Promise<void>;
  /** Throws `DrawError`, or the signal's reason once it is aborted. */
  draw(request: DrawRequest, signal?: AbortSignal): Promise<Picture>;
  /** A checked graph as a picture; `standalone` is the SVG with embedded fonts, where the request wants one. */
  diagram(request: DiagramRequest, signal?: AbortSignal): Promise<Picture & { standalone?: string }>;
  catalog: CatalogEntry[];
  close(): Promise<void>;
}

/** Keeps both cores busy: one picture is composed or rasterised while the other waits. More would only hold memory. */
const IN_FLIGHT = 2;

/**
 * Rows to pictures: composed in one worker thread, rasterised off the event loop.
 * Contract: called before anything else in the process renders text with sharp (see `installFonts`).
 */
export function createDraw(options: { fontDir?: string; workDir?: string; timeoutMs?: number } = {}): Draw {
  const fontDir = options.fontDir ?? bundledFonts();
  const fonts = installFonts(fontDir, options.workDir);
  saveMemory();
  const thread = createDrawingThread({ entry: drawingWorker, fontDir, timeoutMs: options.timeoutMs ?? 10_000 });
  const limit = createLimit(IN_FLIGHT);

  async function paint(job: Job | DiagramJob): Promise<Picture & { standalone?: string }> {
    const composed = await thread.run(job);
    try {
      const { width = CARD.width, height } = composed;
      return { ...composed, png: await rasterize(composed.svg), width: width * 2, height: height * 2 };
    } catch (cause) {
      throw new DrawError("failed", "The chart could not be turned into a PNG. Answer with a table.", { cause });
    }
  }

  return {
    catalog: catalog.map(({ name, title, description, columns, overlay = [] }) => ({
      name,
      title,
      description,
      columns,
      overlay,
    })),
    async warm() {
      await fonts.check();
      // One stands for all: it loads the worker and vega, after which the first of another kind takes about twice as long
      const [first] = exampleRequests("ko");
      // A machine that is too busy to practise in time draws when it is asked.
      if (first) await paint(toJob(first)).catch(unlessTimeout);
    },
    draw: (request, signal) =>
      abortable(
        limit(async () => paint(toJob(request)), signal),
        signal,
      ),
    diagram: (request, signal) =>
      abortable(
        limit(async () => paint(readDiagram(request)), signal),
        signal,
      ),
    async close() {
      await thread.close();
      fonts.remove();
    },
  };
}

function unlessTimeout(error: unknown): void {
  if (!(error instanceof DrawError && error.code === "timeout")) throw error;
}

async function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  work.catch(() => {});
  signal.throwIfAborted();
  let onAbort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
