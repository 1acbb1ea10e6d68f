import { describe, expect, test } from "vitest";
import { databaseCost, groupCost, serviceCost } from "../../../tools/actions/cost-facts.ts";
import { databaseHourly } from "../../../tools/inventory/database-prices.ts";
import { fargateHourly } from "../../../tools/inventory/hourly-prices.ts";
import { taskCost } from "../../../tools/inventory/task-cost.ts";

const SEOUL = "ap-northeast-2";
const single = { multiAz: false, storage: "gp3", inCluster: false };
const aurora = { engine: "aurora-mysql", multiAz: false, storage: "aurora", inCluster: true };

describe("an hour of a database", () => {
  test.each<[string, object, number | null]>([
    ["as listed", { engine: "postgres", type: "db.t4g.medium" }, 0.102],
    ["in two zones", { engine: "postgres", type: "db.t4g.medium", multiAz: true }, 0.204],
    ["of a larger size of its family", { engine: "postgres", type: "db.r7g.4xlarge" }, 0.2869 * 8],
    ["of Aurora", { ...aurora, type: "db.r7g.2xlarge" }, 1.332],
    ["of Aurora, whose members are each paid once", { ...aurora, type: "db.r7g.large", multiAz: true }, 0.333],
    ["of Aurora I/O-Optimized", { ...aurora, type: "db.r7g.large", storage: "aurora-iopt1" }, null],
    ["of a cluster with readable standbys", { engine: "postgres", type: "db.r7g.large", inCluster: true }, null],
    ["of a class nobody quotes", { engine: "postgres", type: "db.m7g.xlarge" }, null],
    ["of a burstable class that is not listed", { engine: "postgres", type: "db.t4g.xlarge" }, null],
    ["of an engine with a licence", { engine: "oracle-ee", type: "db.r7g.large" }, null],
    ["of no class at all", { ...aurora, type: "db.serverless" }, null],
  ])("%s", (_name, database, hourly) => {
    const priced = databaseHourly({ ...single, engine: "", type: "", ...database }, SEOUL);
    expect(priced).toEqual(hourly === null ? null : expect.closeTo(hourly, 6));
  });

  test("is not known in a region without prices", () => {
    expect(databaseHourly({ ...single, engine: "postgres", type: "db.t4g.medium" }, "eu-west-1")).toBeNull();
  });
});

test("what a card says of a database without a price, in both languages", () => {
  const known = { ...single, engine: "postgres", type: "db.t4g.medium" };
  const unknown = { ko: "가격을 알 수 없음", en: "price not known" };
  expect(databaseCost([known, { ...known, type: "db.m7g.xlarge" }], SEOUL).value).toEqual(unknown);
  expect(databaseCost([], SEOUL).value).toEqual(unknown);
});

test("a group of several types grows by one of them, which it chooses itself", () => {
  const types = (...all: string[]) => all.map((InstanceType) => ({ InstanceType }));
  const mixed = types("m7g.large", "m7g.xlarge");
  expect(groupCost(mixed, SEOUL, 2).value.en).toMatch(/^\$7\.22 → \$12\.04–\$16\.85 of compute/);
  expect(groupCost(mixed, SEOUL, -1).value.ko).toBe("실행 중일 때 컴퓨팅 $7.22 → $2.41–$4.81 (정가, 디스크 제외)");
  expect(groupCost(types("m7g.large", "z9.large"), SEOUL, 1).value.en).toBe("price not known");
  expect(groupCost([], SEOUL, 1).value).toEqual({
    ko: "가격을 알 수 없음 (실행 중인 인스턴스가 없어 유형을 모름)",
    en: "price not known (no instance runs, so the type is not known)",
  });
});

describe("a task", () => {
  const ask = async <Output>(_action: string, request: (options: { abortSignal: AbortSignal }) => Promise<Output>) =>
    request({ abortSignal: new AbortController().signal });
  const costOf = (tasks: object[]) => {
    const send = async (command: object) =>
      command.constructor.name === "ListTasksCommand" ? { taskArns: tasks.map((_, index) => `t${index}`) } : { tasks };
    return taskCost(
      { cluster: "c", service: "s", definition: "s:2" },
      { region: SEOUL, client: { send } as never, ask },
    );
  };
  const task = { launchType: "FARGATE", platformFamily: "Linux", cpu: "1024", memory: "2048" };
  const arm = { attributes: [{ name: "ecs.cpu-architecture", value: "arm64" }] };

  test("on Fargate costs its size, by its processor, as the service has it now", async () => {
    expect(await costOf([task])).toEqual({
      hourly: expect.closeTo(0.04656 + 2 * 0.00511, 8),
      size: "1 vCPU + 2 GB x86",
    });
    const newer = { ...task, ...arm, cpu: "512", taskDefinitionArn: "s:2" };
    expect(await costOf([task, newer])).toEqual({
      hourly: expect.closeTo(0.03725 / 2 + 2 * 0.00409, 8),
      size: "0.5 vCPU + 2 GB ARM",
    });
    expect(fargateHourly({ vcpu: 4, gb: 8, arm: false }, "us-east-1")).toBeCloseTo(4 * 0.04048 + 8 * 0.004445, 8);
  });

  test.each<[string, object[], unknown]>([
    ["on instances is in their price", [{ ...task, launchType: "EC2" }], "hosts"],
    ["on Spot has a price that moves", [{ ...task, capacityProviderName: "FARGATE_SPOT" }], null],
    ["on Windows has another", [{ ...task, platformFamily: "Windows_Server_2022_Core" }], null],
    ["that does not run has no size", [], null],
  ])("%s", async (_name, tasks, cost) => expect(await costOf(tasks)).toBe(cost));

  test("is told on a card in both languages", () => {
    const known = { hourly: 0.05, size: "1 vCPU + 2 GB ARM" };
    const said = (...[cost, counts]: Parameters<typeof serviceCost>) => Object.values(serviceCost(cost, counts).value);
    expect(said(known, { now: 2, later: 3 })).toEqual([
      "$2.40 → $3.60 (Fargate 정가, 태스크 2 → 3개 × 1 vCPU + 2 GB ARM)",
      "$2.40 → $3.60 (Fargate list price, 2 → 3 tasks × 1 vCPU + 2 GB ARM)",
    ]);
    expect(said(known, { now: 2, later: 2, anew: true })).toEqual([
      "$2.40 (Fargate 정가, 태스크 2개 × 1 vCPU + 2 GB ARM). 바뀔 리비전의 크기가 다르면 달라집니다",
      "$2.40 (Fargate list price, 2 tasks × 1 vCPU + 2 GB ARM); another where that revision has another size",
    ]);
    expect(said("hosts", { now: 2, later: 3 })[1]).toBe("in the price of its container instances; none of its own");
    expect(said(null, { now: 0, later: 3 })).toEqual(["가격을 알 수 없음", "price not known"]);
    expect(said("unread", { now: 2, later: 3 })).toEqual([
      "확인하지 못함 (조회 실패)",
      "not checked (could not be read)",
    ]);
  });
});
