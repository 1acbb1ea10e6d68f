/**
 * `npm run faults`: every test that stands for a row of docs/faults.md, the long loops too, as often as `--runs` says,
 * and a table of what came of each row.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { rowsOf, testFilesWithRows } from "./support/rows.ts";

interface Report {
  testResults: {
    name: string;
    message: string;
    assertionResults: {
      status: string;
      title: string;
      ancestorTitles: string[];
      fullName: string;
      failureMessages: string[];
    }[];
  }[];
}
interface Tally {
  runs: number;
  /** Name to why. */
  failed: Map<string, string>;
  tests: Set<string>;
}

const { values } = parseArgs({ options: { runs: { type: "string", default: "1" }, row: { type: "string" } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  process.stderr.write("--runs takes a number from 1 on, for example: npm run faults -- --runs 10 --row 8\n");
  process.exit(2);
}
const root = join(import.meta.dirname, "..", "..");
const wanted = (titles: string[]) =>
  rowsOf(titles).filter((row) => values.row === undefined || row === Number(values.row));
const files = testFilesWithRows(join(root, "tests"), values.row === undefined ? null : Number(values.row));
if (files.length === 0) {
  process.stderr.write(`no test stands for row ${values.row}; docs/faults.md lists them\n`);
  process.exit(2);
}

const tallies = new Map<number, Tally>();
const broken = new Set<string>();
const began = performance.now();
for (let run = 1; run <= runs; run++) {
  process.stdout.write(`run ${run} of ${runs} ...\n`);
  for (const { name, message, assertionResults } of (await runTests()).testResults) {
    if (assertionResults.length === 0 && message) broken.add(`${name}: ${message.split("\n")[0]}`);
    for (const { status, title, ancestorTitles, fullName, failureMessages } of assertionResults) {
      if (status !== "passed" && status !== "failed") continue;
      for (const row of wanted([...ancestorTitles, title])) {
        const tally = tallies.get(row) ?? { runs: 0, failed: new Map(), tests: new Set() };
        tally.runs += 1;
        tally.tests.add(fullName);
        if (status === "failed") tally.failed.set(fullName, failureMessages.join("\n"));
        tallies.set(row, tally);
      }
    }
  }
}

const rows = [...tallies].sort(([a], [b]) => a - b);
process.stdout.write(`\n${"row".padStart(4)} ${"tests".padStart(6)} ${"runs".padStart(6)}  outcome\n`);
for (const [row, { tests, runs: done, failed }] of rows) {
  const outcome = failed.size === 0 ? "✓ held" : `✗ ${[...failed.keys()].join("; ")}`;
  process.stdout.write(
    `${String(row).padStart(4)} ${String(tests.size).padStart(6)} ${String(done).padStart(6)}  ${outcome}\n`,
  );
}
for (const [name, why] of new Map(rows.flatMap(([, { failed }]) => [...failed])))
  process.stdout.write(`\n✗ ${name}\n${why}\n`);
for (const text of broken) process.stdout.write(`✗ could not be run: ${text}\n`);
process.stdout.write(`\n${rows.length} rows in ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
process.exitCode = broken.size > 0 || rows.some(([, { failed }]) => failed.size > 0) ? 1 : 0;

async function runTests(): Promise<Report> {
  const scratch = mkdtempSync(join(tmpdir(), "opsthread-faults-"));
  const report = join(scratch, "report.json");
  const pattern = values.row === undefined ? "(?<!peers )rows? \\d" : `(?<!peers )rows? [\\d, and]*\\b${values.row}\\b`;
  const args = ["run", ...files, "-t", pattern, "--reporter=json", `--outputFile=${report}`];
  const child = spawn(join(root, "node_modules/.bin/vitest"), args, {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, FAULTS: "all" },
  });
  await new Promise((resolve) => child.once("close", resolve));
  const result = JSON.parse(readFileSync(report, "utf8")) as Report;
  rmSync(scratch, { recursive: true, force: true });
  return result;
}
