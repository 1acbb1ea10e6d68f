import { type Child, fill } from "./dom.ts";

/** Draws into an element only when what is drawn has changed, so that focus, selection and motion stay undisturbed. */
export function createRegion<E extends Element>(
  element: E,
): { element: E; draw(key: unknown, make: () => Child): void } {
  let before: string | undefined;
  return {
    element,
    draw(key, make) {
      const now = JSON.stringify(key) ?? "";
      if (now === before) return;
      before = now;
      fill(element, make());
    },
  };
}

/** Puts the nodes in this order without touching those already in place, so that what is selected or open stays so. */
export function putInOrder(parent: Element, nodes: readonly Node[]): void {
  nodes.forEach((node, i) => {
    if (parent.childNodes[i] !== node) parent.insertBefore(node, parent.childNodes[i] ?? null);
  });
  while (parent.childNodes.length > nodes.length) parent.lastChild?.remove();
}
