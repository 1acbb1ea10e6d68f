import { setTimeout as delay } from "node:timers/promises";
import { capText, stripInvisible } from "../../redaction/clean-text.ts";
import { type AwsFailure, readAwsFailure } from "../aws-failure.ts";
import type { Clock } from "../clock.ts";
import type { ActSite } from "../define-action.ts";
import { iso } from "../period.ts";
import type { Scalar } from "../results.ts";
import type { AcceptedOrder } from "./handshake.ts";
import { openSession } from "./session.ts";

export type ActOutcome =
  | { kind: "succeeded" | "failed"; requestId: string | null; at: string; text: string }
  /** The call may or may not have reached AWS: never repeated. */
  | { kind: "unknown"; at: string; text: string }
  /** The target is not what was approved: nothing was sent. */
  | { kind: "stale"; at: string; text: string };

const THROTTLE_PAUSES_MS = [1_000, 3_000];

/**
 * Carries out one accepted order: assume the role for it, look again, send once. Never throws: every way it can end is an
 * outcome. Once the change is being sent, cancelling no longer stops it.
 */
export async function execute(accepted: AcceptedOrder, clock: Clock, signal: AbortSignal): Promise<ActOutcome> {
  const { action, order } = accepted;
  const { account, region, args, fingerprint } = order.contract.call;
  const failed = (text: string, requestId: string | null = null): ActOutcome => ({
    kind: "failed",
    requestId,
    at: iso(clock.now()),
    text,
  });

  let site: ActSite;
  try {
    const { change, look } = action.permissions(args, { account, region });
    const credentials = await openSession(accepted, [change, look], signal);
    site = { account, region, credentials, clock, signal };
    const drift = driftOf(fingerprint, await action.fingerprint(args, site));
    if (drift !== null)
      return {
        kind: "stale",
        at: iso(clock.now()),
        text: `Not executed: since the approval was asked for, ${drift}. Nothing was sent.`,
      };
    signal.throwIfAborted();
  } catch (error) {
    if (signal.aborted) return failed("Cancelled before anything was sent.");
    return failed(`Not executed: ${failureText(readAwsFailure(error))} while preparing. Nothing was sent.`);
  }

  for (let attempt = 0; ; attempt += 1) {
    try {
      const { requestId, text } = await action.send(args, site);
      return { kind: "succeeded", requestId, at: iso(clock.now()), text };
    } catch (error) {
      const failure = readAwsFailure(error);
      const pause = THROTTLE_PAUSES_MS[attempt];
      // A throttled request was not executed, so it alone may be sent again.
      if (failure.code === "throttled" && failure.status !== null && pause !== undefined) {
        await delay(pause);
        continue;
      }
      if (wasRefused(failure))
        return failed(`AWS refused the call: ${failureText(failure)}. Nothing was changed.`, failure.requestId);
      return {
        kind: "unknown",
        at: iso(clock.now()),
        text: `The call was sent, but its answer did not arrive (${failure.name}). It may or may not have been executed, and is not repeated.`,
      };
    }
  }
}

/** An answer from AWS that says no. Anything else leaves open whether the change happened. */
function wasRefused({ code, status }: AwsFailure): boolean {
  if (status === null) return false;
  return code === "throttled" || (code !== "unavailable" && status >= 400 && status < 500);
}

function driftOf(approved: Record<string, Scalar>, now: Record<string, Scalar>): string | null {
  const keys = [...new Set([...Object.keys(approved), ...Object.keys(now)])].sort();
  const changed = keys.filter((key) => approved[key] !== now[key]);
  if (changed.length === 0) return null;
  return changed
    .map((key) => `${key} changed from ${String(approved[key] ?? "none")} to ${String(now[key] ?? "none")}`)
    .join(", ");
}

function failureText({ name, message }: AwsFailure): string {
  return message === "" ? name : `${name} (${capText(stripInvisible(message), 200)})`;
}
