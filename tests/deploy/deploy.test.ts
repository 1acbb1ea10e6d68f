import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";

const root = join(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");

describe("the examples of the configuration", () => {
  test("are what the bot accepts", async () => {
    const dir = await mkdtemp(join(tmpdir(), "opsthread-deploy-"));
    const file = join(dir, "opsthread.yaml");
    writeFileSync(file, read("opsthread.example.yaml"));
    const env = { ...parseEnv(read(".env.example")), ANTHROPIC_API_KEY: "sk-ant-1", OPSTHREAD_CONFIG: file };
    const { team, model } = readConfig(env);
    await rm(dir, { recursive: true });
    expect({ accounts: team.accounts.map(({ name }) => name), channels: Object.keys(team.channels) }).toEqual({
      accounts: ["prod"],
      channels: ["ops", "sec", "dm"],
    });
    expect(model.provider).toBe("anthropic");
  });
});

describe("the image", () => {
  const dockerfile = read("Dockerfile");
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = ""]) => files.split(" "));

  test("holds the program and nothing of the sandbox or the tests", () => {
    expect([...new Set(copied)].sort()).toEqual([
      "charts",
      "deploy/image/compile.mjs",
      "deploy/image/start.sh",
      "guard.mjs",
      "package-lock.json",
      "package.json",
      "redaction",
      "src",
      "tools",
    ]);
    expect(copied.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  test("is given exactly what it copies", () => {
    const sent = [...read(".dockerignore").matchAll(/^!(.+)$/gm)].map(([, file]) => file);
    expect(sent.sort()).toEqual([...new Set(copied)].sort());
  });

  test("runs without rights, under an init, watched, and ends on SIGTERM", () => {
    const lines = ['ENTRYPOINT ["/app/deploy/image/start.sh"]', "STOPSIGNAL SIGTERM", "RUN npm ci --omit=dev"];
    expect(lines.filter((line) => !dockerfile.includes(line))).toEqual([]);
    expect(dockerfile).toMatch(/^HEALTHCHECK [\s\S]*\/healthz/m);
  });
});

describe("fly.toml", () => {
  /** The little of TOML that the file needs: tables, lists of tables, and values that JSON reads as well. */
  const parsed: Record<string, Record<string, unknown>> = { "": {} };
  let table = "";
  for (const line of read("fly.toml").split("\n")) {
    const [, header] = /^\[{1,2}([\w.]+)\]{1,2}$/.exec(line) ?? [];
    if (header !== undefined) {
      table = header;
      parsed[table] = {};
    } else if (line !== "" && !line.startsWith("#")) {
      const [, key = "", value = ""] = /^(\w+) = (.+)$/.exec(line.trim()) ?? [];
      parsed[table]![key] = JSON.parse(value);
    }
  }

  test("is one machine with a volume, the health check the bot serves, and no open service", () => {
    expect(parsed).toEqual({
      "": { app: "opsthread", primary_region: "nrt", kill_signal: "SIGTERM", kill_timeout: 45 },
      build: { dockerfile: "Dockerfile" },
      env: { DATA_DIR: "/data", HEALTH_PORT: "8080" },
      mounts: { source: "opsthread_data", destination: "/data" },
      "checks.health": {
        type: "http",
        port: 8080,
        method: "get",
        path: "/healthz",
        interval: "30s",
        timeout: "5s",
        grace_period: "60s",
      },
      restart: { policy: "always" },
      vm: { size: "shared-cpu-2x", memory: "1gb" },
    });
  });
});

describe("the documentation", () => {
  const pages = ["README.md", "README.ko.md", ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })]
    .filter((file) => file.endsWith(".md"))
    .map((file) => (file.startsWith("README") ? file : `docs/${file}`));

  test("links to nothing that is not there, and names no file that is not", () => {
    const broken = pages.flatMap((page) => {
      const text = read(page);
      const links = [...text.matchAll(/\]\(([^)#:\s]+)[^)]*\)|src="([^":]+)"/g)].map(([, a, b]) => a ?? b ?? "");
      const paths = [
        ...text.matchAll(/`((?:src|tools|charts|sandbox|tests|bench|eval|redaction|deploy)\/[\w./-]+)`/g),
      ].map(([, path = ""]) => path);
      return [
        ...links.filter((link) => !existsSync(join(root, dirname(page), link))),
        // ENV stands for an environment's name.
        ...paths.filter((path) => !path.includes("/ENV.") && !existsSync(join(root, path))),
      ].map((target) => `${page}: ${target}`);
    });
    expect(pages.length).toBeGreaterThan(8);
    expect(broken).toEqual([]);
  });

  test("lists every page in both READMEs, and names only npm scripts that there are", () => {
    const listed = (readme: string) =>
      [...read(readme).matchAll(/\]\((docs\/[\w-]+\.md)/g)].map(([, page = ""]) => page);
    const all = pages.filter((page) => /^docs\/[^/]+\.md$/.test(page)).sort();
    for (const readme of ["README.md", "README.ko.md"]) expect([...new Set(listed(readme))].sort()).toEqual(all);
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = pages.flatMap((page) =>
      [...read(page).matchAll(/npm run ([a-z0-9-]+)/g)].map(([, name = ""]) => name),
    );
    expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
  });

  test("shows what it promises about safety by tests that exist", () => {
    const page = read("docs/security.md")
      .replace(/\n +/g, " ")
      .replace(/\n(?=\S)/g, " ");
    const shown = [...page.matchAll(/`(tests\/[^`]+\.test\.ts)` "([^"]+)"/g)];
    expect(shown.length).toBeGreaterThan(15);
    expect(shown.filter(([, file = "", title = ""]) => !read(file).includes(`${title}"`)).map(([all]) => all)).toEqual(
      [],
    );
  });

  test("quotes in its troubleshooting only what the program says", () => {
    const sources = [
      "guard.mjs",
      ...["src", "tools"].flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
          .filter((file) => file.endsWith(".ts"))
          .map((file) => `${folder}/${file}`),
      ),
    ]
      .map(read)
      .join("\n");
    const quoted = [...read("docs/troubleshooting.md").matchAll(/^\| "([^"]+)"/gm)].map(([, words = ""]) => words);
    expect(quoted.length).toBeGreaterThan(20);
    expect(quoted.filter((words) => !sources.includes(words))).toEqual([]);
  });

  test("names in both READMEs the same commands", () => {
    const commands = (page: string) => [...read(page).matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
    // What is asked, and said beside it, is in the reader's language.
    const bare = (page: string) =>
      commands(page).map((block) => block.replace(/ +#.*$/gm, "").replace(/"[^"$]*"/g, '"…"'));
    expect(bare("README.ko.md")).toEqual(bare("README.md"));
  });
});
