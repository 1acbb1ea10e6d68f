import type { Look } from "../../look.ts";
import type { Layout } from "../layout.ts";
import { ASPECT, type DiagramDrawing, WIDEST } from "../picture.ts";
import type { DiagramJob } from "../request.ts";
import { type Arranged, arrange, type Spacing } from "./arrange.ts";
import { collapsed } from "./collapse.ts";
import { describe } from "./describe.ts";
import { type Graph, toGraph } from "./graph.ts";
import type { Icons } from "./icons.ts";
import { paint } from "./paint.ts";

/** More than this in one picture is read by nobody; equal things are folded into one with a count. */
const MOST_NODES = 26;
/** Time to lay out grows with the square of the edges: 48 take half a second, 160 nine. */
const MOST_EDGES = 48;
/** With more edges than this only the closest spacing is tried. */
const MANY_EDGES = 30;
const MOST_LAYOUTS = 8;
/** Folding stops before so few are left. */
const FEWEST_NODES = 8;
const SPACINGS: readonly Spacing[] = [
  { label: 118, between: 34, stacked: false },
  { label: 118, between: 30, stacked: true },
  { label: 96, between: 18, stacked: true },
];

/** A network or application with AWS's icons, as whole as it stays readable in a thread. */
export async function architecture(job: DiagramJob, look: Look, layout: Layout, icons: Icons): Promise<DiagramDrawing> {
  const whole = toGraph(job, look);
  const { graph, arranged } = await fitting(whole, look, layout);
  const shown = graph.nodes.length;
  const all = whole.nodes.reduce((sum, { count }) => sum + count, 0);
  const hidden = graph.hidden;
  const folded = shown < whole.nodes.length;
  const empty = folded ? 0 : job.groups.length - graph.groups.length;
  return {
    body: paint(arranged, look, icons),
    width: arranged.width,
    height: arranged.height,
    title: look.say({ ko: "아키텍처", en: "Architecture" }),
    subtitle: look.say({ ko: `리소스 ${all}개`, en: all === 1 ? "1 resource" : `${all} resources` }),
    alt: describe(graph, look),
    remarks: [
      ...(hidden > 0
        ? [look.say({ ko: `연결 ${hidden}개는 그리지 않음`, en: `${hidden} connections not drawn` })]
        : []),
      ...(folded
        ? [look.say({ ko: `리소스 ${all}개를 ${shown}개로 묶음`, en: `${all} resources folded into ${shown}` })]
        : []),
      ...(empty > 0
        ? [
            look.say({
              ko: `빈 그룹 ${empty}개 생략`,
              en: `${empty} empty ${empty === 1 ? "group" : "groups"} left out`,
            }),
          ]
        : []),
    ],
  };
}

/** Closer spacing is tried before anything is folded further; where nothing telling fits, the smallest is taken. */
async function fitting(whole: Graph, look: Look, layout: Layout): Promise<{ graph: Shown; arranged: Arranged }> {
  const tried: { graph: Shown; arranged: Arranged }[] = [];
  // A picture of a few folded boxes answers nothing: a larger one that people open says more.
  const telling = ({ graph }: { graph: Shown }) => graph.nodes.length >= Math.min(FEWEST_NODES, whole.nodes.length);
  search: for (const graph of versions(whole, look)) {
    for (const spacing of graph.edges.length > MANY_EDGES ? SPACINGS.slice(-1) : SPACINGS) {
      if (tried.length >= MOST_LAYOUTS) break search;
      const arranged = await arrange(graph, spacing, look, layout);
      const made = { graph, arranged };
      if (tried.length > 0 && !telling(made)) break search;
      tried.push(made);
      if (arranged.width <= WIDEST && arranged.height <= ASPECT * WIDEST * 0.8) return made;
    }
  }
  const extent = ({ arranged }: { arranged: Arranged }): number => Math.max(arranged.width, arranged.height);
  return tried.toSorted((a, b) => extent(a) - extent(b))[0]!;
}

interface Shown extends Graph {
  /** Edges there are too many of. */
  hidden: number;
}

function* versions(whole: Graph, look: Look): Generator<Shown> {
  const shown = (graph: Graph): Shown => ({
    ...graph,
    edges: graph.edges.slice(0, MOST_EDGES),
    hidden: Math.max(0, graph.edges.length - MOST_EDGES),
  });
  if (whole.nodes.length <= MOST_NODES) yield shown(whole);
  for (const graph of collapsed(whole, look)) if (graph.nodes.length <= MOST_NODES) yield shown(graph);
}
