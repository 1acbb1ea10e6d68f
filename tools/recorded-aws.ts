import type { Aws } from "./aws.ts";
import { readAwsFailure } from "./aws-failure.ts";
import { AwsCallError } from "./errors.ts";

/** One request to AWS as a client that asked for it is told. */
interface AwsCall {
  action: string;
  account: string;
  region: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Waiting for its turn included. */
  ms: number;
  error: string | null;
}

const MOST_CALLS = 200;

/** AWS as one tool call uses it, with a record of the requests: the first 200 of them. */
export function recordCalls(aws: Aws): { aws: Aws; calls: AwsCall[] } {
  const calls: AwsCall[] = [];
  const send: Aws["send"] = async (site, request) => {
    const at = Date.now();
    const began = performance.now();
    let error: string | null = null;
    try {
      return await aws.send(site, request);
    } catch (thrown) {
      error = thrown instanceof AwsCallError ? readAwsFailure(thrown.cause).code : "stopped";
      throw thrown;
    } finally {
      const { action, account, region } = site;
      const ms = Math.round(performance.now() - began);
      if (calls.length < MOST_CALLS) calls.push({ action, account: account.name, region, at, ms, error });
    }
  };
  return { aws: { ...aws, send }, calls };
}
