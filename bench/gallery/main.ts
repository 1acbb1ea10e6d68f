/**
 * `npm run gallery [-- --out DIR] [--only NAME] [--readme]`: every picture in both languages and themes, from the sample
 * account, with an index page; with `--readme` those the README shows are renewed as well.
 */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createDraw } from "../../charts/draw.ts";
import type { DrawRequest } from "../../src/ports/thread-tool.ts";
import type { CallContext } from "../../src/ports/tools.ts";
import { periodWords } from "../../src/slack/text/time.ts";
import { chart } from "../../src/thread-tools/chart.ts";
import { providers } from "./charts.ts";
import { diagramNames, drawDiagram } from "./diagrams.ts";
import { page, type Shown } from "./page.ts";
import { README_PICTURES } from "./readme.ts";
import { startSampleAccount } from "./sample-account.ts";

const { values } = parseArgs({
  options: {
    out: { type: "string", default: ".data/gallery" },
    only: { type: "string" },
    readme: { type: "boolean", default: false },
  },
});
const out = resolve(values.out);
mkdirSync(out, { recursive: true });

const context: CallContext = { zone: "Asia/Seoul", language: "ko", accounts: ["haneul-prod"], runId: "gallery" };
const draw = createDraw();
await draw.warm();
const account = await startSampleAccount(context);
const pictures: Shown[] = [];
const failures: string[] = [];
for (const [name, provide] of Object.entries(providers)) {
  if (values.only !== undefined && values.only !== name) continue;
  for (const language of ["ko", "en"] as const) {
    for (const theme of ["light", "dark"] as const) {
      try {
        const args = await provide(account, (ko, en) => (language === "ko" ? ko : en));
        const themed = (request: DrawRequest) => draw.draw({ ...request, look: { ...request.look, theme } });
        const tool = chart({ datasets: account.datasets, draw: { ...draw, draw: themed }, periodWords });
        const at = { thread: account.thread, context: { ...context, language } };
        const { picture, text } = await tool.run(args, at, new AbortController().signal);
        if (!picture) throw new Error(text);
        const file = `${name}.${language}.${theme}.png`;
        writeFileSync(join(out, file), picture.png);
        pictures.push({ name, language, theme, file, alt: picture.alt });
      } catch (error) {
        failures.push(`${name} ${language} ${theme}: ${(error as Error).message}`);
      }
    }
  }
}
for (const name of diagramNames) {
  if (values.only !== undefined && values.only !== name) continue;
  for (const language of ["ko", "en"] as const) {
    for (const theme of ["light", "dark"] as const) {
      try {
        const { png, alt } = await drawDiagram(name, { account, draw, context: { ...context, language }, theme });
        const file = `${name}.${language}.${theme}.png`;
        writeFileSync(join(out, file), png);
        pictures.push({ name, language, theme, file, alt });
      } catch (error) {
        failures.push(`${name} ${language} ${theme}: ${(error as Error).message}`);
      }
    }
  }
}
await account.close();
await draw.close();
writeFileSync(join(out, "index.html"), page(pictures));
const drawn = (picture: string): string => join(out, `${picture}.png`);
for (const [name, picture] of values.readme ? Object.entries(README_PICTURES) : [])
  if (existsSync(drawn(picture))) copyFileSync(drawn(picture), join("docs", "images", `${name}.png`));
process.stdout.write(`${pictures.length} pictures in ${out}, page: ${join(out, "index.html")}\n`);
for (const failure of failures) process.stderr.write(`${failure}\n`);
process.exitCode = failures.length > 0 ? 1 : 0;
