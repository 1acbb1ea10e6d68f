import { setTimeout as delay } from "node:timers/promises";
import { capText, stripInvisible } from "../../redaction/clean-text.ts";
import { PartlyDone } from "../actions/in-turn.ts";
import { type AwsFailure, readAwsFailure } from "../aws-failure.ts";
import type { Clock } from "../clock.ts";
import type { ActSite } from "../define-action.ts";
import { iso } from "../period.ts";
import type { RecordCall } from "../recorded-aws.ts";
import type { Bilingual, Scalar } from "../results.ts";
import type { AcceptedOrder } from "./handshake.ts";
import { openSession } from "./session.ts";

export type ActOutcome =
  | { kind: "succeeded" | "failed"; requestId: string | null; at: string; text: Bilingual }
  /** The call may or may not have reached AWS: never repeated. */
  | { kind: "unknown"; at: string; text: Bilingual }
  /** The target is not what was approved: nothing was sent. */
  | { kind: "stale"; at: string; text: Bilingual };

/** Of one request of the bot. */
export interface Asked {
  signal: AbortSignal;
  record: RecordCall;
}

const THROTTLE_PAUSES_MS = [1_000, 3_000];

/**
 * Carries out one accepted order: assume the role for it, look again, send once. Never throws: every way it can end is an
 * outcome. Once the change is being sent, cancelling no longer stops it.
 */
export async function execute(accepted: AcceptedOrder, clock: Clock, asked: Asked): Promise<ActOutcome> {
  const { signal, record } = asked;
  const { action, order } = accepted;
  const { account, region, args, fingerprint } = order.contract.call;
  const failed = (text: Bilingual, requestId: string | null = null): ActOutcome => ({
    kind: "failed",
    requestId,
    at: iso(clock.now()),
    text,
  });

  let site: ActSite;
  try {
    const { change, more = [], look } = action.permissions(args, { account, region });
    const credentials = await openSession(accepted, [change, ...more, look], asked);
    site = { account, region, credentials, approvalId: order.approval_id, clock, signal, record };
    const drift = driftOf(fingerprint, await action.fingerprint(args, site));
    if (drift !== null)
      return {
        kind: "stale",
        at: iso(clock.now()),
        text: {
          ko: `승인을 요청한 뒤 대상이 바뀌어 실행하지 않았습니다 (${drift}). AWS에는 아무것도 보내지 않았습니다.`,
          en: `Not executed: the target changed since the approval was asked for (${drift}). Nothing was sent.`,
        },
      };
    signal.throwIfAborted();
  } catch (error) {
    if (signal.aborted)
      return failed({ ko: "아무것도 보내기 전에 취소되었습니다.", en: "Cancelled before anything was sent." });
    const why = failureText(readAwsFailure(error));
    return failed({
      ko: `준비하는 중에 막혀 실행하지 않았습니다: ${why}. AWS에는 아무것도 보내지 않았습니다.`,
      en: `Not executed: ${why} while preparing. Nothing was sent.`,
    });
  }

  for (let attempt = 0; ; attempt += 1) {
    // Here and not before: what was asked of AWS meanwhile, and a pause of this process, take their time, too.
    if (clock.now() > Date.parse(order.begin_by))
      return failed({
        ko: "승인되었지만 시간 안에 시작되지 못해 실행하지 않았습니다. 아무것도 바뀌지 않았습니다.",
        en: "Not executed: it was approved, but could not begin in time. Nothing was changed.",
      });
    try {
      const { requestId, text } = await action.send(args, site);
      return { kind: "succeeded", requestId, at: iso(clock.now()), text };
    } catch (error) {
      const partly = error instanceof PartlyDone ? error : null;
      const failure = readAwsFailure(partly ? partly.cause : error);
      const pause = THROTTLE_PAUSES_MS[attempt];
      // A throttled request was not executed, so it alone may be sent again.
      if (!partly && failure.code === "throttled" && failure.status !== null && pause !== undefined) {
        await delay(pause);
        continue;
      }
      if (partly && wasRefused(failure)) return failed(partly.done, failure.requestId);
      if (wasRefused(failure))
        return failed(
          {
            ko: `AWS가 호출을 거부했습니다: ${failureText(failure)}. 아무것도 바뀌지 않았습니다.`,
            en: `AWS refused the call: ${failureText(failure)}. Nothing was changed.`,
          },
          failure.requestId,
        );
      return {
        kind: "unknown",
        at: iso(clock.now()),
        text: {
          ko: `${partly ? `${partly.done.ko} ` : ""}호출을 보냈지만 응답이 오지 않았습니다 (${failure.name}). 실행되었는지 알 수 없으며, 다시 보내지 않습니다.`,
          en: `${partly ? `${partly.done.en} ` : ""}The call was sent, but its answer did not arrive (${failure.name}). It may or may not have been executed, and is not repeated.`,
        },
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
  return changed.map((key) => `${key}: ${String(approved[key] ?? "–")} → ${String(now[key] ?? "–")}`).join(", ");
}

function failureText({ name, message }: AwsFailure): string {
  return message === "" ? name : `${name} (${capText(stripInvisible(message), 200)})`;
}
