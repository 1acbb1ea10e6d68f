import type { KnownBlock, ModalView } from "@slack/types";
import type { Stop, SwitchRequest } from "../../ports/change-switch.ts";
import type { Language } from "../../ports/tools.ts";
import { limits } from "../limits.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { words } from "../text/words.ts";
import { button } from "./button.ts";
import { section } from "./card.ts";
import { clip } from "./card-parts.ts";
import { stopLine } from "./stop-line.ts";

export const STOP_CHANGES = "changes:stop";
export const ALLOW_CHANGES = "changes:allow";
/** A button carries the reason, and the dialog takes no longer one. */
export const MOST_WHY = 300;
/** Block and action of the reason. */
export const SWITCH_WHY = "changes:why";

interface Reader {
  language: Language;
  zone: string;
}

/** Where the words were said and what they gave as the reason; Home has neither. Travels in the button and the dialog. */
export interface SwitchPlace {
  channel: string | null;
  threadTs: string | null;
  why: string | null;
}

export function switchButton(to: SwitchRequest["to"], place: SwitchPlace, language: Language) {
  const say = words(language).changeSwitch;
  const value = JSON.stringify(place);
  return to === "stopped"
    ? { ...button(STOP_CHANGES, say.stop, value), style: "danger" as const }
    : button(ALLOW_CHANGES, say.allow, value);
}

/** The answer to "stop all changes": nothing is turned yet. */
export function offeredSwitch(
  stop: Stop | null,
  place: SwitchPlace,
  reader: Reader,
): { text: string; blocks: KnownBlock[] } {
  const say = words(reader.language).changeSwitch;
  const text = stop ? say.offerAllow(escapeMrkdwn(stopLine(stop, reader))) : say.offerStop;
  const press = switchButton(stop ? "allowed" : "stopped", place, reader.language);
  return { text, blocks: [section(text), { type: "actions", elements: [press] }] };
}

/** Asks once more, with a reason: optional for a stop, which must be quick, and needed to go on. */
export function switchModal(stop: Stop | null, open: number, place: SwitchPlace, reader: Reader): ModalView {
  const say = words(reader.language).changeSwitch;
  return {
    type: "modal",
    callback_id: stop ? ALLOW_CHANGES : STOP_CHANGES,
    private_metadata: JSON.stringify(place),
    title: plain(stop ? say.allowTitle : say.stopTitle),
    submit: plain(stop ? say.yesAllow : say.yesStop),
    close: plain(say.no),
    blocks: [
      section(stop ? say.allowText(escapeMrkdwn(stopLine(stop, reader))) : say.stopText(open)),
      {
        type: "input",
        block_id: SWITCH_WHY,
        optional: stop === null,
        label: plain(say.why),
        hint: plain(say.whyHint),
        element: {
          type: "plain_text_input",
          action_id: SWITCH_WHY,
          max_length: MOST_WHY,
          ...(place.why ? { initial_value: place.why } : {}),
        },
      },
    ],
  };
}

/** What became of it, for the one person who pressed. `text` is mrkdwn. */
export function switchNotice(to: SwitchRequest["to"], text: string, language: Language): ModalView {
  const say = words(language).changeSwitch;
  return {
    type: "modal",
    callback_id: "changes:notice",
    title: plain(to === "stopped" ? say.stopTitle : say.allowTitle),
    close: plain(words(language).card.modal.close),
    blocks: [section(clip(text, limits.sectionText))],
  };
}

const plain = (text: string) => ({ type: "plain_text" as const, text });
