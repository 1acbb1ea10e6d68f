import { isRecord } from "../../blocks/is-record.ts";
import type { Block, Json } from "../../entities.ts";
import { h } from "../dom.ts";
import type { Look } from "../look.ts";
import { safeLink } from "./link.ts";
import { richText } from "./rich-text.ts";

const signs: Record<string, string> = { pending: "", in_progress: "", complete: "✓", error: "!" };

/** One step of an agent's work: what it does, how it went, what came of it. */
export function taskCard(look: Look, card: Json): HTMLElement {
  const status = String(card.status ?? "pending");
  const label = look.text.taskStatus[status as keyof typeof look.text.taskStatus] ?? status;
  const sources = Array.isArray(card.sources) ? card.sources.filter(isRecord) : [];
  return h(
    "div",
    { class: `task ${status}` },
    h("span", { class: "task-sign", attr: { role: "img", "aria-label": label, title: label } }, signs[status] ?? ""),
    h(
      "div",
      { class: "task-body" },
      h("div", { class: "task-title" }, String(card.title ?? "")),
      isRecord(card.details) && h("div", { class: "task-details" }, richText(look, card.details as Block)),
      isRecord(card.output) && h("div", { class: "task-output" }, richText(look, card.output as Block)),
      sources.length > 0 &&
        h(
          "div",
          { class: "task-sources" },
          sources.map((one) => safeLink(String(one.url ?? ""), String(one.text ?? one.url))),
        ),
    ),
  );
}

/** A plan: its title and its steps, which fold away once all of them are done. */
export function plan(look: Look, block: Block): HTMLElement {
  const tasks = Array.isArray(block.tasks) ? block.tasks.filter(isRecord) : [];
  const isOver = tasks.every((task) => task.status === "complete");
  const done = tasks.filter((task) => task.status === "complete").length;
  return h(
    "details",
    { class: "plan", attr: { open: !isOver } },
    h("summary", {}, String(block.title ?? ""), h("span", { class: "plan-count" }, `${done}/${tasks.length}`)),
    tasks.map((task) => taskCard(look, task)),
  );
}
