/** Console sign-ins: regional ones are recorded in Seoul, those through the global endpoint in us-east-1. */
import { DAY, MINUTE } from "../calendar.ts";
import { type Actor, CONSOLE_AGENT, type Part } from "../cast.ts";
import { type Random, randomOf, uuidOf } from "../random.ts";
import type { Setting } from "../setting.ts";
import type { TrailEvent } from "../trail-event.ts";
import { SEOUL, VIRGINIA } from "./api-call.ts";
import { signInIdentity } from "./principals.ts";
import { workingTime } from "./working-time.ts";

const people: Part[] = ["sre", "backend", "ml", "abroad"];

export function signIn(
  setting: Setting,
  random: Random,
  actor: Actor,
  time: number,
  options: { failed?: boolean; ip?: string; region?: string; userAgent?: string } = {},
): TrailEvent {
  const failed = options.failed ?? false;
  const region = options.region ?? SEOUL;
  return {
    id: uuidOf(random),
    time: Math.floor(time / 1000) * 1000,
    region,
    name: "ConsoleLogin",
    source: "signin.amazonaws.com",
    type: "AwsConsoleSignIn",
    username: actor.name,
    readOnly: false,
    sourceIp: options.ip ?? actor.ip,
    userAgent: options.userAgent ?? CONSOLE_AGENT,
    identity: signInIdentity(setting.account, actor),
    ...(failed ? { errorMessage: "Failed authentication" } : {}),
    response: { ConsoleLogin: failed ? "Failure" : "Success" },
    additional: {
      LoginTo: `https://${region === SEOUL ? `${SEOUL}.` : ""}console.aws.amazon.com/console/home`,
      MobileVersion: "No",
      MFAUsed: actor.mfa && !failed ? "Yes" : "No",
    },
    resources: [],
  };
}

/** A working person signs in once; a mistyped password now and then, followed by the right one. */
export function signInsOf(setting: Setting, day: number, weekend: boolean): TrailEvent[] {
  return people.flatMap((part) => {
    const random = randomOf(setting.seed, "sign-in", part, day);
    if (weekend && random.next() < 0.8) return [];
    const actor = setting.cast[part];
    const time = workingTime(random, part, day);
    const region = part === "abroad" ? VIRGINIA : SEOUL;
    const good = signIn(setting, random, actor, time, { region });
    const mistyped = random.next() < 0.05 && time - MINUTE >= day && time < day + DAY;
    return mistyped ? [signIn(setting, random, actor, time - MINUTE, { region, failed: true }), good] : [good];
  });
}

/** A sign-in that failed, whoever it was. */
export const isFailedSignIn = (event: TrailEvent): boolean =>
  event.name === "ConsoleLogin" &&
  (event.response as { ConsoleLogin?: string } | undefined)?.ConsoleLogin === "Failure";
