import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { confined, HOST } from "../../../tools/docs/confined-fetch.ts";
import { createDocumentation } from "../../../tools/docs/documentation.ts";
import { outbound } from "../../../tools/docs/outbound.ts";
import { sectionsOf, titleOf } from "../../../tools/docs/read-page.ts";
import { hitsIn } from "../../../tools/docs/reply.ts";

/** AWS's server as its README describes it, over real HTTP; `answers` is what its tools give. */
let http: HttpServer;
let asked: { name: string; args: unknown }[] = [];
let answers: Record<string, string> = {};
let properties: Record<string, object> = {};
let behaviour: "answer" | "redirect" | "hang" | "flood" = "answer";

const tools = ["aws___search_documentation", "aws___read_documentation", "aws___recommend"];

beforeAll(async () => {
  http = createServer(async (request, response) => {
    if (behaviour === "hang") return;
    if (behaviour === "redirect") return void response.writeHead(302, { location: "https://example.com/" }).end();
    if (behaviour === "flood") {
      response.writeHead(200, { "content-type": "application/json" });
      response.on("error", () => undefined);
      for (let i = 0; i < 400 && !response.destroyed; i += 1) response.write("x".repeat(10_000));
      return void response.end();
    }
    const server = new Server({ name: "knowledge", version: "1" }, { capabilities: { tools: {} } });
    server.setRequestHandler(ListToolsRequestSchema, () => ({
      tools: tools.map((name) => ({ name, inputSchema: { type: "object" as const, properties } })),
    }));
    server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
      asked.push({ name: params.name, args: params.arguments });
      return { content: [{ type: "text", text: answers[params.name] ?? "" }] };
    });
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: undefined as never,
      enableJsonResponse: true,
    });
    await server.connect(transport as never);
    await transport.handleRequest(request, response);
  });
  await new Promise<void>((ready) => http.listen(0, "127.0.0.1", ready));
});
afterAll(() => {
  http.closeAllConnections();
  http.close();
});
beforeEach(() => {
  asked = [];
  answers = {};
  properties = { url: {}, search_phrase: {} };
  behaviour = "answer";
});

const visited: string[] = [];
/** The network of the test: the fixed host leads to the server above. */
const network = ((url: string | URL, init?: RequestInit) => {
  visited.push(new URL(url).origin);
  const { port } = http.address() as AddressInfo;
  return fetch(new URL(`http://127.0.0.1:${port}/`), init);
}) as typeof fetch;

const docs = createDocumentation(network);
const quick = () => AbortSignal.timeout(5_000);
const page = (n: number) => ({
  rank_order: n,
  url: `https://docs.aws.amazon.com/p${n}.html`,
  title: `Page ${n}`,
  context: `About ${n}`,
});

test("a search asks AWS's server by its tool and gives its pages, whatever they are wrapped in", async () => {
  answers.aws___search_documentation = JSON.stringify({ content: { result: [page(1), page(2)] } });
  const hits = await docs.search("nat gateway pricing", quick());
  expect(hits).toEqual([
    { title: "Page 1", url: "https://docs.aws.amazon.com/p1.html", summary: "About 1" },
    { title: "Page 2", url: "https://docs.aws.amazon.com/p2.html", summary: "About 2" },
  ]);
  expect(asked).toEqual([
    { name: "aws___search_documentation", args: { search_phrase: "nat gateway pricing", limit: 8 } },
  ]);
  expect(new Set(visited)).toEqual(new Set([HOST]));
});

test("a page is asked for in the form the server takes", async () => {
  answers.aws___read_documentation = JSON.stringify({ content: { result: "# Title\n\nText." } });
  const url = "https://docs.aws.amazon.com/p1.html";
  expect(await docs.read(url, quick())).toBe("# Title\n\nText.");
  properties = { requests: {} };
  answers.aws___read_documentation = "# Plain";
  expect(await docs.read(url, quick())).toBe("# Plain");
  const request = { url, max_length: 60_000 };
  expect(asked.map(({ args }) => args)).toEqual([request, { requests: [request] }]);
});

test("pages near one are those that AWS's server recommends", async () => {
  answers.aws___recommend = JSON.stringify({
    content: { result: [page(4), { ...page(5), url: "https://example.com/" }] },
  });
  const url = "https://docs.aws.amazon.com/p1.html";
  expect((await docs.related(url, quick())).map((hit) => hit.url)).toEqual(["https://docs.aws.amazon.com/p4.html"]);
  expect(asked).toEqual([{ name: "aws___recommend", args: { url } }]);
});

test("links to other places than AWS's pages are dropped", () => {
  const strange = [
    "http://docs.aws.amazon.com/a",
    "https://docs.aws.amazon.com@example.com/",
    "javascript:alert(1)",
    "https://example.com/",
  ];
  const list = strange.map((url) => ({ url, title: "x" }));
  expect(hitsIn(JSON.stringify([...list, page(3)])).map(({ url }) => url)).toEqual([
    "https://docs.aws.amazon.com/p3.html",
  ]);
  expect(hitsIn("not JSON")).toEqual([]);
});

test("no other host is ever asked, and no redirect followed", async () => {
  const stay = confined(network, quick());
  await expect(stay("https://example.com/")).rejects.toThrow("not asked from https://example.com");
  await expect(stay(`${HOST}:8443/`)).rejects.toThrow("not asked from");
  behaviour = "redirect";
  await expect(docs.search("x", quick())).rejects.toThrow();
});

test("a server that is silent or does not stop talking is left", async () => {
  behaviour = "hang";
  await expect(docs.search("x", AbortSignal.timeout(150))).rejects.toThrow();
  behaviour = "flood";
  await expect(docs.search("x", quick())).rejects.toThrow();
});

test("what leaves tells nothing of the account", () => {
  const question =
    "why is i-0ab1c2d3e4f567890 (arn:aws:ec2:ap-northeast-2:417205938164:instance/i-0ab) at 10.20.1.5 of 4172-0593-8164 slow, jiwoo@haneul.example asked for vpc-0f167270beb3981db [redacted:aws-key:ab12]";
  expect(outbound(question)).toBe("why is ( at of slow, asked for");
  expect(outbound("EBS gp3 IOPS limit 16000")).toBe("EBS gp3 IOPS limit 16000");
});

test("a page is cut at its headings, code left whole", () => {
  const markdown = "# Limits\n\nIntro.\n\n## One `a`\n\nText.\n```sh\n# not a heading\n```\n\n### Two\n\nMore.\n";
  expect(sectionsOf(markdown, titleOf(markdown, "https://docs.aws.amazon.com/x.html"))).toEqual([
    { heading: "Limits", text: "Intro." },
    { heading: "One a", text: "Text.\n```sh\n# not a heading\n```" },
    { heading: "Two", text: "More." },
  ]);
  expect(titleOf("no heading", "https://docs.aws.amazon.com/a/limits.html")).toBe("limits.html");
});
