import { createRequire } from "node:module";
import type { ELK, ElkNode } from "elkjs/lib/elk-api.js";

export type Layout = (graph: ElkNode) => Promise<ElkNode>;

/** ELK is loaded with the first diagram: it takes half a second and 47 MB, which a bot that draws charts only saves. */
export function createLayout(): Layout {
  let elk: ELK | undefined;
  return (graph) => {
    elk ??= new (createRequire(import.meta.url)("elkjs/lib/elk.bundled.js") as new () => ELK)();
    return elk.layout(graph);
  };
}
