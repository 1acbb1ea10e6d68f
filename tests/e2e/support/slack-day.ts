import { LogLevel, WebClient } from "@slack/web-api";
import type { Control } from "../../../sandbox/slack/control-client.ts";
import { type Running, startWorkspace } from "../../sandbox/slack/start-workspace.ts";

/** Far more than any test makes: the day lasts. */
const ALL_DAY = 1_000_000;

/**
 * How Slack is on a bad day, as the local workspace plays it. On each of them people must end up with what they get on a
 * good one, only later.
 */
export const slackDays = {
  "no-streaming": ({ fault }: Control) =>
    fault({ method: "chat.startStream", kind: "error", error: "unknown_method", times: ALL_DAY }),
  "slow-uploads": async ({ fault, settings }: Control) => {
    await settings({ file_delay_ms: 900 });
    await fault({ method: "upload", kind: "slow", ms: 400, times: ALL_DAY });
  },
  ratelimited: async ({ fault }: Control) => {
    for (const method of ["*", "upload", "response_url"])
      await fault({ method, kind: "ratelimited", retry_after: 1, every: 4, times: ALL_DAY });
  },
} satisfies Record<string, (control: Control) => Promise<void>>;

export type SlackDay = keyof typeof slackDays;

/** The day that `npm run e2e -- --day` asks for; undefined is a good one. */
const slackDay = process.env.OPSTHREAD_TEST_SLACK_DAY as SlackDay | undefined;

/** For a test of the very thing that a day takes away; `why` tells the reader. As few as can be: the run names each. */
export const isLeftOutOn = (day: SlackDay, _why: string): boolean => slackDay === day;

/** What is waited for may take so many times as long. */
export const patience = slackDay === undefined ? 1 : 4;

/** Turns a workspace's good day into the one asked for. */
export async function beginDay(control: Control): Promise<void> {
  if (slackDay) await slackDays[slackDay](control);
}

/** Looks as long as the day needs. */
export function patientControl(control: Control): Control {
  return { ...control, waitFor: (place, isDone, ms = 10_000) => control.waitFor(place, isDone, ms * patience) };
}

/** What an app of the tests' own, which is not the bot, sends again where Slack asks it to. */
export const patientRetries = { retries: 9, minTimeout: 50, maxTimeout: 200 };

/** A workspace alone, as on the day asked for, with a client that may be told to wait. */
export async function startWorkspaceOfDay(): Promise<Running> {
  const running = await startWorkspace();
  await beginDay(running.control);
  const { botToken, slackApiUrl } = running.ready;
  return {
    ...running,
    client: new WebClient(botToken, { slackApiUrl, retryConfig: patientRetries, logLevel: LogLevel.ERROR }),
  };
}
