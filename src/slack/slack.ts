import { App, type CodedError } from "@slack/bolt";
import type { InboxRow } from "../ports/inbox.ts";
import { createAnswering } from "./answering.ts";
import { createAttachments } from "./attachments.ts";
import { createAuditLog } from "./audit-log.ts";
import { boltLogger } from "./bolt-logger.ts";
import { createClients } from "./clients.ts";
import { endInterruptedCommands } from "./command-answer.ts";
import { createDesk } from "./desk.ts";
import { createDirectory } from "./directory.ts";
import { sayGaveUp } from "./gave-up.ts";
import { listeners } from "./listeners/index.ts";
import type { ListenerDeps } from "./listeners/listener.ts";
import { createStatusLines } from "./live/status-line.ts";
import { createMembership } from "./membership.ts";
import { createOpenDialog } from "./open-dialog.ts";
import { createPosting } from "./posting.ts";
import { createProofs } from "./proofs.ts";
import { createReceiver } from "./receiver.ts";
import { refusedBy } from "./refused-token.ts";
import type { SlackDeps, Wiring } from "./slack-deps.ts";
import { createSwitchNotice } from "./switch-notice.ts";
import { createWeeklySummary } from "./weekly-summary.ts";

/** Everything Slack: receiver, listeners, the writer's clients. */
export function createSlack(deps: SlackDeps) {
  const { log, clock, inbox, runs, posts, approvals, changeSwitch, files, feedback } = deps;
  const { listening: clientOptions, asking, opening, posting: postingClient, saying, streaming } = createClients(deps);
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const posting = createPosting(postingClient, log, wait, deps.spans);
  const statusLines = createStatusLines(saying, log);
  const directory = createDirectory(asking);
  /** Known once Slack has said who we are. */
  const us = { botUser: "", team: "", address: "" };
  const botUser = () => us.botUser;
  const homeTeam = () => us.team;
  const address = () => us.address;

  const answering = createAnswering(deps, { posting, asking, streaming, statusLines, directory, address });
  const { cards, turns, asks, handOvers, tailOf } = answering;
  const receiver = createReceiver({
    appToken: deps.appToken,
    slackApiUrl: deps.apiUrl,
    log,
    deafMs: deps.deafMs,
    onDeaf: deps.onDeaf,
    pongMs: deps.pongMs,
    take: createDesk({
      botUser,
      queue: inbox,
      talk: deps.talk,
      turns,
      statusLines,
      directory,
      changeSwitch,
      client: asking,
      log,
    }),
  });
  const app = new App({
    token: deps.botToken,
    receiver,
    deferInitialization: true,
    clientOptions,
    logger: boltLogger(log),
  });
  // Rethrown, so that the inbox sees a stored question that failed and tries it again.
  app.error(async (error) => {
    throw (error as CodedError).original ?? error;
  });

  const auditLog = createAuditLog({ posting, channel: deps.logChannel, reader: cards.reader, log });
  const rule = deps.summary;
  const weekly = rule ? createWeeklySummary({ posting, asking, feedback, posts, clock, log, rule }) : null;

  async function askWhoWeAre(): Promise<void> {
    const { user_id: id, team_id: team, url } = await asking.auth.test();
    us.botUser = id ?? "";
    us.team = team ?? "";
    us.address = url ?? "";
  }

  return {
    /** Posts the week's votes when they are due. */
    postSummary: async () => weekly?.check(),
    auditLog: auditLog.ended,
    tellSwitch: createSwitchNotice({ posting, cards, runs, auditLog, log }),
    directory,
    channelsOf: createMembership(asking),
    cards,
    turns,
    homeTeam,
    isConnected: receiver.isConnected,

    /** Asks Slack who we are, registers the listeners and opens the socket. Throws when the tokens are refused. */
    async start(wiring: Wiring): Promise<void> {
      await askWhoWeAre().catch(refusedBy("SLACK_BOT_TOKEN", deps.apiUrl));
      const listening: ListenerDeps = {
        ...wiring,
        ...{ botUser, address, homeTeam, statusOf: statusLines.of, directory, clock, log },
        ...{ turns, cards, approvals, changeSwitch, posting, posts, runs, asks, files, feedback, handOvers, tailOf },
        openDialog: createOpenDialog(opening),
        readAttachments: createAttachments({ ...deps, keep: deps.keepFile }),
        proofOf: createProofs({ runs, datasets: deps.datasets, titles: deps.toolTitles }),
      };
      for (const listener of listeners) listener(app, listening);
      // Before a new command can come: these are those of the last process.
      void endInterruptedCommands({ posting, runs, clock, log });
      await app.init();
      await app.start().catch(refusedBy("SLACK_APP_TOKEN", deps.apiUrl));
      answering.recover();
    },

    /** Hands a stored event to the listeners; its ack was given when it was stored. `again`: for the second time, perhaps. */
    handle: (body: Record<string, unknown>, again: boolean) =>
      app.processEvent({ body, ack: async () => {}, customProperties: { again } }),

    /** The one word left when a question was given up. */
    sayGaveUp: (row: InboxRow) => sayGaveUp({ posting, directory, statusLines, handOvers, botUser, log }, row),

    stop: () => receiver.stop(),
  };
}
