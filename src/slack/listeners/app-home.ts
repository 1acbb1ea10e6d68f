import type { BlockAction, ButtonAction, PlainTextInputAction, StaticSelectAction } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { mayAsk, refusalText } from "../access.ts";
import { words } from "../text/words.ts";
import { HOME_REFRESH, HOME_SEARCH, HOME_THEME, homeNotice, homeView } from "../views/home.ts";
import { CHOOSE_MODEL, chosenModel } from "../views/models.ts";
import type { Listener, ListenerDeps } from "./listener.ts";

/** App Home is made anew whenever somebody opens it or changes something on it; the Messages tab offers questions. */
export const appHome: Listener = (app, deps) => {
  app.event("app_home_opened", async ({ event, client }) => {
    if (event.tab === "home") await publishHome(event.user, "", client, deps);
    else await suggest(event.user, event.channel, client, deps);
  });

  app.action<BlockAction<PlainTextInputAction>>(HOME_SEARCH, async ({ ack, action, body, client }) => {
    await ack();
    await publishHome(body.user.id, (action.value ?? "").trim(), client, deps);
  });

  app.action<BlockAction<ButtonAction>>(HOME_REFRESH, async ({ ack, body, client }) => {
    await ack();
    await publishHome(body.user.id, "", client, deps);
  });

  app.action<BlockAction<StaticSelectAction>>(HOME_THEME, async ({ ack, action, body, client }) => {
    await ack();
    if (await mayChoose(body.user.id, deps))
      deps.home.chooseTheme(body.user.id, action.selected_option.value === "dark" ? "dark" : "light");
    await publishHome(body.user.id, "", client, deps);
  });

  // In a message the same menu is answered by the listener of `/models`.
  app.action<BlockAction<StaticSelectAction>>(CHOOSE_MODEL, async ({ action, body, client }) => {
    if (body.view?.type !== "home") return;
    const choice = chosenModel(action.action_id, action.selected_option?.value);
    if (choice && (await mayChoose(body.user.id, deps)))
      await deps.models.choose({ user: body.user.id, channel: null, for: "person", id: choice.id });
    await publishHome(body.user.id, "", client, deps);
  });
};

/** A Home shown before may be pressed by somebody who may no longer ask; the Home made anew then tells why. */
async function mayChoose(user: string, deps: ListenerDeps): Promise<boolean> {
  const person = await deps.directory.person(user).catch(() => null);
  return person !== null && (await mayAsk(person, "dm", deps)).allowed;
}

export async function publishHome(user: string, search: string, client: WebClient, deps: ListenerDeps): Promise<void> {
  const person = await deps.directory.person(user).catch(() => null);
  const language = person?.language ?? "en";
  const show = (view: ReturnType<typeof homeNotice>) => client.views.publish({ user_id: user, view });
  try {
    if (!person) return void (await show(homeNotice(words(language).lookupFailed)));
    const access = await mayAsk(person, "dm", deps);
    if (!access.allowed) return void (await show(homeNotice(refusalText(access.why, language))));
    const facts = await deps.home.facts(person, access.rule.accounts, search);
    await show(homeView(facts, { language, zone: person.zone, address: deps.address() }));
  } catch (error) {
    deps.log.error({ err: error }, "App Home could not be shown");
    await show(homeNotice(words(language).home.failed));
  }
}

/** Without `thread_ts`: with it the call does nothing where the app has the agent view, and says ok. */
async function suggest(user: string, channel: string, client: WebClient, deps: ListenerDeps): Promise<void> {
  const person = await deps.directory.person(user).catch(() => null);
  const { title, all } = words(person?.language ?? "en").home.prompts;
  await client
    .apiCall("assistant.threads.setSuggestedPrompts", { channel_id: channel, title, prompts: all })
    .catch((error: unknown) => deps.log.debug({ err: error }, "questions could not be suggested"));
}
