import { fill, h } from "./dom.ts";
import { icon } from "./icon.ts";
import type { Look } from "./look.ts";

/** The bar that leads through the sample account: one line, one button, from a question to an approved change. */
export interface StoryBar {
  element: HTMLElement;
  show(look: Look): void;
  begin(): void;
  /** Whether somebody is following it. */
  isOn(): boolean;
  /** Whether it was never begun in this browser. */
  isNew(): boolean;
}

export interface StoryActs {
  ask(question: string): void;
  lookAs(id: string): void;
}

const STEP = "story-step";
const LEFT = "left";

export function createStoryBar(storage: Storage, acts: StoryActs): StoryBar {
  const element = h("div", { class: "story", attr: { role: "region", hidden: true } });
  let look: Look | undefined;

  const at = (): number => Number(storage.getItem(STEP) ?? Number.NaN);
  const isOn = (): boolean => Number.isInteger(at());
  function go(step: number | typeof LEFT): void {
    storage.setItem(STEP, String(step));
    draw();
  }

  function draw(): void {
    if (!look) return;
    const { story } = look.text;
    element.hidden = !isOn() || look.directory.demo?.aws !== "sample";
    if (element.hidden) return;
    element.setAttribute("aria-label", story.title);
    const { title, label, run, sign } = stepAt(look, at());
    const all = story.steps.length + 2 * story.approve.titles.length + 1;
    fill(
      element,
      h(
        "span",
        { class: "story-dots", attr: { role: "img", "aria-label": `${Math.min(at() + 1, all)}/${all}` } },
        Array.from({ length: all }, (_, i) => h("i", { class: i < at() ? "done" : i === at() ? "now" : "" })),
      ),
      h("span", { class: "story-title" }, title),
      h("button", { class: "button primary small", attr: { type: "button" }, on: { click: run } }, icon(sign), label),
      h(
        "button",
        {
          class: "icon-button",
          attr: { type: "button", title: story.skip, "aria-label": story.skip },
          on: { click: () => go(LEFT) },
        },
        icon("close"),
      ),
    );
  }

  function stepAt(as: Look, step: number) {
    const { story } = as.text;
    const approvals = story.approve.titles.length;
    const after = step - story.steps.length;
    const asking = after === 2 * approvals ? story.check : story.steps[step];
    if (asking) {
      return {
        title: asking.title,
        label: asking.question,
        sign: "send" as const,
        run: () => {
          go(step + 1);
          acts.ask(asking.question);
        },
      };
    }
    const title = after % 2 === 0 ? story.approve.titles[after / 2] : undefined;
    if (title !== undefined) {
      const approver = approverFor(as);
      return {
        title,
        label: story.approve.press(as.nameOf(approver)),
        sign: "users" as const,
        run: () => {
          go(step + 1);
          acts.lookAs(approver);
        },
      };
    }
    if (after < 2 * approvals) {
      return {
        title: story.approving.title,
        label: story.approving.press,
        sign: "check" as const,
        run: () => go(step + 1),
      };
    }
    return { title: story.done, label: story.end, sign: "check" as const, run: () => go(LEFT) };
  }

  return {
    element,
    show(as) {
      look = as;
      draw();
    },
    begin: () => go(0),
    isOn,
    isNew: () => storage.getItem(STEP) === null,
  };
}

/** The first approver who is somebody else. */
function approverFor({ directory, me }: Look): string {
  const group = directory.groups.find(({ handle }) => handle.includes("approvers"));
  return group?.users.find((id) => id !== me.id) ?? me.id;
}
