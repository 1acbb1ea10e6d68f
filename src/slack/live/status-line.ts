import { setTimeout as sleep } from "node:timers/promises";
import { WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from "@slack/web-api";
import type { Log } from "../../log.ts";
import type { Place } from "../../ports/runs.ts";

/** Slack takes the line away after two minutes. */
const AGAIN_MS = 100_000;
/** An answer that is there sooner needs no button to stop it. */
const STOPPABLE_MS = 600;
/** Unlike anything that is said. */
const UNKNOWN = "\0";
/** A Stop button that outlives its turn would be a lie, so its end is not given up at the first refusal. */
const TRIES = 4;
const AGAIN_AFTER_MS = 500;
/** Rate limits are waited out for this long in all: they say when, and four in a row are no refusal. */
const PATIENCE_MS = 3 * 60_000;

/**
 * The native line under a thread ("is reading CloudTrail…") and the session that gives it a Stop button. Decoration:
 * what fails here is only logged, and of words that come faster than Slack takes them only the newest are said.
 */
export interface StatusLine {
  say(words: string): void;
  /** From a moment later on, Slack shows its Stop button. */
  begin(): void;
  /** A message of ours was posted, and Slack took the line away. */
  cleared(): void;
  /** Both are gone when it resolves, or Slack would not have it. */
  end(): Promise<void>;
}

function createStatusLine(client: WebClient, place: Pick<Place, "channel" | "threadTs">, log: Log): StatusLine {
  const at = { channel_id: place.channel, thread_ts: place.threadTs };
  let wanted = "";
  let said = "";
  /** Something was said: whether it still stands, nobody can tell. */
  let mayStand = false;
  let saying: Promise<void> | null = null;
  let session: Promise<void> | null = null;
  let wantedSession: "processing" | "active" = "active";
  let beginning: NodeJS.Timeout | null = null;
  let again: NodeJS.Timeout | null = null;

  /** Waits out rate limits and tries again what nobody answered, as long as it is still what is wanted. */
  async function quietly(call: () => Promise<unknown>, isWanted: () => boolean): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    for (let failures = 0; ; ) {
      try {
        return void (await call());
      } catch (error) {
        log.debug({ err: error }, "the status line could not be set");
        const isLimit = error instanceof WebAPIRateLimitedError;
        if (!isLimit) failures += 1;
        const waitMs = isLimit ? error.retryAfter * 1_000 : AGAIN_AFTER_MS;
        if (error instanceof WebAPIPlatformError || failures === TRIES || Date.now() + waitMs > until) return;
        if (!isWanted()) return;
        await sleep(waitMs);
        if (!isWanted()) return;
      }
    }
  }
  const setSession = (status: "processing" | "active") => {
    wantedSession = status;
    return quietly(
      () => client.agents.sessions.setStatus({ ...at, status }),
      () => wantedSession === status,
    );
  };

  async function catchUp(): Promise<void> {
    while (said !== wanted) {
      const words = wanted;
      mayStand = words !== "";
      await quietly(
        () => client.assistant.threads.setStatus({ ...at, status: words }),
        () => wanted === words,
      );
      said = words;
    }
    saying = null;
  }
  const want = (words: string): Promise<void> | null => {
    wanted = words;
    // Where nothing is to be said `catchUp` ends before its promise is kept, which would then stand there for ever.
    if (said !== wanted) saying ??= catchUp();
    return saying;
  };

  return {
    say(words) {
      if (again) clearInterval(again);
      again = setInterval(() => {
        said = "";
        void want(words);
      }, AGAIN_MS);
      again.unref();
      void want(words);
    },
    begin() {
      beginning ??= setTimeout(() => {
        session = setSession("processing");
      }, STOPPABLE_MS);
    },
    cleared() {
      if (saying === null) said = "";
    },
    async end() {
      if (again) clearInterval(again);
      if (beginning) clearTimeout(beginning);
      again = null;
      beginning = null;
      // What is still tried of the beginning is not wanted any more.
      wantedSession = "active";
      // A message may be known to stand only long after Slack has it, as where its reply was lost: words that came in
      // between were taken for cleared by it, and are not.
      if (mayStand && saying === null) said = UNKNOWN;
      await Promise.all([want(""), session?.then(() => setSession("active"))]);
      session = null;
    },
  };
}

/** One line per thread, the same for everybody who has something to say there. */
export interface StatusLines {
  of(place: Pick<Place, "channel" | "threadTs">): StatusLine;
}

export function createStatusLines(client: WebClient, log: Log): StatusLines {
  const open = new Map<string, StatusLine>();
  return {
    of(place) {
      const key = `${place.channel}:${place.threadTs}`;
      const known = open.get(key);
      if (known) return known;
      const line = createStatusLine(client, place, log);
      const kept: StatusLine = {
        ...line,
        async end() {
          open.delete(key);
          await line.end();
        },
      };
      open.set(key, kept);
      return kept;
    },
  };
}
