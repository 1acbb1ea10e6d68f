import { parentPort, workerData } from "node:worker_threads";
import { createComposer } from "./compose.ts";
import type { DiagramJob } from "./diagrams/request.ts";
import { DrawError } from "./errors.ts";
import type { Composed, Job } from "./request.ts";

/** Entry of the drawing thread: one job at a time, answered in order. */
export type Answer =
  | { ok: true; composed: Composed }
  | { ok: false; code: DrawError["code"]; message: string; detail: string };

const port = parentPort!;
const compose = createComposer(workerData.fontDir as string);

let diagrams: Promise<(job: DiagramJob) => Promise<Composed>> | undefined;

/** What diagrams need is loaded with the first of them. */
async function composeDiagram(job: DiagramJob): Promise<Composed> {
  diagrams ??= import("./diagrams/compose-diagram.ts").then((m) => m.createDiagramComposer(workerData.fontDir));
  return (await diagrams)(job);
}

port.on("message", async (job: Job | DiagramJob) => {
  let answer: Answer;
  try {
    answer = { ok: true, composed: await ("diagram" in job ? composeDiagram(job) : compose(job)) };
  } catch (error) {
    const known = error instanceof DrawError;
    answer = {
      ok: false,
      code: known ? error.code : "failed",
      message: known ? error.message : "The chart could not be drawn. Try another chart, or answer with a table.",
      detail: known || !(error instanceof Error) ? "" : (error.stack ?? error.message),
    };
  }
  port.postMessage(answer);
});
