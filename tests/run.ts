/**
 * `npm test`: everything that has to hold, each with the time it took. All run also after one has failed; the end names
 * what failed and counts the tests of vitest.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { constants, setPriority, tmpdir } from "node:os";
import { join, relative } from "node:path";

interface Suite {
  name: string;
  /** Run one after the other; the names of programs in node_modules/.bin. */
  commands: string[][];
}

interface Outcome {
  name: string;
  ok: boolean;
  seconds: number;
  passed: number;
  failed: number;
  /** What failed, by file and title, each with the first line of why. */
  failures: string[];
  output: string;
}

/** The part of vitest's JSON report that is read here. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

const root = join(import.meta.dirname, "..");
const scratch = mkdtempSync(join(tmpdir(), "opsthread-tests-"));
const page = "sandbox/slack/page";

const checks: Suite[] = [
  { name: "lint", commands: [["biome", "check", "."]] },
  {
    name: "types",
    commands: [
      // Several checkers each look at the SDKs' types again: on two processors one alone needs less of both.
      ["tsc", "--noEmit", "--singleThreaded"],
      ["tsc", "--noEmit", "-p", page],
    ],
  },
  { name: "dead code", commands: [["knip"]] },
];

const tests: Suite[] = [{ name: "tests", commands: [["vitest", "run"]] }];

const began = performance.now();
const checking = checkAll();
const outcomes: Outcome[] = [];
for (const suite of tests) {
  const report = join(scratch, `${suite.name}.json`);
  const reporting = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  process.stdout.write(`\n── ${suite.name}\n`);
  const commands = suite.commands.map((command) => [...command, ...reporting]);
  outcomes.push({ ...(await run({ ...suite, commands }, process.stdout)), ...count(report) });
}
rmSync(scratch, { recursive: true, force: true });
const checked = await checking;
for (const { name, ok, output } of checked) if (!ok) process.stdout.write(`\n${name}\n${output}\n`);
outcomes.unshift(...checked);

const passed = sum(outcomes.map((outcome) => outcome.passed));
const failed = sum(outcomes.map((outcome) => outcome.failed));
const ok = outcomes.every((outcome) => outcome.ok);
const lines = outcomes.map(({ name, ok, seconds, passed, failed }) => {
  const tests = passed + failed > 0 ? `  ${passed} passed, ${failed} failed` : "";
  return `  ${ok ? "✓" : "✗"} ${name.padEnd(22)} ${seconds.toFixed(1).padStart(6)} s${tests}`;
});
const total = `    ${"total".padEnd(22)} ${secondsSince(began).toFixed(1).padStart(6)} s`;
const failures = outcomes.flatMap((outcome) => outcome.failures.map((text) => `\n✗ ${text}`));
process.stdout.write(`${failures.join("")}\n\n${[...lines, total].join("\n")}\n\n${passed} passed, ${failed} failed\n`);
process.exitCode = ok ? 0 : 1;

/** One after the other, beside the tests and in the time that they wait: whoever tests with a clock is not slowed down. */
async function checkAll(): Promise<Outcome[]> {
  const done: Outcome[] = [];
  for (const suite of checks) done.push(await run(suite));
  return done;
}

/** Runs a suite; its output goes to `show` as it comes, else it is kept and the suite yields to what is shown. */
async function run({ name, commands }: Suite, show?: NodeJS.WritableStream): Promise<Outcome> {
  const start = performance.now();
  let output = "";
  let ok = true;
  for (const [program = "", ...args] of commands) {
    const child = spawn(join(root, "node_modules/.bin", program), args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (!show && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        if (show) show.write(text);
        else output += text;
      });
    }
    const code = await new Promise<number | null>((resolve) => {
      child.once("error", () => resolve(null));
      child.once("close", resolve);
    });
    ok &&= code === 0;
  }
  return { name, ok, seconds: secondsSince(start), passed: 0, failed: 0, failures: [], output };
}

/** Of vitest's JSON report; nothing where it could not even write one, which fails the suite by its exit code. */
function count(report: string): Pick<Outcome, "passed" | "failed" | "failures"> {
  if (!existsSync(report)) return { passed: 0, failed: 0, failures: [] };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
  const failures = testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === "failed");
    const file = relative(root, name);
    if (failed.length === 0 && message) return [`${file}\n  ${message.split("\n")[0]}`];
    return failed.map((test) => `${file} > ${test.fullName}\n  ${test.failureMessages[0]?.split("\n")[0] ?? ""}`);
  });
  return { passed: numPassedTests, failed: numFailedTests, failures };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}
