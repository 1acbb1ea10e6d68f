import type { ElkNode } from "elkjs/lib/elk-api.js";
import type { Point } from "../edge-path.ts";
import type { Graph } from "./graph.ts";

/** No id from outside is this long. */
export const STACK = "entry-stack".padEnd(256, "-");
export const STACK_PORT = `${STACK}p`;
const GAP = 30;

interface Texts {
  width: number;
  height: number;
}

/**
 * The way in, as "users -> DNS -> CDN": nodes outside all groups of which each leads to the next one only. They may
 * stand below one another instead of side by side, which saves two columns.
 */
export function entryStack({ nodes, edges }: Graph): string[] {
  const free = new Set(nodes.filter(({ parent }) => parent === undefined).map(({ id }) => id));
  const out = (id: string) => edges.filter(({ from }) => from === id);
  const into = (id: string) => edges.filter(({ to }) => to === id);
  let longest: string[] = [];
  for (const first of free) {
    if (into(first).length > 0) continue;
    const chain = [first];
    for (;;) {
      const [link, another] = out(chain.at(-1)!);
      if (!link || another || link.label || link.dashed || !free.has(link.to) || into(link.to).length !== 1) break;
      chain.push(link.to);
    }
    if (chain.length > longest.length && out(chain.at(-1)!).length > 0) longest = chain;
  }
  return longest.length > 1 ? longest : [];
}

/** One ELK node for all of a stack; its edges begin at the height of the last icon. */
export function stackNode(ids: string[], texts: ReadonlyMap<string, Texts>, icon: number): ElkNode {
  const width = Math.max(icon, ...ids.map((id) => texts.get(id)!.width));
  const heights = ids.map((id) => icon + texts.get(id)!.height);
  const height = heights.reduce((sum, each) => sum + each + GAP, -GAP);
  return {
    id: STACK,
    width,
    height,
    layoutOptions: { "elk.portConstraints": "FIXED_POS" },
    ports: [
      {
        id: STACK_PORT,
        x: width,
        y: height - heights.at(-1)! + icon / 2,
        width: 0,
        height: 0,
        layoutOptions: { "elk.port.side": "EAST" },
      },
    ],
  };
}

/** Where the icons of a laid out stack stand, and the short ways between them. */
export function unstack(
  ids: string[],
  box: { x: number; y: number; width: number },
  texts: ReadonlyMap<string, Texts>,
  icon: number,
): { at: Map<string, Point>; links: Map<string, Point[]> } {
  const at = new Map<string, Point>();
  const links = new Map<string, Point[]>();
  let { y } = box;
  const middle = box.x + box.width / 2;
  ids.forEach((id, i) => {
    at.set(id, { x: middle - icon / 2, y });
    const below = y + icon + texts.get(id)!.height;
    if (i < ids.length - 1) {
      links.set(id, [
        { x: middle, y: below + 1 },
        { x: middle, y: below + GAP - 2 },
      ]);
    }
    y = below + GAP;
  });
  return { at, links };
}
