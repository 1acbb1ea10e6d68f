import { Worker } from "node:worker_threads";
import type { DiagramJob } from "./diagrams/request.ts";
import { DrawError } from "./errors.ts";
import type { Composed, Job } from "./request.ts";
import type { Answer } from "./worker.ts";

/** The one worker in which vega runs, seen from the main thread. */
export interface DrawingThread {
  /** Jobs run one after another. A job that takes too long or kills the worker fails alone; the next gets a new one. */
  run(job: Job | DiagramJob): Promise<Composed>;
  close(): Promise<void>;
}

export const drawingWorker = new URL("./worker.ts", import.meta.url);

export function createDrawingThread(options: { entry: URL; fontDir: string; timeoutMs: number }): DrawingThread {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  /** An idle worker does not keep the process alive. */
  function start(): Worker {
    const started = new Worker(options.entry, {
      name: "charts",
      workerData: { fontDir: options.fontDir },
      // A small nursery: vega leaves much garbage, and pages once touched stay with the process.
      resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 4 },
    });
    started.unref();
    const forget = (): void => {
      if (worker === started) worker = undefined;
    };
    // An error is told before the exit, and the next job may come in between. What a job makes of it is `ask`'s part;
    // an error between jobs must not end the process.
    started.once("exit", forget).on("error", forget);
    return started;
  }

  function ask(job: Job | DiagramJob): Promise<Composed> {
    if (closed) return Promise.reject(new DrawError("failed", "Charts are shut down."));
    worker ??= start();
    const asked = worker;
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        asked.off("message", onAnswer).off("error", onError).off("exit", onExit);
        asked.unref();
        finish();
      };
      const onAnswer = (answer: Answer): void =>
        settle(() => {
          if (answer.ok) return resolve(answer.composed);
          const cause = answer.detail === "" ? undefined : { cause: new Error(answer.detail) };
          reject(new DrawError(answer.code, answer.message, cause));
        });
      const onError = (error: Error): void => settle(() => reject(stopped(error)));
      const onExit = (): void => settle(() => reject(stopped()));
      const timer = setTimeout(() => {
        worker = undefined;
        settle(() => {
          const seconds = options.timeoutMs / 1000;
          reject(new DrawError("timeout", `The chart took over ${seconds} s and was stopped. Draw fewer rows.`));
        });
        void asked.terminate();
      }, options.timeoutMs);
      asked.on("message", onAnswer).on("error", onError).on("exit", onExit);
      asked.ref();
      asked.postMessage(job);
    });
  }

  return {
    run(job) {
      const answer = last.then(() => ask(job));
      last = answer.catch(() => {});
      return answer;
    },
    async close() {
      closed = true;
      await worker?.terminate();
    },
  };
}

function stopped(cause?: Error): DrawError {
  return new DrawError(
    "failed",
    "The drawing thread stopped in the middle of this chart. Ask for the chart again.",
    cause ? { cause } : undefined,
  );
}
