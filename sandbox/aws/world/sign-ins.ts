/** Console sign-ins: regional ones are recorded in Seoul, those through the global endpoint in us-east-1. */
import { type Actor, CONSOLE_AGENT, userIdentity } from "./cast.ts";
import { type Random, uuidOf } from "./random.ts";
import type { Setting } from "./setting.ts";
import type { TrailEvent } from "./trail-event.ts";

export function signIn(
  setting: Setting,
  random: Random,
  actor: Actor,
  time: number,
  options: { failed?: boolean; ip?: string; region?: string; userAgent?: string } = {},
): TrailEvent {
  const failed = options.failed ?? false;
  return {
    id: uuidOf(random),
    time,
    region: options.region ?? "ap-northeast-2",
    name: "ConsoleLogin",
    source: "signin.amazonaws.com",
    type: "AwsConsoleSignIn",
    username: actor.name,
    readOnly: false,
    sourceIp: options.ip ?? actor.ip,
    userAgent: options.userAgent ?? CONSOLE_AGENT,
    identity: userIdentity(setting.account, actor, false),
    ...(failed ? { errorMessage: "Failed authentication" } : {}),
    response: { ConsoleLogin: failed ? "Failure" : "Success" },
    additional: {
      LoginTo: "https://ap-northeast-2.console.aws.amazon.com/console/home",
      MobileVersion: "No",
      MFAUsed: actor.mfa && !failed ? "Yes" : "No",
    },
    resources: [],
  };
}

/** A sign-in that failed, whoever it was. */
export const isFailedSignIn = (event: TrailEvent): boolean =>
  event.name === "ConsoleLogin" &&
  (event.response as { ConsoleLogin?: string } | undefined)?.ConsoleLogin === "Failure";
