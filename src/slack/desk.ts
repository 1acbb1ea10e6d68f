import type { WebClient } from "@slack/web-api";
import type { Log } from "../log.ts";
import type { ChangeSwitch } from "../ports/change-switch.ts";
import type { InboxEntry, Stage, Work } from "../ports/inbox.ts";
import type { Talk } from "../ports/talk.ts";
import type { SlackDirectory } from "./directory.ts";
import { type EventBody, type Intake, placeOf, type Request, readEvent, runIdOf } from "./intake.ts";
import type { StatusLines } from "./live/status-line.ts";
import { tell } from "./notice.ts";
import { languageOf } from "./person-text.ts";
import { offerSwitch } from "./switch-offer.ts";
import { asksToTurnChanges } from "./switch-words.ts";
import { words } from "./text/words.ts";
import type { Turns } from "./turns.ts";

/** What the desk needs of the durable queue. */
export interface Queue {
  add(entry: InboxEntry): boolean;
  addSoon(entry: InboxEntry): Promise<boolean>;
  waitOf(eventId: string): { inThread: number; place: number | null };
  isFull(): boolean;
  oldestIn(thread: string): string | null;
  reword(requestKey: string, change: (work: Work) => Work): Stage;
  withdraw(requestKey: string): Stage;
}

/** As a whole message, these end what is being answered in the thread. */
const STOP_WORDS =
  /^\s*(stop|cancel|abort|중지|중단|멈춰|그만|취소)(해|해줘|해 줘|하세요|해주세요| please)?\s*[.!]*\s*$/i;

type Of<K extends Intake["kind"]> = Extract<Intake, { kind: K }>;

/**
 * Sees every event before it is acked: puts questions in line and says at once that they are heard, and acts on
 * changed, deleted and stopped ones. Gives whether the listeners are to see the event as well.
 */
export function createDesk(deps: {
  botUser: () => string;
  queue: Queue;
  talk: Talk;
  turns: Pick<Turns, "end" | "endAllIn" | "endAtStart">;
  statusLines: StatusLines;
  directory: SlackDirectory;
  changeSwitch: Pick<ChangeSwitch, "mayTurn">;
  client: WebClient;
  log: Log;
}): (body: Record<string, unknown>) => Promise<boolean> {
  const { queue, talk, turns, statusLines, directory, client, changeSwitch, log } = deps;

  const on: { [K in Intake["kind"]]: (intake: Of<K>, body: Record<string, unknown>) => Promise<void> | void } = {
    request: takeRequest,
    talk: ({ thread, ts }) => talk.aside(thread, ts),
    edited: takeEdit,
    deleted({ key, thread }) {
      // A row in line is finished without a word: there is nobody left who waits for one.
      const stage = queue.withdraw(key);
      if (stage === "queued") void statusLines.of(placeOf(thread)).end();
      else if (!turns.end(thread, { kind: "withdrawn" }, runIdOf(key)) && stage === "running")
        turns.endAtStart(runIdOf(key), { kind: "withdrawn" });
    },
    stopped: ({ thread, user }) => void stop(thread, user),
    other: () => undefined,
    ignored: () => undefined,
  };

  /** What is being answered in the thread ends, or what is just being begun, or what waits there. False: nothing does. */
  function stop(thread: string, user: string): boolean {
    const ending = { kind: "stopped", by: user || null } as const;
    if (turns.end(thread, ending)) return true;
    const key = queue.oldestIn(thread);
    if (key === null) return false;
    if (queue.withdraw(key) === "running") turns.endAtStart(runIdOf(key), ending);
    else {
      void statusLines.of(placeOf(thread)).end();
      say({ ...placeOf(thread), user }, (language) => words(language).live.notBegun);
    }
    return true;
  }

  async function takeRequest(intake: Of<"request">, body: Record<string, unknown>): Promise<void> {
    const { thread, key, eventId, request } = intake;
    const { channel, threadTs, user, ts, text } = request;
    if (STOP_WORDS.test(text)) {
      if (stop(thread, user)) return;
      // In a direct message each line written below the others is a thread of its own: it means what runs there.
      const isLine = request.isDm && threadTs === ts;
      if (isLine && turns.endAllIn(channel, { kind: "stopped", by: user })) return;
    }
    const order = asksToTurnChanges(text);
    // Waits in no line, whatever else is being answered; who says it again is asked again.
    if (order) return offerTurn(request, order, (body.team_id as string | undefined) ?? "");
    const isFull = queue.isFull();
    if (isFull) say(request, (language) => words(language).live.tooMany);
    const entry = { eventId, requestKey: key, thread, work: { kind: "slack" as const, body } };
    if (isFull || !(await queue.addSoon(entry))) return;
    talk.asked(thread, user, ts);
    const { inThread, place } = queue.waitOf(eventId);
    if (inThread > 0) say(request, (language) => words(language).live.queuedBehind(inThread));
    else if (place !== null) say(request, (language) => words(language).live.busy(place));
    // The first sign comes before anything is looked up: of who was not here before, the words decide the language.
    else {
      const language = directory.knownLanguage(user) ?? languageOf(text, "en");
      statusLines.of({ channel, threadTs }).say(words(language).thinking);
    }
  }

  function offerTurn(request: Request, order: Parameters<typeof offerSwitch>[1], team: string): void {
    const asked = { ...request, team, language: languageOf(request.text, "en") };
    offerSwitch(asked, order, { client, changeSwitch, directory }).catch((error: unknown) =>
      log.error({ err: error }, "the switch for all changes could not be offered"),
    );
  }

  function takeEdit({ key, thread, user, text }: Of<"edited">): void {
    const stage = queue.reword(key, (work) => (work.kind === "slack" ? reworded(work, text) : work));
    if (stage !== "running" && stage !== "done") return;
    const word = stage === "running" ? "editedRunning" : "editedAnswered";
    say({ ...placeOf(thread), user }, (language) => words(language).live[word]);
  }

  function say(
    { channel, threadTs, user }: { channel: string; threadTs: string; user: string },
    text: (language: "ko" | "en") => string,
  ): void {
    directory
      .person(user)
      .then(({ language }) => tell(client, { channel, user, threadTs }, text(language)))
      .catch((error: unknown) => log.warn({ err: error }, "a word about a waiting question could not be said"));
  }

  return async (body) => {
    const intake = readEvent(body as EventBody, { botUser: deps.botUser(), standing: talk.standing });
    await (on[intake.kind] as (intake: Intake, body: Record<string, unknown>) => Promise<void> | void)(intake, body);
    return intake.kind === "other";
  };
}

function reworded(work: Extract<Work, { kind: "slack" }>, text: string): Work {
  const event = work.body.event as Record<string, unknown>;
  return { ...work, body: { ...work.body, event: { ...event, text } } };
}
