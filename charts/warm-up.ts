import { exampleRequests } from "./examples.ts";
import { toJob } from "./job.ts";
import type { Job } from "./request.ts";

/** One job per chart, so that vega's code is compiled before a person waits for it. */
export const warmUpJobs = (): Job[] => exampleRequests("ko").map(toJob);
