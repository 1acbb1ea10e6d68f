import type { BlockAction, ButtonAction, ViewSubmitAction } from "@slack/bolt";
import type { SwitchRequest } from "../../ports/change-switch.ts";
import type { Language } from "../../ports/tools.ts";
import { threadKey } from "../intake.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { NOTICE, tell } from "../notice.ts";
import { switchRefusal } from "../switch-offer.ts";
import { words } from "../text/words.ts";
import {
  ALLOW_CHANGES,
  STOP_CHANGES,
  SWITCH_WHY,
  type SwitchPlace,
  switchModal,
  switchNotice,
} from "../views/change-switch.ts";
import { publishHome } from "./app-home.ts";
import type { Listener, ListenerDeps } from "./listener.ts";

/** The buttons for all changes, in Home and in a thread, and the dialog they open. Who may is asked at each step. */
export const changeSwitch: Listener = (app, deps) => {
  const names = new RegExp(`^(${STOP_CHANGES}|${ALLOW_CHANGES})$`);
  const toOf = (name: string): SwitchRequest["to"] => (name === STOP_CHANGES ? "stopped" : "allowed");
  const openCards = () => deps.approvals.inState("pending").length;

  app.action<BlockAction<ButtonAction>>(names, async ({ ack, action, body, client }) => {
    await ack();
    const to = toOf(action.action_id);
    const user = userOf(body);
    const reader = await readerOf(user.id, deps);
    const place = JSON.parse(action.value ?? "{}") as SwitchPlace;
    const judged = await deps.changeSwitch.mayTurn({ to, user });
    const view =
      judged.kind === "may"
        ? switchModal(judged.stop, openCards(), place, reader)
        : switchNotice(to, await switchRefusal(judged, reader, deps.directory), reader.language);
    await deps.openDialog(body.trigger_id, view).catch(async (error: unknown) => {
      deps.log.warn({ err: error }, "a dialog could not be opened");
      if (place.channel) await tell(client, toldAt(place, user.id), words(reader.language).click.noDialog);
    });
    if (judged.kind === "refused" && !place.channel) await publishHome(user.id, "", client, deps);
  });

  app.view<ViewSubmitAction>({ callback_id: names, type: "view_submission" }, async ({ ack, body, view, client }) => {
    const to = toOf(view.callback_id);
    const user = userOf(body);
    const reader = await readerOf(user.id, deps);
    const say = words(reader.language).changeSwitch;
    const place = JSON.parse(view.private_metadata) as SwitchPlace;
    const why = view.state.values[SWITCH_WHY]?.[SWITCH_WHY]?.value?.trim() || null;
    const show = (text: string) => ack({ response_action: "update", view: switchNotice(to, text, reader.language) });
    try {
      const open = openCards();
      const outcome = await deps.changeSwitch.turn({ to, user, why });
      if (outcome.kind === "refused") return await show(await switchRefusal(outcome, reader, deps.directory));
      await show(to === "stopped" ? say.doneStop(open) : say.doneAllow);
      await Promise.all([outcome.told, sayInPlace(to, place, { ...reader, why }, deps)]);
    } catch (error) {
      deps.log.error({ err: error }, "the switch for all changes could not be turned");
      await show(say.failed);
    }
    if (!place.channel) await publishHome(user.id, "", client, deps);
  });
};

/** Everybody who saw the words sees what became of them; a thread with an open request is told anyway. */
async function sayInPlace(
  to: SwitchRequest["to"],
  { channel, threadTs }: SwitchPlace,
  { language, name, why }: { language: Language; name: string; why: string | null },
  { approvals, posting, clock }: Pick<ListenerDeps, "approvals" | "posting" | "clock">,
): Promise<void> {
  if (!channel || !threadTs || channel.startsWith("D")) return;
  const thread = threadKey(channel, threadTs);
  if (approvals.inState("pending").some((open) => open.thread === thread)) return;
  const say = words(language).changeSwitch;
  const text = escapeMrkdwn((to === "stopped" ? say.toldStop : say.toldAllow)(name, why));
  const quiet = { unfurl_links: false, unfurl_media: false };
  const identity = { changes: to, turned_at: String(clock.now()) };
  const metadata = { ...NOTICE, event_payload: identity };
  await posting.postOnce({ channel, thread_ts: threadTs, text, metadata, ...quiet }, identity);
}

const toldAt = ({ channel, threadTs }: SwitchPlace, user: string) => ({
  channel: channel ?? "",
  user,
  ...(threadTs ? { threadTs } : {}),
});

const userOf = (body: BlockAction | ViewSubmitAction) => ({
  id: body.user.id,
  team: body.user.team_id ?? body.team?.id ?? "",
});

async function readerOf(user: string, { directory }: Pick<ListenerDeps, "directory">) {
  const person = await directory.person(user).catch(() => null);
  return { language: person?.language ?? "en", zone: person?.zone ?? "UTC", name: person?.name ?? user } as const;
}
