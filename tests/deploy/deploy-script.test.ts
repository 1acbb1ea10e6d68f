import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const which = (name: string) => execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
const BASH = which("bash");
let dir: string;
let journal: string;

/** A checkout with the script alone, and programs that only note how they were called. */
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "opsthread-deploy-"));
  journal = join(dir, "journal");
  mkdirSync(join(dir, "repo/deploy/env"), { recursive: true });
  mkdirSync(join(dir, "bin"));
  copyFileSync(join(root, "deploy/deploy.sh"), join(dir, "repo/deploy/deploy.sh"));
  writeFileSync(join(dir, "repo/.gitignore"), readFileSync(join(root, ".gitignore")));
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: join(dir, "repo") });
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "A version");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** `script`: what it does beside noting the call, as lines of sh. */
function program(name: string, script = ""): void {
  const file = join(dir, "bin", name);
  writeFileSync(file, `#!/bin/sh\necho "${name} $*" >>"${journal}"\n${script}\n`);
  chmodSync(file, 0o755);
}
const settings = (name: string, text: string) => writeFileSync(join(dir, "repo/deploy/env", `${name}.env`), text);

function deploy(...args: string[]) {
  return deployWith(`${join(dir, "bin")}:${process.env.PATH}`, ...args);
}

function deployWith(PATH: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(BASH, ["deploy/deploy.sh", ...args], {
    cwd: join(dir, "repo"),
    encoding: "utf8",
    env: { PATH, VERSION: "v2" },
  });
  const calls = existsSync(journal) ? readFileSync(journal, "utf8").trim().split("\n") : [];
  return { status, stdout, stderr: stderr.trim(), calls };
}

const IMAGE = `[{"Registry":"registry.fly.io","Repository":"opsthread-test","Tag":"v1"}]`;
const fly = (failing = "") =>
  program("flyctl", `case "$*" in *"image show"*) echo '${IMAGE}';; ${failing ? `*"${failing}"*) exit 1;;` : ""} esac`);

describe("deploying to Fly.io", () => {
  beforeEach(() => settings("test", "PLATFORM=fly\nFLY_APP=opsthread-test\n"));

  /** Of flyctl's strategies only this one waits for the check of fly.toml; `flyctl checks list` ends with 0 whatever it lists. */
  const replaced =
    "flyctl deploy --app opsthread-test --config fly.toml --ha=false --strategy rolling --wait-timeout 5m --env OPSTHREAD_ENVIRONMENT=test";

  test("replaces the one machine and waits for its health", () => {
    fly();
    const { status, stdout, calls } = deploy("test");
    expect([status, stdout.trim().split("\n").at(-1)]).toEqual([0, "test runs v2."]);
    expect(calls).toEqual(["flyctl image show --app opsthread-test --json", `${replaced} --image-label v2`]);
  });

  test("puts the version before it back when it is not healthy, and fails", () => {
    fly("--image-label v2");
    const { status, stderr, calls } = deploy("test");
    expect([status, stderr]).toEqual([
      1,
      "v2 was not healthy on opsthread-test. registry.fly.io/opsthread-test:v1 runs again.",
    ]);
    expect(calls.at(-1)).toBe(`${replaced} --image registry.fly.io/opsthread-test:v1`);
  });

  test("says so when neither is healthy", () => {
    fly("deploy");
    const { status, stderr } = deploy("test");
    expect([status, stderr]).toEqual([
      1,
      "Neither v2 nor registry.fly.io/opsthread-test:v1 is healthy on opsthread-test. Look at it now.",
    ]);
  });

  test("in a dry run changes nothing and says what it would do", () => {
    fly();
    const { status, stdout, calls } = deploy("test", "--dry-run");
    expect(status).toBe(0);
    expect(stdout).toContain("+ flyctl deploy --app opsthread-test");
    expect(stdout).toContain("A dry run: nothing was changed. It would end with: test runs v2.");
    expect(calls).toEqual(["flyctl image show --app opsthread-test --json"]);
  });
});

describe("deploying to ECS", () => {
  const REPOSITORY = "417205938164.dkr.ecr.ap-northeast-2.amazonaws.com/opsthread";
  beforeEach(() => {
    settings("prod", `PLATFORM=ecs\nAWS_REGION=ap-northeast-2\nSTACK=opsthread-prod\nREPOSITORY=${REPOSITORY}\n`);
    program("docker", `[ "$1" != login ] || cat >/dev/null`);
  });
  /** `failing`: an image that is not healthy; `told`: what is told of the rollout then, and which image runs after it. */
  const aws = (failing = "none", told: { state: string; runs: string } = { state: "FAILED", runs: ":v2" }) =>
    program(
      "aws",
      `case "$*" in
        *describe-stacks*) echo ${REPOSITORY}:v1;;
        *get-login-password*) echo secret;;
        *"cloudformation deploy"*) echo "$*" | sed 's/.*Image=\\([^ ]*\\).*/\\1/' >"${dir}/deployed";;
        *describe-services*) if grep -q ${failing} "${dir}/deployed"; then printf '${told.state}\tarn:of:one\n'; else printf 'COMPLETED\tarn:of:one\n'; fi;;
        *describe-task-definition*) if grep -q ${failing} "${dir}/deployed"; then echo ${REPOSITORY}${told.runs}; else cat "${dir}/deployed"; fi;;
      esac`,
    );

  test("pushes the image, rolls it out, and waits until it is the one that runs", () => {
    aws();
    const { status, stdout, calls } = deploy("prod");
    expect([status, stdout.trim().split("\n").at(-1)]).toEqual([0, "prod runs v2."]);
    expect(calls.filter((call) => !call.includes("login"))).toEqual([
      "aws cloudformation describe-stacks --region ap-northeast-2 --stack-name opsthread-prod --query Stacks[0].Parameters[?ParameterKey=='Image'].ParameterValue --output text",
      `docker build -t ${REPOSITORY}:v2 .`,
      `docker push ${REPOSITORY}:v2`,
      `aws cloudformation deploy --region ap-northeast-2 --stack-name opsthread-prod --capabilities CAPABILITY_IAM --template-file deploy/cloudformation/service.yaml --no-fail-on-empty-changeset --parameter-overrides Image=${REPOSITORY}:v2 Environment=prod`,
      "aws ecs wait services-stable --region ap-northeast-2 --cluster opsthread-prod --services opsthread",
      "aws ecs describe-services --region ap-northeast-2 --cluster opsthread-prod --services opsthread --query services[0].deployments[?status=='PRIMARY'] | [0].[rolloutState, taskDefinition] --output text",
      "aws ecs describe-task-definition --region ap-northeast-2 --task-definition arn:of:one --query taskDefinition.containerDefinitions[0].image --output text",
    ]);
  });

  test.each([
    ["did not complete", { state: "FAILED", runs: ":v2" }],
    ["completed with the image before it, which the circuit breaker had put back", { state: "COMPLETED", runs: ":v1" }],
  ])("puts the version before it back when the rollout %s", (_, told) => {
    aws(":v2", told);
    const { status, stderr, calls } = deploy("prod");
    expect([status, stderr]).toEqual([
      1,
      `v2 was not healthy in the stack opsthread-prod. ${REPOSITORY}:v1 runs again.`,
    ]);
    expect(calls.filter((call) => call.includes("cloudformation deploy")).at(-1)).toContain(`Image=${REPOSITORY}:v1`);
  });

  test("in a dry run changes nothing", () => {
    aws();
    const { status, calls } = deploy("prod", "--dry-run");
    expect(status).toBe(0);
    expect(calls.map((call) => call.split(" ").slice(0, 3).join(" "))).toEqual(["aws cloudformation describe-stacks"]);
  });
});

describe("what is wrong is said", () => {
  test.each([
    [[], 64, "Usage: deploy/deploy.sh dev|test|prod [--dry-run]"],
    [["live"], 64, "Usage: deploy/deploy.sh dev|test|prod [--dry-run]"],
    [["dev", "--force"], 64, "Usage: deploy/deploy.sh dev|test|prod [--dry-run]"],
    [["dev"], 1, "There is no deploy/env/dev.env. Copy deploy/env/dev.env.example to it and fill it in."],
  ])("%j", (args, code, said) => {
    const { status, stderr } = deploy(...args);
    expect([status, stderr]).toEqual([code, said]);
  });

  test("a program that is missing", () => {
    settings("dev", "PLATFORM=fly\nFLY_APP=opsthread-dev\n");
    symlinkSync(which("dirname"), join(dir, "bin/dirname"));
    expect(deployWith(join(dir, "bin"), "dev", "--dry-run")).toMatchObject({
      status: 1,
      stderr: "flyctl is not installed here: install it, log in, then run this again (docs/deploy.md).",
    });
  });

  test("a setting that is missing, and a change that is not committed", () => {
    settings("dev", "PLATFORM=fly\n");
    expect(deploy("dev").stderr).toBe("deploy/env/dev.env does not set FLY_APP.");
    writeFileSync(join(dir, "repo/new-file"), "");
    expect(deploy("dev").stderr).toBe(
      "The working tree has changes that are not committed: what would be deployed has no name.",
    );
  });
});
