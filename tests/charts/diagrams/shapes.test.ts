import fc from "fast-check";
import sharp from "sharp";
import { expect, test } from "vitest";
import type { DiagramRequest } from "../../../charts/diagrams/request.ts";
import { DrawError } from "../../../charts/errors.ts";
import { codePoint } from "../../support/code-point.ts";
import { testMeasure } from "../composing.ts";
import { createDiagrams, diagramFaults } from "./composing.ts";

const compose = createDiagrams();
const measure = testMeasure();

const label = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom("order-api", "결제-워커", "ALB", "orders-db replica (읽기 전용)", "a", "재고가 있는가?"),
  },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }) },
  fc.string({ unit: codePoint, maxLength: 40 }),
  fc.constantFrom(
    "</text></svg><script>alert(1)</script><svg>",
    '"/><image href="file:///etc/passwd"/>',
    "<![CDATA[ ]]> &nbsp; &#0; <?xml ?>",
    "\u202Eright to left\u202C שלום",
    "漢字 🚀👩‍👩‍👧",
    "lone \uD800",
    "W".repeat(5_000),
    "긴".repeat(5_000),
    "a-b.c/d_e:".repeat(40),
    "",
    " \n\t",
  ),
);
const type = fc.oneof(
  fc.constantFrom("ec2", "alb", "rds", "lambda", "nat", "users", "AWS::SQS::Queue", "bedrock", "__proto__", "decision"),
  fc.constantFrom("start", "end", "data", "approval", "change", "impact", "alarm", "recovery", "constructor", ""),
);
const groupType = fc.constantFrom(
  "vpc",
  "public_subnet",
  "private_subnet",
  "asg",
  "account",
  "cluster",
  "weird",
  "__proto__",
);
const look: fc.Arbitrary<DiagramRequest["look"]> = fc.record(
  {
    language: fc.constantFrom("ko" as const, "en" as const),
    theme: fc.constantFrom("light" as const, "dark" as const),
    zone: fc.constantFrom("Asia/Seoul", "America/St_Johns", "Nowhere/At_all"),
    title: label,
    subtitle: label,
    source: label,
    asOf: fc.constantFrom("2026-11-21T00:00:00Z", "yesterday"),
  },
  { requiredKeys: ["language", "theme", "zone"] },
);
const time = fc.integer({ min: 0, max: 90_000 }).map((s) => new Date(1.79e12 + s * 1000).toISOString());

/** Ids are indexes; a group's parent comes before it, so that groups are a forest; edges lead anywhere, also to themselves. */
const graph = (kinds: DiagramRequest["kind"][]): fc.Arbitrary<DiagramRequest> =>
  fc
    .record({
      kind: fc.constantFrom(...kinds),
      look,
      groups: fc.array(fc.record({ label, type: groupType, in: fc.nat() }), { maxLength: 5 }),
      nodes: fc.array(
        fc.record({
          label,
          type,
          sublabel: label,
          badge: fc.oneof(fc.constant(""), label),
          in: fc.nat(),
          at: time,
          length: fc.nat(9_000),
        }),
        { minLength: 1, maxLength: 14 },
      ),
      edges: fc.array(
        fc.record({ from: fc.nat(), to: fc.nat(), label: fc.oneof(fc.constant(""), label), dashed: fc.boolean() }),
        {
          maxLength: 20,
        },
      ),
    })
    .map(({ kind, look, groups, nodes, edges }) => {
      const isMap = kind === "mindmap";
      const parentOf = (n: number, before: number, prefix: string, always = false): { parent?: string } => {
        const at = n % (before + (always ? 0 : 1));
        return at < before ? { parent: `${prefix}${at}` } : {};
      };
      return {
        kind,
        look,
        groups: isMap
          ? []
          : groups.map((g, i) => ({ id: `g${i}`, label: g.label, type: g.type, ...parentOf(g.in, i, "g") })),
        nodes: nodes.map(({ in: within, length, ...node }, i) => ({
          ...node,
          id: `n${i}`,
          ...(isMap ? (i === 0 ? {} : parentOf(within, i, "n", true)) : parentOf(within, groups.length, "g")),
          ...(length % 3 === 0 ? { to: new Date(Date.parse(node.at) + length * 1000).toISOString() } : {}),
        })),
        edges: isMap
          ? []
          : edges
              .map((e) => ({ ...e, from: `n${e.from % nodes.length}`, to: `n${e.to % nodes.length}` }))
              .filter((e) => kind !== "timeline" || e.from !== e.to),
      };
    });

async function holds(request: DiagramRequest): Promise<void> {
  const composed = await compose(request);
  const { svg, alt, title, width, height } = composed;
  expect(diagramFaults(composed, measure)).toEqual([]);
  expect(svg).not.toMatch(/NaN|Infinity|undefined|<script|<image|[\0-\x08\x0B-\x1F]/);
  expect(alt.length).toBeLessThanOrEqual(2_000);
  expect([svg, alt, title].every((text) => text.isWellFormed())).toBe(true);
  expect(Math.max(width / height, height / width)).toBeLessThanOrEqual(2.01);
  // Throws where the renderer finds the XML not well-formed.
  expect((await sharp(Buffer.from(svg)).metadata()).width).toBe(width);
}

test.each([
  ["architecture", 30],
  ["flowchart", 30],
  ["mindmap", 60],
  ["timeline", 80],
] as const)(
  "whatever the graph and its texts, a %s has every text in its place",
  async (kind, numRuns) => {
    await fc.assert(fc.asyncProperty(graph([kind]), holds), { numRuns, seed: 20261121 });
  },
  60_000,
);

test("a request of nonsense is a DrawError with a well-formed sentence, never a crash", async () => {
  const id = fc.oneof(fc.constantFrom("a", "b", "c", "__proto__"), fc.string({ unit: codePoint, maxLength: 5 }));
  const nonsense = fc.record({
    kind: fc.constantFrom("architecture" as const, "flowchart" as const, "mindmap" as const, "timeline" as const),
    look,
    nodes: fc.array(
      fc.record({ id, label, parent: id, at: fc.oneof(time, label) }, { requiredKeys: ["id", "label"] }),
      { maxLength: 4 },
    ),
    edges: fc.array(fc.record({ from: id, to: id }), { maxLength: 4 }),
    groups: fc.array(fc.record({ id, label, parent: id }, { requiredKeys: ["id", "label"] }), { maxLength: 3 }),
  });
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(nonsense, async (request) => {
      try {
        await compose(request);
      } catch (error) {
        refused += 1;
        expect(error).toBeInstanceOf(DrawError);
        expect((error as DrawError).message.isWellFormed()).toBe(true);
      }
    }),
    { numRuns: 100, seed: 7 },
  );
  expect(refused).toBeGreaterThan(30);
}, 60_000);
