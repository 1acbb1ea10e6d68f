import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { describe, expect, it } from "vitest";

/**
 * Who may import whom (docs/architecture.md). A part is the longest of these names a file's path begins with;
 * within a part everything may be imported; `src/app` is app.ts with its pieces in app/. `ports`, `errors`, `log`,
 * `date-format` and `redaction` are open to all of src.
 */
const OPEN_TO_SRC = ["src/ports", "src/errors", "src/log", "src/date-format", "redaction"];
const ALLOWED: Record<string, string[]> = {
  "src/ports": [],
  "src/errors": [],
  "src/log": ["redaction"],
  "src/date-format": [],
  "src/clock": OPEN_TO_SRC,
  "src/config": OPEN_TO_SRC,
  "src/cli": [...OPEN_TO_SRC, "src/config", "src/store"],
  "src/agent": OPEN_TO_SRC,
  "src/models": OPEN_TO_SRC,
  "src/toolhost": OPEN_TO_SRC,
  "src/thread-tools": OPEN_TO_SRC,
  "src/datasets": [...OPEN_TO_SRC, "src/store"],
  "src/approvals": OPEN_TO_SRC,
  "src/commands": OPEN_TO_SRC,
  "src/inbox": OPEN_TO_SRC,
  "src/ops": OPEN_TO_SRC,
  "src/slack": OPEN_TO_SRC,
  "src/store": OPEN_TO_SRC,
  "src/app": [
    ...OPEN_TO_SRC,
    "charts",
    ...[
      "agent",
      "approvals",
      "clock",
      "commands",
      "config",
      "datasets",
      "inbox",
      "models",
      "ops",
      "slack",
      "store",
    ].map((p) => `src/${p}`),
    ...["thread-tools", "toolhost"].map((p) => `src/${p}`),
  ],
  "src/main": [...OPEN_TO_SRC, "src/app", "src/config"],
  tools: ["redaction"],
  charts: [],
  redaction: [],
  sandbox: [],
  eval: ["sandbox"],
};

/** Packages that only one part may know. */
const OWNED: [RegExp, string[]][] = [
  [/^@slack\//, ["src/slack", "sandbox"]],
  [/^better-sqlite3$/, ["src/store", "src/datasets", "tools", "sandbox"]],
  [/^@anthropic-ai\//, ["src/models"]],
  [/^@aws-sdk\/client-/, ["tools", "sandbox"]],
  [/^@modelcontextprotocol\//, ["src/toolhost", "tools"]],
  [/^(vega|vega-lite|sharp|harfbuzzjs)$/, ["charts"]],
];

const ROOT = resolve(import.meta.dirname, "..");
const PARTS = Object.keys(ALLOWED).sort((a, b) => b.length - a.length);

interface Import {
  from: string;
  to: string;
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes("node_modules"))
    .map((file) => `${folder}/${file.split(sep).join("/")}`);
}

/** Static, dynamic and re-exporting imports, and the entry files of workers. */
function importsOf(file: string, text: string): Import[] {
  const pattern = /(?:\bfrom\s*|\bimport\s*\(?\s*|new URL\(\s*)["']([^"']+)["']/g;
  return [...text.matchAll(pattern)].map(([, to = ""]) => ({
    from: file,
    to: to.startsWith(".")
      ? relative(ROOT, resolve(ROOT, dirname(file), to))
          .split(sep)
          .join("/")
      : to,
  }));
}

const partOf = (path: string) =>
  PARTS.find((part) => path === part || path.startsWith(`${part}/`) || path.startsWith(`${part}.`)) ?? null;

function violations(imports: Import[]): string[] {
  return imports.flatMap(({ from, to }) => {
    const part = partOf(from);
    if (!part) return [`${from} is in no part`];
    const isPath = /^(src|tools|charts|redaction|sandbox|tests|bench)\//.test(to);
    if (!isPath) {
      const owner = OWNED.find(([pattern]) => pattern.test(to));
      const mayKnow = !owner || owner[1].includes(part);
      return mayKnow ? [] : [`${from} knows the package ${to}`];
    }
    const target = partOf(to);
    const fine = target !== null && (target === part || (ALLOWED[part] ?? []).includes(target));
    return fine ? [] : [`${from} imports ${to}`];
  });
}

const FILES = ["src", "tools", "charts", "redaction", "sandbox"].flatMap(sources);
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

describe("the import table", () => {
  it("saw the files it judges", () => {
    for (const part of ["src/agent", "src/slack", "src/store", "tools", "charts", "redaction", "sandbox"]) {
      expect(FILES.filter((file) => partOf(file) === part).length, part).toBeGreaterThan(0);
    }
    const imports = FILES.flatMap((file) => importsOf(file, read(file)));
    expect(imports.length).toBeGreaterThan(FILES.length);
  });

  it("holds in every file", () => {
    expect(FILES.flatMap((file) => violations(importsOf(file, read(file))))).toEqual([]);
  });

  it.each([
    ["src/agent/loop.ts", 'import { App } from "@slack/bolt";', "src/agent/loop.ts knows the package @slack/bolt"],
    [
      "src/slack/slack.ts",
      'import { openDatabase } from "../store/database.ts";',
      "src/slack/slack.ts imports src/store/database.ts",
    ],
    ["tools/server.ts", 'const x = await import("../src/log.ts");', "tools/server.ts imports src/log.ts"],
    ["charts/draw.ts", 'export * from "../src/ports/tools.ts";', "charts/draw.ts imports src/ports/tools.ts"],
    ["src/app.ts", 'import "../sandbox/aws/main.ts";', "src/app.ts imports sandbox/aws/main.ts"],
  ])("fails on a planted violation in %s", (file, line, message) => {
    expect(violations(importsOf(file, line))).toEqual([message]);
  });

  it("is the one of docs/architecture.md", () => {
    const names = (cell: string) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, part = ""]) => part.replace(/\.ts$|\/$/g, ""));
    const table = [...read("docs/architecture.md").matchAll(/^\| ([^|]*`[^|]*)\|([^|]*)\|$/gm)];
    const rows = table.map(([, parts = "", may = ""]) => ({ parts: names(parts), may: may.trim() }));
    const entries = ["src/main", "src/cli", "src/app"];
    const inner = Object.keys(ALLOWED).filter((part) => part.startsWith("src/") && !entries.includes(part));
    const everyPart = names(rows.find(({ parts }) => parts.includes("src"))?.may ?? "");
    const told = Object.keys(ALLOWED).map((part) => {
      const own = rows.find(({ parts }) => parts.includes(part))?.may;
      const listed = names(own ?? "").flatMap((one) => (one === "src" ? inner : [one]));
      const all = own === undefined || own.startsWith("also ") ? [...everyPart, ...listed] : listed;
      return [part, [...new Set(all)].sort()];
    });
    const held = Object.entries(ALLOWED).map(([part, may]) => [part, may.toSorted()]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(held));
  });

  it("keeps process.env to the configuration of each process", () => {
    const readers = FILES.filter((file) => !file.startsWith("sandbox/") && /process\.env/.test(read(file)));
    expect(readers.sort()).toEqual([
      "charts/fonts.ts",
      "src/cli/audit.ts",
      "src/cli/backup.ts",
      "src/cli/changes.ts",
      "src/cli/evidence.ts",
      "src/main.ts",
      "tools/server.ts",
    ]);
  });

  it("makes formats of dates in one place, which keeps them", () => {
    const makers = FILES.filter((file) => file.startsWith("src/") && /Intl\.DateTimeFormat\(/.test(read(file)));
    expect(makers).toEqual(["src/date-format.ts"]);
  });

  it("keeps stdout of the tool servers to JSON-RPC", () => {
    const printers = FILES.filter(
      (file) => file.startsWith("tools/") && /console\.(log|info|debug)|process\.stdout/.test(read(file)),
    );
    expect(printers).toEqual([]);
  });

  it("keeps files small", () => {
    const lengths = FILES.map((file) => ({ file, lines: read(file).split("\n").length }));
    const long = lengths.filter(({ lines }) => lines > 250).map(({ file, lines }) => `${lines} ${file}`);
    if (long.length > 0) process.stderr.write(`over 250 lines:\n${long.join("\n")}\n`);
    expect(lengths.filter(({ lines }) => lines > 400)).toEqual([]);
  });
});
