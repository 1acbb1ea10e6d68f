import type { Log } from "../log.ts";
import type { Directory } from "../ports/directory.ts";
import type { InboxRow } from "../ports/inbox.ts";
import type { HandOvers } from "./hand-over.ts";
import { type EventBody, placeOf, readRequest, runIdOf } from "./intake.ts";
import type { StatusLines } from "./live/status-line.ts";
import { NOTICE } from "./notice.ts";
import { languageOf } from "./person-text.ts";
import type { Posting } from "./posting.ts";
import { words } from "./text/words.ts";

/**
 * The one word left when a question was given up: whatever cannot be looked up for it, it is said. It quotes the number of
 * the turn, as any failure does, and the log has it beside the row whose errors were logged.
 */
export async function sayGaveUp(
  deps: {
    posting: Posting;
    directory: Directory;
    statusLines: StatusLines;
    handOvers: Pick<HandOvers, "gaveUp" | "answered">;
    botUser: () => string;
    log: Log;
  },
  row: InboxRow,
): Promise<void> {
  const { posting, directory, statusLines, handOvers, log } = deps;
  const { channel, threadTs } = placeOf(row.thread);
  // No turn is left that would end it, and it would be said anew for ever.
  void statusLines.of({ channel, threadTs }).end();
  const asked = row.work.kind === "slack" ? readRequest(row.work.body as EventBody, deps.botUser()) : null;
  const runId = row.work.kind === "resume" ? row.work.runId : runIdOf(asked?.key ?? row.thread);
  log.error({ runId, row: row.id, thread: row.thread }, "a question was given up");
  const [root] = asked ? [] : await posting.replies(channel, threadTs).catch(() => []);
  const user = asked?.request.user ?? root?.user;
  const person = user ? await directory.person(user).catch(() => null) : null;
  const language = languageOf(asked?.request.text ?? "", person?.language ?? "en");
  const text = words(language).gaveUp(runId);
  const offer = handOvers.gaveUp(runId);
  const identity = { given_up: `r-${row.id}` };
  await posting.postOnce(
    {
      channel,
      thread_ts: threadTs,
      text,
      ...(offer ? { blocks: [{ type: "section", text: { type: "mrkdwn", text } }, offer] } : {}),
      metadata: { ...NOTICE, event_payload: identity },
    },
    identity,
  );
  await handOvers.answered(runId, true);
}
