/**
 * `npm run e2e -- --day ratelimited`: every file of tests/e2e with the workspace's Slack as on that day; without `--day`
 * on each of the bad days, one after the other. It prints the files and tests that passed, and fails where one did not.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { slackDays } from "./support/slack-day.ts";

interface Report {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

const root = join(import.meta.dirname, "..", "..");
const known = Object.keys(slackDays);
const { values, positionals } = parseArgs({ options: { day: { type: "string" } }, allowPositionals: true });
if (values.day !== undefined && !known.includes(values.day)) {
  process.stderr.write(`--day is one of ${known.join(", ")}; without it each of them is run\n`);
  process.exit(2);
}

const lines: string[] = [];
let ok = true;
for (const day of values.day === undefined ? known : [values.day]) {
  process.stdout.write(`\n── Slack: ${day}\n`);
  const began = performance.now();
  const { testResults } = await runFiles(day);
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const count = (status: string) => tests.filter((one) => one.status === status).length;
  const files = testResults.filter(({ status }) => status === "passed").length;
  const left = [...tests.filter(({ status }) => status !== "passed" && status !== "failed").map((one) => one.fullName)];
  for (const { name, message, assertionResults } of testResults) {
    if (assertionResults.length === 0 && message) lines.push(`✗ ${day}: ${relative(root, name)}: ${message}`);
    for (const { status, fullName, failureMessages } of assertionResults)
      if (status === "failed") lines.push(`✗ ${day}: ${relative(root, name)} > ${fullName}\n  ${failureMessages[0]}`);
  }
  ok &&= testResults.length > 0 && files === testResults.length;
  const seconds = ((performance.now() - began) / 1_000).toFixed(0);
  lines.push(
    `${day}: ${files} of ${testResults.length} files, ${count("passed")} tests passed, ${count("failed")} failed, ${left.length} left out, ${seconds} s`,
    ...left.map((name) => `  left out: ${name}`),
  );
}
process.stdout.write(`\n${lines.join("\n")}\n`);
process.exitCode = ok ? 0 : 1;

async function runFiles(day: string): Promise<Report> {
  const scratch = mkdtempSync(join(tmpdir(), "opsthread-days-"));
  const report = join(scratch, "report.json");
  const files = positionals.length > 0 ? positionals : ["tests/e2e"];
  const patient = ["--testTimeout=240000", "--hookTimeout=120000"];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const child = spawn(join(root, "node_modules/.bin/vitest"), ["run", ...files, ...patient, ...reporters], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, OPSTHREAD_TEST_SLACK_DAY: day },
  });
  await new Promise((resolve) => child.once("close", resolve));
  const result = JSON.parse(readFileSync(report, "utf8")) as Report;
  rmSync(scratch, { recursive: true, force: true });
  return result;
}
