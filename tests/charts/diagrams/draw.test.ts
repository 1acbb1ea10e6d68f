import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { exampleDiagrams } from "../../../charts/diagrams/examples.ts";
import { createDraw } from "../../../charts/draw.ts";
import { koreanLook, textsOf } from "./composing.ts";

const draw = createDraw();
afterAll(() => draw.close());

test("a diagram goes through the worker to a PNG, and to an SVG that carries its letters", async () => {
  const flow = exampleDiagrams("ko").find(({ kind }) => kind === "timeline")!;
  const picture = await draw.diagram({ ...flow, standalone: true });
  expect(await sharp(picture.png).metadata()).toMatchObject({ width: picture.width, height: picture.height });
  expect(picture.title).toBe("order-api 5xx 장애");

  const file = picture.standalone!;
  expect(file).toContain("<title>order-api 5xx 장애</title>");
  expect(file).toContain(`'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR'`);
  expect(file).not.toMatch(/(?:href|src)="(?!#)/);
  const fonts = [...file.matchAll(/font-weight:(\d+);src:url\(data:font\/otf;base64,([^)]+)\)/g)];
  expect(fonts.map(([, weight]) => weight).sort()).toEqual(["400", "600", "700"]);
  for (const [, , data] of fonts) {
    const font = Buffer.from(data!, "base64");
    expect(font.toString("latin1", 0, 4)).toBe("OTTO");
    expect(font.length).toBeLessThan(40_000);
  }
  expect(textsOf(file)).toEqual(textsOf(picture.svg));
  expect(file.length).toBeLessThan(150_000);
  // Throws where it is not well-formed.
  expect((await sharp(Buffer.from(file)).metadata()).width).toBe(picture.width / 2);
});

test("without being asked there is no such file; what is wrong comes back as a sentence", async () => {
  const nodes = [{ id: "a", label: "a" }];
  expect(await draw.diagram({ kind: "flowchart", nodes, look: koreanLook })).not.toHaveProperty("standalone");
  const edges = [{ from: "a", to: "b" }];
  await expect(draw.diagram({ kind: "flowchart", nodes, edges, look: koreanLook })).rejects.toMatchObject({
    code: "bad_diagram",
    message: expect.stringContaining('ends at "b"'),
  });
});

test("an aborted diagram is not drawn", async () => {
  const reason = new Error("gone");
  const [request] = exampleDiagrams("en");
  await expect(draw.diagram(request!, AbortSignal.abort(reason))).rejects.toBe(reason);
});
