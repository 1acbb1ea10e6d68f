import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Call } from "../../../sandbox/aws/call.ts";
import { changeInstance, launchedInstances } from "../../../sandbox/aws/ops/ec2/host-state.ts";
import { powerSpans } from "../../../sandbox/aws/ops/power-spans.ts";
import { openState } from "../../../sandbox/aws/state.ts";
import { prod } from "../../../sandbox/aws/world/account.ts";
import { seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { instancesAt } from "../../../sandbox/aws/world/instances.ts";
import { worldAt } from "../../../sandbox/aws/world/world.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const FOREVER = Number.POSITIVE_INFINITY;
let data: string;
let call: Call;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "sample-aws-spans-"));
  call = { now: NOW, account: prod, world: worldAt("haneul-1", NOW), state: openState(data) } as Call;
});
afterEach(() => rmSync(data, { recursive: true }));

const hosts = () => instancesAt(call.world.setting, seoulMidnight(NOW));
const named = (name: string) => hosts().find((host) => host.name === name)?.id ?? "";
const spans = () => powerSpans(call).map(({ host, from, to, running }) => [host.id, from - NOW, to - NOW, running]);

it("nothing runs otherwise than the world says until a call changes it", () => {
  expect(spans()).toEqual([]);
});

it("a stopped instance does not run until it is started again; stopping it twice is two spans", () => {
  const id = named("web-1");
  const power = (["stopped", "running", "stopped"] as const).map((to, n) => ({ to, at: NOW + n * 1000 }));
  changeInstance(call, id, { power });
  expect(spans()).toEqual([
    [id, 0, 1000, false],
    [id, 2000, FOREVER, false],
  ]);
});

it("a stopped one that is started runs, until it is terminated", () => {
  const id = named("legacy-admin");
  changeInstance(call, id, { power: [{ to: "running", at: NOW }], terminatedAt: NOW + 5000 });
  expect(spans()).toEqual([[id, 0, 5000, true]]);
});

it("a launched instance runs from its launch on, one of another account does not count", () => {
  const like = named("web-1");
  const launch = { like, name: "web-4", zone: "ap-northeast-2a", scalingGroup: "web-asg", at: NOW };
  launchedInstances(call).set("i-0a", { ...launch, account: prod.id });
  launchedInstances(call).set("i-0b", { ...launch, account: "530218467790" });
  expect(spans()).toEqual([["i-0a", 0, FOREVER, true]]);
});
