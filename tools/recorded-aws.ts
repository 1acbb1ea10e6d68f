import type { Aws } from "./aws.ts";
import { readAwsFailure } from "./aws-failure.ts";
import { AwsCallError } from "./errors.ts";

/** One request to AWS as a client that asked for it is told. */
export interface AwsCall {
  action: string;
  account: string;
  region: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Waiting for its turn included. */
  ms: number;
  error: string | null;
}

/** Begins a record; what it gives ends it, with the code of what went wrong. */
export type RecordCall = (call: Pick<AwsCall, "action" | "account" | "region">) => (error: string | null) => void;

const MOST_CALLS = 200;

/** A list that grows by each request recorded: the first 200 of them. */
export function createCallRecord(): { calls: AwsCall[]; record: RecordCall } {
  const calls: AwsCall[] = [];
  const record: RecordCall = (call) => {
    const at = Date.now();
    const began = performance.now();
    return (error) => {
      if (calls.length < MOST_CALLS) calls.push({ ...call, at, ms: Math.round(performance.now() - began), error });
    };
  };
  return { calls, record };
}

/** AWS as one tool call uses it, with a record of the requests. */
export function recordCalls(aws: Aws): { aws: Aws; calls: AwsCall[] } {
  const { calls, record } = createCallRecord();
  const send: Aws["send"] = async (site, request) => {
    const { action, account, region } = site;
    const done = record({ action, account: account.name, region });
    try {
      const reply = await aws.send(site, request);
      done(null);
      return reply;
    } catch (thrown) {
      done(thrown instanceof AwsCallError ? readAwsFailure(thrown.cause).code : "stopped");
      throw thrown;
    }
  };
  return { aws: { ...aws, send }, calls };
}
