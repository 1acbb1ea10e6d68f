/** One call by one principal, as the event it leaves. */
import { type Random, uuidOf } from "../random.ts";
import type { TrailEvent } from "../trail-event.ts";
import type { Principal } from "./principals.ts";

export const SEOUL = "ap-northeast-2";
export const VIRGINIA = "us-east-1";

export interface ApiCall {
  /** The endpoint's name, e.g. `ec2`. */
  service: string;
  name: string;
  /** Default Seoul, or us-east-1 for a global service. */
  region?: string;
  request?: object;
  /** Only of changes: CloudTrail keeps no answer of a read. */
  response?: object;
  resources?: TrailEvent["resources"];
  error?: { code: string; message: string };
}

/** Their events are written in us-east-1, wherever the caller was. */
const GLOBAL = new Set(["iam", "cloudfront", "route53", "ce", "health", "support", "organizations"]);

const READ = /^(Describe|List|Get|Lookup|Batch(Get|Check)|Search|Simulate|StartQuery$|FilterLog|Head|AssumeRole)/;

export function apiCall(random: Random, principal: Principal, time: number, call: ApiCall): TrailEvent {
  const { service, name, request, response, error } = call;
  return {
    id: uuidOf(random),
    time: Math.floor(time / 1000) * 1000,
    region: call.region ?? (GLOBAL.has(service) ? VIRGINIA : SEOUL),
    name,
    source: `${service}.amazonaws.com`,
    readOnly: READ.test(name),
    ...principal,
    resources: call.resources ?? [],
    ...(request ? { request } : {}),
    ...(response && !error ? { response } : {}),
    ...(error ? { errorCode: error.code, errorMessage: error.message } : {}),
  };
}
