import { type Child, h } from "./dom.ts";
import { icon } from "./icon.ts";
import type { Look } from "./look.ts";
import { showDialog } from "./show-dialog.ts";
import type { Welcome } from "./text/text.ts";

export interface WelcomeActs {
  /** Absent where there is no story to follow. */
  begin?: (() => void) | undefined;
  ask(text: string): void;
}

/** What a newcomer reads first: what this is, what is real and what stands in, and what to press. */
export function drawWelcome(look: Look, acts: WelcomeActs): HTMLElement {
  const { welcome, samples, story } = look.text;
  const { demo, app } = look.directory;
  const bot = look.nameOf(app.bot_user);
  return h(
    "div",
    { class: "welcome" },
    h("h2", {}, demo ? welcome.title : welcome.plainTitle(app.name)),
    h("p", { class: "welcome-lead" }, demo ? welcome.lead : welcome.plainLead),
    demo && ends(welcome, demo),
    demo && h("p", { class: "welcome-people" }, icon("users"), welcome.people),
    acts.begin &&
      h(
        "div",
        { class: "welcome-begin" },
        h(
          "button",
          { class: "button primary big", attr: { type: "button" }, on: { click: acts.begin } },
          icon("play"),
          welcome.begin,
        ),
        h(
          "ol",
          {},
          [...story.steps.map(({ title }) => title), story.approve.outline].map((title) => h("li", {}, title)),
        ),
      ),
    h("p", { class: "try" }, welcome.ask),
    h(
      "div",
      { class: "samples" },
      samples.map((one) =>
        h(
          "button",
          { class: "sample", attr: { type: "button" }, on: { click: () => acts.ask(`@${bot} ${one}`) } },
          one,
        ),
      ),
    ),
  );
}

/** The same in a dialog, for who has begun already. */
export function openWelcome(look: Look, acts: WelcomeActs): void {
  const { text } = look;
  const close = (): void => dialog.close();
  const dialog: HTMLDialogElement = h(
    "dialog",
    {
      class: "dialog about",
      attr: { "aria-label": text.standIn },
      on: { click: (event) => event.target === dialog && close() },
    },
    h(
      "div",
      { class: "dialog-head" },
      h("span", {}),
      h(
        "button",
        { class: "icon-button", attr: { type: "button", "aria-label": text.close }, on: { click: close } },
        icon("close"),
      ),
    ),
    drawWelcome(look, {
      begin:
        acts.begin &&
        (() => {
          close();
          acts.begin?.();
        }),
      ask: (question) => {
        close();
        acts.ask(question);
      },
    }),
  );
  showDialog(dialog);
}

function ends(welcome: Welcome, demo: NonNullable<Look["directory"]["demo"]>): Child {
  const { bot, slack, sampleAws, realAws, rules, realModel } = welcome.ends;
  const all = [
    { ...bot, isReal: true },
    { ...slack, isReal: false },
    { ...(demo.aws === "real" ? realAws : sampleAws), isReal: demo.aws === "real" },
    { ...(demo.model === "real" ? realModel : rules), isReal: demo.model === "real" },
  ];
  return h(
    "ul",
    { class: "ends" },
    all.map(({ name, note, isReal }) =>
      h(
        "li",
        { class: isReal ? "end real" : "end" },
        h("span", { class: "end-badge" }, isReal ? welcome.real : welcome.standIn),
        h("strong", {}, name),
        h("span", { class: "end-note" }, note),
      ),
    ),
  );
}
