import { readFileSync } from "node:fs";
import sharp from "sharp";
import { expect, test } from "vitest";
import { providers } from "../../bench/gallery/charts.ts";
import { diagramNames } from "../../bench/gallery/diagrams.ts";
import { page } from "../../bench/gallery/page.ts";
import { README_PICTURES } from "../../bench/gallery/readme.ts";
import { catalog } from "../../charts/catalog.ts";

test("the gallery knows where the data of every chart come from", () => {
  expect(Object.keys(providers)).toEqual(catalog.map(({ name }) => name));
});

test("its page shows each picture with what it says, whatever the names hold", () => {
  const shown = page([
    { name: "bars", language: "ko", theme: "light", file: "bars.ko.light.png", alt: '<b> & "c"' },
    { name: "bars", language: "en", theme: "dark", file: "bars.en.dark.png", alt: "Total $5" },
  ]);
  expect(shown).toContain('<img src="bars.ko.light.png" alt="&#60;b&#62; &#38; &#34;c&#34;" loading="lazy">');
  expect(shown).toContain("<figcaption>en · dark<br>Total $5</figcaption>");
  expect(shown.match(/<h2 id="bars">/g)).toHaveLength(1);
});

test.each(["README.md", "README.ko.md"])("%s shows four of them, of the size they are drawn in", async (readme) => {
  const shown = [...readFileSync(readme, "utf8").matchAll(/docs\/images\/([\w-]+)\.png/g)].map(([, name]) => name!);
  const own = shown.filter((name) => name in README_PICTURES);
  expect(own.toSorted()).toEqual(Object.keys(README_PICTURES).toSorted());
  for (const name of own) {
    expect([...Object.keys(providers), ...diagramNames]).toContain(README_PICTURES[name]!.split(".")[0]);
    const { width, height } = await sharp(`docs/images/${name}.png`).metadata();
    expect([width, height]).toEqual([1600, 900]);
  }
});
