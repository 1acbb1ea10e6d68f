import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rasterize } from "./png.ts";
import { escapeXml } from "./svg.ts";
import { FONT_FAMILY, FONT_FILES, NUMBER_FAMILY } from "./text/families.ts";

export const bundledFonts = (): string => fileURLToPath(new URL("./fonts/", import.meta.url));

export interface InstalledFonts {
  /** Throws when the renderer draws Hangul with the missing-glyph box. */
  check(): Promise<void>;
  remove(): void;
}

/**
 * Points fontconfig at the bundled files and at nothing else, so that a picture is the same on every machine.
 * Contract: called on the main thread before the first text is rendered. A worker's environment does not reach
 * fontconfig, and fontconfig reads its file once. `workDir` keeps its file and cache between starts; without one a
 * temporary folder is made and removed.
 */
export function installFonts(fontDir: string, workDir?: string): InstalledFonts {
  for (const file of Object.values(FONT_FILES)) {
    if (!existsSync(join(fontDir, file))) throw new Error(`The chart font ${file} is missing from ${fontDir}.`);
  }
  if (workDir) mkdirSync(workDir, { recursive: true });
  const folder = workDir ?? mkdtempSync(join(tmpdir(), "opsthread-fonts-"));
  const file = join(folder, "fonts.conf");
  writeFileSync(file, fontsConf(fontDir, join(folder, "cache")));
  process.env.FONTCONFIG_FILE = file;
  return {
    check: checkHangul,
    remove() {
      if (process.env.FONTCONFIG_FILE === file) delete process.env.FONTCONFIG_FILE;
      if (!workDir) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function fontsConf(fontDir: string, cacheDir: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>${escapeXml(fontDir)}</dir><cachedir>${escapeXml(cacheDir)}</cachedir>
<match target="pattern"><edit name="family" mode="append_last"><string>${FONT_FAMILY}</string></edit></match>
<match target="pattern"><test name="family"><string>${NUMBER_FAMILY}</string></test>
<edit name="fontfeatures" mode="append"><string>tnum on</string></edit>
<edit name="family" mode="assign" binding="same"><string>${FONT_FAMILY}</string></edit></match>
</fontconfig>
`;
}

async function checkHangul(): Promise<void> {
  const [hangul, unassigned] = await Promise.all([renderGlyph("한"), renderGlyph("\u{378}")]);
  if (hangul.equals(unassigned)) {
    throw new Error(
      "Charts cannot draw Hangul: the renderer did not take the bundled Pretendard files. " +
        "Fonts must be installed before anything else renders text, or FONTCONFIG_FILE set before the process starts.",
    );
  }
}

function renderGlyph(glyph: string): Promise<Buffer> {
  return rasterize(
    `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="#fff"/>` +
      `<text x="4" y="30" font-family="${FONT_FAMILY}" font-size="28">${glyph}</text></svg>`,
  );
}
