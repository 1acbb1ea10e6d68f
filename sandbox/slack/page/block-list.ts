import type { Block } from "../entities.ts";
import { h } from "./dom.ts";
import type { Look } from "./look.ts";
import { putInOrder } from "./region.ts";
import { drawBlock } from "./render/blocks.ts";
import type { Surface } from "./render/surface.ts";

/** A message's blocks as they change: what stays the same keeps its element, and what was folded stays folded. */
export function createBlockList(
  look: Look,
  surface: Surface,
): { element: HTMLElement; draw(blocks: readonly Block[]): void } {
  const element = h("div", { class: "blocks" });
  let drawn: { json: string; type: string; node: HTMLElement }[] = [];
  return {
    element,
    draw(blocks) {
      const left = [...drawn];
      drawn = blocks.map((block, i) => {
        const json = JSON.stringify(block);
        const same = left.findIndex((one) => one.json === json);
        const kept = same < 0 ? undefined : left.splice(same, 1)[0];
        if (kept) return kept;
        const node = drawBlock(look, block, surface);
        const before = drawn[i];
        if (before?.type === block.type) keepFolds(before.node, node);
        return { json, type: block.type, node };
      });
      putInOrder(
        element,
        drawn.map(({ node }) => node),
      );
    },
  };
}

/** What a reader has opened or closed by hand is not undone by news. */
function keepFolds(from: HTMLElement, to: HTMLElement): void {
  const [before, now] = [folds(from), folds(to)];
  before.forEach((fold, i) => {
    const next = now[i];
    if (!next || fold.dataset.byHand !== "true") return;
    next.open = fold.open;
    next.dataset.byHand = "true";
  });
}

function folds(block: HTMLElement): HTMLDetailsElement[] {
  return [...(block instanceof HTMLDetailsElement ? [block] : []), ...block.querySelectorAll("details")];
}
