import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { RulesFile } from "../src/config/team-rules.ts";

const root = join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const page = read("docs/configuration.md");

interface Schema {
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  required?: string[];
  default?: unknown;
}

/** `retention.datasets_days` to its default, as the page writes it, for every key down to what has no keys of its own. */
function keysOf(schema: Schema, path = ""): Map<string, string> {
  const found = Object.entries(schema.properties ?? {}).flatMap(([name, inner]): [string, string][] => {
    const here = `${path}${name}`;
    const named = inner.additionalProperties;
    const below =
      typeof named === "object" && named.properties
        ? keysOf(named, `${here}.NAME.`)
        : inner.items?.properties
          ? keysOf(inner.items, `${here}[].`)
          : keysOf(inner, `${here}.`);
    if (below.size > 0) return [...below];
    const written = typeof inner.default === "string" ? inner.default : JSON.stringify(inner.default);
    const missing = schema.required?.includes(name) ? "required" : "optional";
    return [[here, inner.default === undefined ? missing : `\`${written}\``]];
  });
  return new Map(found);
}

describe("docs/configuration.md", () => {
  it("has every key of opsthread.yaml with its default, and no other", () => {
    const keys = keysOf(z.toJSONSchema(RulesFile, { io: "input" }) as Schema);
    const rows = [...page.matchAll(/^\| `([a-z_]+(?:\[\])?(?:\.[\w[\]]+)*)` +\| (\S+) +\|/gm)];
    const told = new Map(rows.map(([, key = "", value = ""]) => [key, value]));
    // A list of its own table: the page has a row for the list, too.
    expect(Object.fromEntries(told)).toEqual({ ...Object.fromEntries(keys), mcp: "`[]`" });
    expect(keys.size).toBeGreaterThan(50);
  });

  it("has every variable that the configuration reads, and no other", () => {
    const files = ["src/config.ts", ...readdirSync(join(root, "src/config")).map((file) => `src/config/${file}`)];
    const used = files.flatMap((file) =>
      [...read(file).matchAll(/\benv\.([A-Z][A-Z_]+)|token\(\s*"([A-Z_]+)"/g)].map(([, a, b]) => a ?? b ?? ""),
    );
    const table = page.slice(page.indexOf("## Environment"), page.indexOf("## Models"));
    const told = [...table.matchAll(/^\| (`[A-Z][^|]*`) +\|/gm)].flatMap(([, cell = ""]) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
    );
    // Handed on to the children, and the variables every program has.
    const others = ["OPSTHREAD_READ_*", "OPSTHREAD_ACT_*"];
    const wanted = [...new Set(used)].filter((name) => !["PATH", "LANG"].includes(name));
    expect(told.toSorted()).toEqual([...wanted, ...others].sort());
  });

  it("has every variable of .env.example", () => {
    const uncommented = read(".env.example").replace(/^# (?=[A-Z_]+=)/gm, "");
    const names = Object.keys(parseEnv(uncommented)).map((name) => name.replace(/^(OPSTHREAD_(READ|ACT))_.*/, "$1_*"));
    expect(names.length).toBeGreaterThan(12);
    expect([...new Set(names)].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
