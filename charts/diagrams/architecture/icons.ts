import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { element } from "../../svg.ts";
import { RESOURCE_TYPES, typeKey, UNKNOWN } from "./resource-types.ts";

/** AWS's own drawings, unchanged but for unique ids and without their titles. See NOTICE.md for their terms. */
export interface Icons {
  /** The icon of a type in a square; an unknown type gets a plain one. `prefix` is unique in the picture. */
  draw(type: string | undefined, square: { x: number; y: number; size: number }, prefix: string): string;
  /** Drawn in dark ink without a ground of its own: unseen on a dark card. */
  isInk(type: string | undefined): boolean;
}

interface Drawing {
  viewBox: string;
  body: string;
  ink: boolean;
}

/** AWS's ink, "squid", as its files write it. */
const INK = /fill="#2[34]2f3[def]"/i;

export function createIcons(): Icons {
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve("aws-icons/package.json")), "icons");
  const read = new Map<string, Drawing>();
  let byKey: Map<string, string> | undefined;

  /** Services beyond our own list are found by their files' names: "bedrock" -> AmazonBedrock. */
  function find(key: string): string {
    byKey ??= new Map(
      readdirSync(join(folder, "architecture-service")).map((file) => {
        const name = file.replace(/\.svg$/, "");
        return [typeKey(name), `architecture-service/${name}`];
      }),
    );
    return byKey.get(key) ?? UNKNOWN.icon;
  }

  function load(type: string | undefined): Drawing {
    const key = typeKey(type);
    const known = Object.hasOwn(RESOURCE_TYPES, key) ? RESOURCE_TYPES[key] : undefined;
    const file = known?.icon ?? find(key);
    let drawing = read.get(file);
    if (!drawing) {
      const svg = readFileSync(join(folder, `${file}.svg`), "utf8");
      drawing = {
        viewBox: /viewBox="([^"]*)"/.exec(svg)?.[1] ?? "0 0 64 64",
        body: svg.slice(svg.indexOf(">") + 1, svg.lastIndexOf("</svg>")).replace(/<title>[^<]*<\/title>/, ""),
        ink: INK.test(svg),
      };
      read.set(file, drawing);
    }
    return drawing;
  }

  return {
    isInk: (type) => load(type).ink,
    draw(type, { x, y, size }, prefix) {
      const { viewBox, body } = load(type);
      const unique = body
        .replace(/ id="([^"]*)"/g, ` id="${prefix}$1"`)
        .replace(/url\(#([^)]*)\)/g, `url(#${prefix}$1)`)
        .replace(/href="#([^"]*)"/g, `href="#${prefix}$1"`);
      return element("svg", { x, y, width: size, height: size, viewBox }, unique);
    },
  };
}
