import { mayAsk, refusalText } from "../access.ts";
import { asksToForget } from "../forget-words.ts";
import { type EventBody, readRequest, runIdOf } from "../intake.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { tell } from "../notice.ts";
import { languageOf } from "../person-text.ts";
import { words } from "../text/words.ts";
import { offerForgetting } from "./forget-thread.ts";
import type { Listener } from "./listener.ts";

/** A mention, a DM, or a reply in a thread we take part in. It comes from the inbox, in the thread's order. */
export const question: Listener = (app, deps) => {
  const answer = async (body: unknown, client: Parameters<typeof tell>[0], again: boolean) => {
    const intake = readRequest(body as EventBody, deps.botUser());
    if (!intake) return;
    const { channel, threadTs, ts, user, text, isDm, files } = intake.request;
    const person = await deps.directory.person(user);
    const language = languageOf(text, person.language);
    const access = await mayAsk(person, channel, deps);
    if (!access.allowed) {
      void deps.statusOf({ channel, threadTs }).end();
      const isReply = threadTs !== ts;
      const told = tell(client, { channel, user, ...(isReply ? { threadTs } : {}) }, refusalText(access.why, language));
      // Slack may not let us write to a stranger, now or later.
      if (access.why !== "foreign") return await told;
      return await told.catch((error: unknown) => deps.log.warn({ err: error, user }, "a stranger was not told"));
    }
    if (asksToForget(text)) {
      void deps.statusOf({ channel, threadTs }).end();
      return offerForgetting({ user, channel, threadTs, language }, client, deps);
    }
    const attached = files.length > 0 ? await deps.readAttachments(intake.thread, files, language) : null;
    for (const remark of attached?.remarks ?? []) await tell(client, { channel, user, threadTs }, escapeMrkdwn(remark));
    const { emptyQuestion, live } = words(language);
    const runId = runIdOf(intake.key);
    const run = {
      runId,
      input: {
        runId,
        thread: intake.thread,
        asker: { id: user, name: person.name },
        zone: person.zone,
        language,
        locale: person.language,
        text: text || (files.length > 0 ? live.onlyFiles : emptyQuestion),
        ...(attached ? { attached: attached.data } : {}),
        accounts: access.rule.accounts,
        modelId: deps.models.currentFor({ user, channel: isDm ? null : channel }),
      },
      place: { channel, threadTs, team: person.team, isDm },
    };
    await deps.turns.ask(run, again);
  };
  app.event("app_mention", ({ body, client, context }) => answer(body, client, context.again === true));
  app.event("message", ({ body, client, context }) => answer(body, client, context.again === true));
};
