import type { WebClient } from "@slack/web-api";
import { createAsks } from "./asks.ts";
import { createCards } from "./cards.ts";
import type { createDirectory } from "./directory.ts";
import { createHandOver } from "./hand-over.ts";
import { createPace } from "./live/pace.ts";
import type { StatusLines } from "./live/status-line.ts";
import type { Posting } from "./posting.ts";
import type { SlackDeps } from "./slack-deps.ts";
import { createTails } from "./tails.ts";
import { createTurns } from "./turns.ts";
import { explainUnreachable } from "./unreachable.ts";

/** What is said in threads: answers, approval cards, questions to press and calls for a person. */
export function createAnswering(
  deps: SlackDeps,
  by: {
    posting: Posting;
    asking: WebClient;
    streaming: WebClient;
    statusLines: StatusLines;
    directory: ReturnType<typeof createDirectory>;
    /** Address of the workspace, with a slash at its end. */
    address: () => string;
  },
) {
  const { log, clock, inbox, runs, posts, approvals, audit, approversFor, changeSwitch, onCall } = deps;
  const { posting, asking, streaming, statusLines, directory, address } = by;
  const common = { posting, posts, runs, directory, clock, log };

  const cards = createCards({ ...common, approvals, audit, approversFor, changeSwitch });
  const asks = createAsks({ ...common, asks: deps.asks, inbox });
  const handOvers = createHandOver({
    ...{ ...common, asking, approvals, onCall, atEnd: deps.atEnd },
    handOvers: deps.handOvers,
    datasets: deps.datasets,
    titles: deps.toolTitles,
  });
  const nameOf = (user: string) =>
    directory.person(user).then(
      ({ name }) => name,
      () => user,
    );
  const tailOf = createTails({
    files: deps.files,
    asks: deps.asks,
    handOvers: deps.handOvers,
    ...{ onCall, atEnd: deps.atEnd },
    datasets: deps.datasets,
    home: address,
    clock,
  });
  const turns = createTurns({
    ...{ posting, streaming, posts, clock, log, runs, nameOf },
    pace: createPace(),
    statusOf: statusLines.of,
    unreachable: (error, at) =>
      explainUnreachable({ client: asking, directory, log }, error, at).catch((failed: unknown) =>
        log.error({ err: failed }, "a person could not be told that an answer has no place"),
      ),
    runTurn: deps.runTurn,
    postCard: cards.post,
    postCardsOf: cards.postOfRun,
    tailOf,
    began: (thread, runId) =>
      void asks
        .closeOlder(thread, runId)
        .catch((error: unknown) => log.warn({ err: error }, "older buttons could not be closed")),
    ending: runs.ending,
    ended({ runId, state, record, stopped, again }) {
      runs.end(runId, state, record, clock.now());
      if (stopped) return deps.handOvers.release(runId);
      void handOvers
        .answered(runId, again)
        .catch((error: unknown) => log.error({ err: error, runId }, "a call for a person could not be answered"));
    },
  });

  /** Takes up what was pressed when the last process ended; returns at once. */
  function recover(): void {
    void handOvers
      .recover()
      .catch((error: unknown) => log.error({ err: error }, "calls for a person could not be taken up"));
    void cards.recover().catch((error: unknown) => log.error({ err: error }, "cards could not be taken up"));
    void asks.recover().catch((error: unknown) => log.error({ err: error }, "pressed questions could not be taken up"));
  }

  return { cards, asks, handOvers, turns, tailOf, recover };
}
