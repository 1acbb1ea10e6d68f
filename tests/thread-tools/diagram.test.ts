import { describe, expect, test } from "vitest";
import type { Table } from "../../src/ports/tools.ts";
import { diagram } from "../../src/thread-tools/diagram.ts";
import { column, english, events, korean, never, pencil, someDatasets, table } from "./support.ts";

const graph = (rows: Table["rows"], about: Partial<Table> = {}): Table =>
  table(
    ["kind", "id", "name", "type", "parent", "from", "to", "label"].map((name) => column(name, "text")),
    rows,
    { source: { ...events().source, service: "EC2, ELB" }, ...about },
  );
const NETWORK: Table["rows"] = [
  ["group", "vpc-1", "prod-vpc", "vpc", null, null, null, null],
  ["group", "subnet-1", "public-a", "public_subnet", "vpc-1", null, null, null],
  ["node", "alb-1", "order-alb", "alb", "subnet-1", null, null, null],
  ["node", "i-1", "order-api", "ec2", "vpc-1", null, null, "m7g.large"],
  ["node", "i-2", null, "ec2", "elsewhere", null, null, null],
  ["edge", null, null, null, null, "alb-1", "i-1", ":8080"],
  ["edge", null, null, null, null, "alb-1", "i-9", ":8080"],
];

async function drawing(stored: Table = graph(NETWORK), fail?: Error) {
  const datasets = someDatasets();
  await datasets.add("t", "toolu_1", "inventory_graph", {}, stored);
  const { draw, diagrams } = pencil(fail);
  const it = diagram({ datasets, draw });
  const run = (asked: unknown, context = korean) => it.run(asked, { thread: "t", context }, never);
  return { run, diagrams };
}

describe("a result that is a graph", () => {
  test("is drawn as an architecture, with what it is of; an edge to something unknown is left out and told", async () => {
    const { run, diagrams } = await drawing();
    expect(await run({ dataset: "d1" })).toEqual({
      text:
        "Posted in the thread as a picture. It shows: 주문 → 결제. 1 edge leads to something outside this result, " +
        "so not drawn; say so. With svg: true it is also posted as an SVG file.",
      picture: { png: Buffer.from("png"), alt: "주문 → 결제.", title: "흐름도" },
    });
    expect(diagrams).toEqual([
      {
        kind: "architecture",
        nodes: [
          { id: "alb-1", label: "order-alb", type: "alb", parent: "subnet-1" },
          { id: "i-1", label: "order-api", type: "ec2", parent: "vpc-1", sublabel: "m7g.large" },
          { id: "i-2", label: "i-2", type: "ec2" },
        ],
        edges: [{ from: "alb-1", to: "i-1", label: ":8080" }],
        groups: [
          { id: "vpc-1", label: "prod-vpc", type: "vpc" },
          { id: "subnet-1", label: "public-a", type: "public_subnet", parent: "vpc-1" },
        ],
        look: {
          language: "ko",
          theme: "light",
          zone: "Asia/Seoul",
          scope: "haneul-prod, ap-northeast-2",
          source: "EC2, ELB",
          asOf: "2026-11-21T00:12:00.000Z",
        },
      },
    ]);
  });

  test("of kinds of things tells counts and the way to everywhere in the reader's words", async () => {
    const overview = graph([
      ["node", "k1", "ec2:instance", "ec2:instance", null, null, null, "18 (16 running)"],
      ["node", "k2", "s3:bucket", "s3:bucket", null, null, null, "8"],
      ["edge", "e1", null, "routes_to", null, "k1", "k2", "0.0.0.0/0"],
    ]);
    const { run, diagrams } = await drawing(overview);
    await run({ dataset: "d1" });
    await run({ dataset: "d1" }, english);
    expect(diagrams.map(({ nodes, edges }) => [nodes[0], nodes[1], edges])).toEqual([
      [
        { id: "k1", label: "ec2:instance", type: "ec2:instance", badge: "18", sublabel: "16개 실행 중" },
        { id: "k2", label: "s3:bucket", type: "s3:bucket", badge: "8" },
        [{ from: "k1", to: "k2", label: "인터넷" }],
      ],
      [
        { id: "k1", label: "ec2:instance", type: "ec2:instance", badge: "18", sublabel: "16 running" },
        { id: "k2", label: "s3:bucket", type: "s3:bucket", badge: "8" },
        [{ from: "k1", to: "k2", label: "internet" }],
      ],
    ]);
  });

  test("says when only a part of it is stored", async () => {
    const cut = graph(NETWORK.slice(0, 4), { truncated: { shown: 4, of: 9, why: { ko: "상한", en: "cap" } } });
    const { run } = await drawing(cut);
    expect((await run({ dataset: "d1" })).text).toContain("only the stored part of the result (상한); say so.");
  });

  test("any other result is refused with the columns it would need", async () => {
    const { run } = await drawing(events());
    await expect(run({ dataset: "d1" })).rejects.toThrow(
      "d1 is no graph: a diagram needs rows of nodes, edges and groups with the columns kind, id, name, type, parent, " +
        "from, to and label. d1 has: time, event, user, severity, event_id.",
    );
  });
});

describe("nodes and edges that are given", () => {
  test("become the kind that was named, in the words of who asked", async () => {
    const { run, diagrams } = await drawing();
    const nodes = [
      { id: "a", label: "Deploy", type: "change", at: "2026-11-18T21:50:00Z", note: "deploy-bot" },
      { id: "b", label: "5xx", type: "impact", at: "2026-11-18T21:53:00Z", to: "2026-11-18T22:36:00Z" },
    ];
    await run({ kind: "timeline", nodes, edges: [{ from: "a", to: "b" }], title: "The incident" }, english);
    expect(diagrams).toEqual([
      {
        kind: "timeline",
        nodes: [{ id: "a", label: "Deploy", type: "change", at: nodes[0]!.at, sublabel: "deploy-bot" }, nodes[1]],
        edges: [{ from: "a", to: "b" }],
        look: { language: "en", theme: "light", zone: "America/Los_Angeles", title: "The incident" },
      },
    ]);
  });

  test("are posted as an SVG file as well, when that is asked for", async () => {
    const { run } = await drawing();
    const { file, text } = await run({ kind: "flowchart", nodes: [{ id: "a", label: "a" }], svg: true });
    expect(file).toEqual({ name: "flowchart.svg", title: "흐름도", content: "<svg/>" });
    expect(text).toMatch(/The SVG file is posted too\.$/);
  });
});

test.each([
  [{}, "Give a dataset that is a graph, or kind (flowchart, mindmap or timeline) with its nodes; then call again."],
  [{ kind: "flowchart", nodes: [] }, "Give a dataset that is a graph, or kind"],
  [{ dataset: "d1", kind: "flowchart" }, "Give either a dataset, or kind with nodes and edges: not both."],
  [{ dataset: "d7" }, 'There is no dataset "d7" in this thread; there are: d1.'],
  [{ kind: "flowchart", nodes: [{ id: "a", label: "a", svg: "<g/>" }] }, "The arguments of diagram do not fit."],
])("asked for with %j, the sentence says what to do", async (asked, message) => {
  const { run } = await drawing();
  await expect(run(asked)).rejects.toThrow(message);
});

test("what the drawing refuses reaches the model as it is, and the person's theme is used", async () => {
  const { draw, diagrams } = pencil(new Error('The edge from "a" to "b" ends at "b".'));
  const it = diagram({ datasets: someDatasets(), draw, theme: () => "dark" });
  const asked = { kind: "flowchart", nodes: [{ id: "a", label: "a" }], edges: [{ from: "a", to: "b" }] };
  await expect(it.run(asked, { thread: "t", context: korean }, never)).rejects.toThrow('ends at "b"');
  expect(diagrams[0]!.look.theme).toBe("dark");
});
