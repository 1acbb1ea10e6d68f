import { z } from "zod";
import type { Datasets } from "../ports/datasets.ts";
import type { Theme } from "../ports/themes.ts";
import type { DiagramRequest, Draw, ThreadTool } from "../ports/thread-tool.ts";
import type { CallContext } from "../ports/tools.ts";
import { describeTool, readArgs } from "./describe-tool.ts";
import { graphRows } from "./graph-rows.ts";

export interface DiagramDeps {
  datasets: Pick<Datasets, "list" | "read">;
  draw: Pick<Draw, "diagram">;
  /** What the person who asked this turn has chosen; light where nothing is known. */
  theme?: ((runId: string) => Theme) | undefined;
}

const text = (longest: number) => z.string().max(longest);

const input = z.strictObject({
  dataset: text(20)
    .optional()
    .describe("Handle of a result that is a graph of resources; drawn as an architecture with AWS icons."),
  kind: z
    .enum(["flowchart", "mindmap", "timeline"])
    .optional()
    .describe("What nodes and edges are; without a dataset."),
  nodes: z
    .array(
      z.strictObject({
        id: text(60),
        label: text(120),
        type: text(20)
          .optional()
          .describe(
            "flowchart: start, step, decision, data, approval, end. timeline: change, impact, alarm, action, recovery.",
          ),
        parent: text(60).optional().describe("mindmap: the node above; only the root has none."),
        note: text(120).optional().describe("A quieter second line."),
        at: text(40).optional().describe("timeline: ISO time."),
        to: text(40).optional().describe("timeline: ISO end, drawn as a bar."),
      }),
    )
    .max(120)
    .optional(),
  edges: z
    .array(z.strictObject({ from: text(60), to: text(60), label: text(60).optional() }))
    .max(120)
    .optional()
    .describe("timeline: from a cause to its effect."),
  title: text(120).optional().describe("In the asker's language."),
  svg: z.boolean().optional().describe("Post the SVG file too, when somebody asks for it."),
});
type Asked = z.infer<typeof input>;

/** A graph as a picture in the thread: resources from a result, or what the model has worked out, never its markup. */
export function diagram({ datasets, draw, theme }: DiagramDeps): ThreadTool {
  return {
    descriptor: describeTool({
      name: "diagram",
      title: { ko: "다이어그램 그리기", en: "Draw a diagram" },
      description: [
        "Draw a diagram and post it into the thread: an architecture from a result of nodes and edges, or a flowchart,",
        "a mind map or an incident timeline with cause and effect from nodes and edges you give.",
        "Use only facts of this thread for a timeline.",
      ].join(" "),
      input,
    }),
    async run(args, at, signal) {
      const asked = readArgs("diagram", input, args);
      const look = {
        language: at.context.language,
        theme: theme?.(at.context.runId) ?? ("light" as const),
        zone: at.context.zone,
        ...(asked.title ? { title: asked.title } : {}),
      };
      const standalone = asked.svg ? { standalone: true } : {};
      const { request, remark } =
        asked.dataset === undefined
          ? given(asked, look)
          : fromDataset(asked, asked.dataset, look, { datasets, thread: at.thread, context: at.context });
      const { png, alt, title, standalone: svg } = await draw.diagram({ ...request, ...standalone }, signal);
      const offer =
        svg === undefined ? " With svg: true it is also posted as an SVG file." : " The SVG file is posted too.";
      return {
        text: `Posted in the thread as a picture. It shows: ${alt}${remark}${offer}`,
        picture: { png, alt, title },
        ...(svg === undefined ? {} : { file: { name: `${request.kind}.svg`, title, content: svg } }),
      };
    },
  };
}

function given(asked: Asked, look: DiagramRequest["look"]): { request: DiagramRequest; remark: string } {
  const { kind, nodes = [], edges = [] } = asked;
  if (kind === undefined || nodes.length === 0) {
    throw new Error(
      "Give a dataset that is a graph, or kind (flowchart, mindmap or timeline) with its nodes; then call again.",
    );
  }
  return {
    request: {
      kind,
      nodes: nodes.map(({ note, ...node }) => ({ ...defined(node), ...(note ? { sublabel: note } : {}) })),
      edges: edges.map(defined),
      look,
    },
    remark: "",
  };
}

function fromDataset(
  asked: Asked,
  handle: string,
  look: DiagramRequest["look"],
  { datasets, thread, context }: { datasets: DiagramDeps["datasets"]; thread: string; context: CallContext },
): { request: DiagramRequest; remark: string } {
  if (asked.kind !== undefined || asked.nodes !== undefined) {
    throw new Error("Give either a dataset, or kind with nodes and edges: not both.");
  }
  const found = datasets.read(thread, handle);
  if (!found) {
    const handles = datasets.list(thread).map((info) => info.handle);
    const there = handles.length > 0 ? `there are: ${handles.join(", ")}` : "there are none yet; call a tool first";
    throw new Error(`There is no dataset "${handle}" in this thread; ${there}.`);
  }
  const { info, rows } = found;
  const { nodes, edges, groups, loose } = graphRows(info.columns, rows, handle, context.language);
  const accounts = info.scope.accounts.map((account) => account.name);
  const scope = [...accounts, ...info.scope.regions].join(", ");
  const remarks = [
    ...(loose > 0
      ? [
          ` ${loose} ${loose === 1 ? "edge leads" : "edges lead"} to something outside this result, so not drawn; say so.`,
        ]
      : []),
    ...(info.truncated
      ? [` It shows only the stored part of the result (${info.truncated.why[context.language]}); say so.`]
      : []),
  ];
  return {
    request: {
      kind: "architecture",
      nodes,
      edges,
      groups,
      look: {
        ...look,
        ...(scope === "" ? {} : { scope }),
        ...(info.source.service === "" ? {} : { source: info.source.service }),
        ...(info.source.cached > 0 ? {} : { asOf: new Date(info.createdAt).toISOString() }),
      },
    },
    remark: remarks.join(""),
  };
}

/** Without the parts that were left out. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as never;
}
