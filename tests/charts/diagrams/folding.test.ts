import { describe, expect, test } from "vitest";
import type { DiagramRequest } from "../../../charts/diagrams/request.ts";
import { testMeasure } from "../composing.ts";
import { createDiagrams, diagramFaults, iconSquares, koreanLook, textsOf } from "./composing.ts";

const compose = createDiagrams();
const measure = testMeasure();
const english = { ...koreanLook, language: "en" as const };

/** An account: `zones` zones with a public and a private subnet each, a load balancer, machines, databases, functions. */
function account(zones: number, machines: number, look = koreanLook): DiagramRequest {
  const zone = Array.from({ length: zones }, (_, i) => i);
  const machine = Array.from({ length: machines }, (_, i) => i);
  return {
    kind: "architecture",
    look,
    groups: [
      { id: "vpc", label: "prod-vpc", type: "vpc" },
      ...zone.flatMap((z) => [
        { id: `pub${z}`, label: `public-${z}`, type: "public_subnet", parent: "vpc" },
        { id: `priv${z}`, label: `private-${z}`, type: "private_subnet", parent: "vpc" },
      ]),
    ],
    nodes: [
      { id: "users", label: "Users", type: "users" },
      { id: "alb", label: "order-alb", type: "alb", parent: "pub0" },
      ...zone.map((z) => ({ id: `nat${z}`, label: `nat-${z}`, type: "nat", parent: `pub${z}` })),
      ...machine.map((m) => ({ id: `m${m}`, label: `order-api-${m}`, type: "ec2", parent: `priv${m % zones}` })),
      { id: "db", label: "orders-db", type: "rds", parent: "priv0" },
    ],
    edges: [
      { from: "users", to: "alb", label: "HTTPS" },
      ...machine.flatMap((m) => [
        { from: "alb", to: `m${m}`, label: ":8080" },
        { from: `m${m}`, to: "db", label: ":5432" },
        { from: `m${m}`, to: `nat${m % zones}` },
      ]),
    ],
  };
}

describe("an architecture of too many things", () => {
  test("folds machines of a subnet that do the same into one with their number, and says so", async () => {
    const composed = await compose(account(2, 40));
    expect(diagramFaults(composed, measure)).toEqual([]);
    const texts = textsOf(composed.svg);
    expect(texts.filter((text) => text === "×20")).toHaveLength(2);
    expect(texts).toContain("order-api-*");
    expect(texts).toContain("리소스 45개를 7개로 묶음");
    expect(composed.alt).toContain("order-api-* [EC2, 20개]");
    expect(composed.alt).toContain("order-alb → order-api-* (:8080)");
    expect(textsOf((await compose(account(2, 40, english))).svg)).toContain("45 resources folded into 7");
  });

  test("names kinds in words and counts what stands behind them; the network's own name tells nothing", async () => {
    const overview = await compose({
      kind: "architecture",
      look: koreanLook,
      groups: [{ id: "vpc", label: "prod", type: "vpc" }],
      nodes: [
        { id: "e", label: "ec2:instance", type: "ec2:instance", parent: "vpc", badge: "18", sublabel: "16개 실행 중" },
        { id: "v", label: "ec2:vpc-endpoint", type: "ec2:vpc-endpoint", parent: "vpc", badge: "8" },
        { id: "b", label: "s3:bucket", type: "s3:bucket", badge: "1" },
      ],
    });
    expect(textsOf(overview.svg)).toEqual(
      expect.arrayContaining(["리소스 27개", "EC2", "×18", "16개 실행 중", "VPC 엔드포인트", "×8", "S3"]),
    );
    expect(textsOf(overview.svg).filter((text) => /:|×1$|묶음/.test(text.replace(/\d\d:\d\d/, "")))).toEqual([]);
    const endpoints = Array.from({ length: 30 }, (_, i) => ({
      id: `e${i}`,
      label: `prod-${"abcdefghijklmnopqrstuvwxyz0123"[i]}`,
      type: "ec2:vpc-endpoint",
      parent: "vpc",
    }));
    const groups = [{ id: "vpc", label: "prod", type: "vpc" }];
    const folded = await compose({ kind: "architecture", look: koreanLook, groups, nodes: endpoints });
    expect(textsOf(folded.svg)).toEqual(expect.arrayContaining(["VPC 엔드포인트", "×30"]));
  });

  test("of 300 things in 12 subnets stays one readable picture", async () => {
    const composed = await compose(account(6, 291));
    expect(diagramFaults(composed, measure)).toEqual([]);
    expect(composed.width).toBeLessThanOrEqual(1_200);
    expect(Math.max(composed.width / composed.height, composed.height / composed.width)).toBeLessThanOrEqual(2.01);
    expect(iconSquares(composed.svg).length).toBeLessThanOrEqual(26);
    expect(textsOf(composed.svg)).toContainEqual(expect.stringMatching(/^리소스 300개를 \d+개로 묶음$/));
  });

  test("of 300 things without groups or edges folds them by type", async () => {
    const types = ["ec2", "lambda", "s3"];
    const nodes = Array.from({ length: 300 }, (_, i) => ({ id: `n${i}`, label: `x${i}`, type: types[i % 3]! }));
    const composed = await compose({ kind: "architecture", nodes, look: english });
    expect(iconSquares(composed.svg)).toHaveLength(3);
    expect(composed.alt).toBe(
      "Architecture. 300 resources. EC2 [100 of them], Lambda [100 of them], S3 [100 of them]. 300 resources folded into 3.",
    );
  });

  test("with hundreds of connections draws some of them, and says how many it does not", async () => {
    const nodes = Array.from({ length: 20 }, (_, i) => ({ id: `n${i}`, label: `n${i}`, type: `type-${i}` }));
    const edges = nodes.flatMap((a, i) => nodes.slice(i + 1, i + 11).map((b) => ({ from: a.id, to: b.id })));
    const composed = await compose({ kind: "architecture", nodes, edges, look: english });
    expect(diagramFaults(composed, measure)).toEqual([]);
    expect(textsOf(composed.svg).at(-1)).toBe(`${edges.length - 48} connections not drawn`);
  });

  test("of few things folds nothing; an empty subnet is left out, and that is told", async () => {
    const request = account(1, 2);
    request.groups!.push({ id: "spare", label: "spare", type: "private_subnet", parent: "vpc" });
    const { svg } = await compose(request);
    expect(iconSquares(svg)).toHaveLength(6);
    const texts = textsOf(svg);
    expect(texts).not.toContain("spare");
    expect(texts.filter((text) => /묶음|생략/.test(text))).toEqual(["빈 그룹 1개 생략"]);
  });
});

test("however often things are folded, the numbers on the icons add up to all of them", async () => {
  const { svg } = await compose(account(20, 200));
  const counts = textsOf(svg).flatMap((text) => (/^×\d+$/.test(text) ? [Number(text.slice(1))] : []));
  const single = iconSquares(svg).length - counts.length;
  expect(counts.reduce((sum, count) => sum + count, single)).toBe(223);
});

test("the way out to a NAT gateway does not turn the network around: requests still flow to the right", async () => {
  const { svg } = await compose(account(2, 2));
  const at = (label: string): number => Number(new RegExp(`x="([\\d.]+)"[^>]*>${label}<`).exec(svg)?.[1]);
  expect(at("Users")).toBeLessThan(at("order-alb"));
  expect(at("order-alb")).toBeLessThan(at("order-api-0"));
  expect(at("nat-0")).toBeLessThan(at("order-api-0"));
  expect(at("nat-1")).toBeLessThan(at("order-api-1"));
  expect(at("order-api-1")).toBeLessThan(at("orders-db"));
});

test("a mind map of 300 topics shows counts instead of what does not fit", async () => {
  const nodes: DiagramRequest["nodes"] = [{ id: "root", label: "Everything" }];
  for (let i = 0; i < 299; i++) nodes.push({ id: `t${i}`, label: `Topic ${i}`, parent: i < 6 ? "root" : `t${i % 6}` });
  const composed = await compose({ kind: "mindmap", nodes, look: english });
  expect(diagramFaults(composed, measure)).toEqual([]);
  const texts = textsOf(composed.svg);
  expect(texts).toContainEqual(expect.stringMatching(/^\d+ topics shown as a count \(\+n\)$/));
  expect(texts).toContainEqual(expect.stringMatching(/^Topic 0 \+\d+$/));
});

test("a timeline of 300 events folds those of a lane and time, and keeps their causes", async () => {
  const nodes = Array.from({ length: 300 }, (_, i) => ({
    id: `e${i}`,
    label: i % 2 ? "Alarm" : "Deploy",
    type: i % 2 ? "alarm" : "change",
    at: new Date(Date.parse("2026-11-18T21:00:00Z") + i * 60_000).toISOString(),
  }));
  const edges = Array.from({ length: 299 }, (_, i) => ({ from: `e${i}`, to: `e${i + 1}` }));
  const composed = await compose({ kind: "timeline", nodes, edges, look: english });
  expect(diagramFaults(composed, measure)).toEqual([]);
  const texts = textsOf(composed.svg);
  expect(texts).toContainEqual(expect.stringMatching(/^300 events folded into \d+$/));
  expect(texts).toContainEqual(expect.stringMatching(/^Deploy ×\d+$/));
  expect(Math.max(composed.width / composed.height, composed.height / composed.width)).toBeLessThanOrEqual(2.01);
});

describe("a flow of many steps", () => {
  const steps = (count: number, edges: DiagramRequest["edges"] = []): DiagramRequest => ({
    kind: "flowchart",
    look: english,
    nodes: Array.from({ length: count }, (_, i) => ({ id: `s${i}`, label: `Step ${i + 1}` })),
    edges: [...Array.from({ length: count - 1 }, (_, i) => ({ from: `s${i}`, to: `s${i + 1}` })), ...edges],
  });
  const placeOf = (svg: string, label: string): { x: number; y: number } => {
    const [, x, y] = new RegExp(`<text x="([\\d.]+)" y="([\\d.]+)"[^>]*>${label}</text>`).exec(svg)!;
    return { x: Number(x), y: Number(y) };
  };

  test("goes on in the next column instead of ever further down", async () => {
    const composed = await compose(steps(22));
    expect(diagramFaults(composed, measure)).toEqual([]);
    expect(composed.height).toBeLessThan(900);
    const columns = new Set(
      Array.from({ length: 22 }, (_, i) => Math.round(placeOf(composed.svg, `Step ${i + 1}`).x / 30)),
    );
    expect(columns.size).toBe(3);
    expect(placeOf(composed.svg, "Step 1").y).toBe(placeOf(composed.svg, "Step 8").y);
  });

  test("is not cut where more than one way leads on", async () => {
    const { svg } = await compose(steps(22, [{ from: "s0", to: "s21" }]));
    const heights = Array.from({ length: 22 }, (_, i) => placeOf(svg, `Step ${i + 1}`).y);
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
  });
});
