import {
  DescribeClustersCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
  ListTagsForResourceCommand,
  ListTaskDefinitionFamiliesCommand,
  ListTaskDefinitionsCommand,
  ListTasksCommand,
  RunTaskCommand,
  StopTaskCommand,
  TagResourceCommand,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prod } from "../../../sandbox/aws/world/account.ts";
import { MINUTE, seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { containersOf } from "../../../sandbox/aws/world/containers.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";
import { failure } from "./start-account.ts";
import { type MovingAccount, startMovingAccount } from "./support/moving-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const setting = settingOf("haneul-3", prod, seoulMidnight(NOW));
const { story, names } = setting;
const cluster = "haneul-prod";
let moving: MovingAccount;
let ecs: ECSClient;

beforeAll(async () => {
  moving = await startMovingAccount(NOW, ["--seed", "haneul-3"]);
  ecs = new ECSClient(moving.account.as("admin"));
});
afterAll(() => moving.stop());

const failed = async (call: Promise<unknown>) => (await failure(call)).name;
const serviceNamed = async (name: string) => {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: [name], include: ["TAGS"] }));
  return services?.[0];
};
const definition = (revision: number, family: string = names.order) =>
  `arn:aws:ecs:ap-northeast-2:${prod.id}:task-definition/${family}:${revision}`;
const deploymentsOf = async (name: string) =>
  (await serviceNamed(name))?.deployments?.map((d) => [d.status, d.rolloutState, d.runningCount, d.taskDefinition]);

describe("clusters, services and task definitions", () => {
  it("has the two clusters with their services, and says what is missing", async () => {
    const world = containersOf(setting);
    const { clusterArns } = await ecs.send(new ListClustersCommand({}));
    expect(clusterArns).toEqual(world.clusters.map((c) => c.arn));
    const first = await ecs.send(new ListServicesCommand({ cluster, maxResults: 5 }));
    const second = await ecs.send(new ListServicesCommand({ cluster, maxResults: 5, nextToken: first.nextToken }));
    expect([...(first.serviceArns ?? []), ...(second.serviceArns ?? [])]).toEqual(
      world.services.filter((s) => s.cluster === cluster).map((s) => s.arn),
    );
    const { clusters, failures } = await ecs.send(new DescribeClustersCommand({ clusters: [cluster, "nope"] }));
    const running = world.services.filter((s) => s.cluster === cluster).reduce((sum, s) => sum + s.desired, 0);
    expect([clusters?.[0]?.runningTasksCount, failures]).toEqual([
      running,
      [{ arn: `arn:aws:ecs:ap-northeast-2:${prod.id}:cluster/nope`, reason: "MISSING" }],
    ]);
    expect(await failed(ecs.send(new ListServicesCommand({})))).toBe("ClusterNotFoundException");
    const none = new DescribeServicesCommand({ cluster, services: ["nope"] });
    expect((await ecs.send(none)).failures?.[0]?.reason).toBe("MISSING");
  });

  it("runs the release that the story rolled back to, and the memory given back", async () => {
    expect((await serviceNamed(names.order))?.taskDefinition).toBe(definition(story.orderRevision.from));
    expect((await serviceNamed(names.payment))?.taskDefinition).toBe(
      definition(story.memoryRevision + 1, names.payment),
    );
    const memory = async (taskDefinition: string) => {
      const described = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
      return described.taskDefinition?.containerDefinitions?.[0]?.memory;
    };
    expect([
      await memory(`${names.payment}:${story.memoryRevision - 1}`),
      await memory(`${names.payment}:${story.memoryRevision}`),
      await memory(names.payment),
    ]).toEqual([story.memory.before, story.memory.lowered, story.memory.before]);
    const bad = await ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: definition(story.orderRevision.to) }),
    );
    expect(bad.taskDefinition?.containerDefinitions?.[0]?.image).toMatch(new RegExp(`:${story.release.to}$`));
    expect(await failed(ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: "nope" })))).toBe(
      "ClientException",
    );
    const { families } = await ecs.send(new ListTaskDefinitionFamiliesCommand({ familyPrefix: "pay" }));
    expect(families).toContain(names.payment);
    const { taskDefinitionArns = [] } = await ecs.send(
      new ListTaskDefinitionsCommand({ familyPrefix: names.payment, sort: "DESC" }),
    );
    expect(taskDefinitionArns.slice(0, 2)).toEqual([
      definition(story.memoryRevision + 1, names.payment),
      definition(story.memoryRevision, names.payment),
    ]);
  });

  it("tells in the service's events how often the worker ran out of memory", async () => {
    const { events = [] } = (await serviceNamed(names.payment)) ?? {};
    const killed = events.filter((event) => event.message?.includes("OutOfMemoryError"));
    expect(killed.map((event) => event.createdAt?.getTime())).toEqual(story.outOfMemory.toReversed());
    expect(events.map((event) => event.createdAt?.getTime())).toEqual(
      events.map((event) => event.createdAt?.getTime()).sort((a = 0, b = 0) => b - a),
    );
  });
});

describe("the account at the time of the stories", () => {
  it("shows the killed tasks for an hour, with what killed them, and others in their places", async () => {
    const [, second = 0] = story.outOfMemory;
    await moving.moveTo(second + 5 * MINUTE);
    const list = async (desiredStatus: "RUNNING" | "STOPPED") =>
      (await ecs.send(new ListTasksCommand({ cluster, serviceName: names.payment, desiredStatus }))).taskArns ?? [];
    const running = await list("RUNNING");
    const stopped = await list("STOPPED");
    const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: stopped }));
    const killed = tasks.filter((task) => task.stopCode === "EssentialContainerExited");
    expect(killed.map((task) => [task.stoppedReason, task.containers?.[0]?.exitCode])).toEqual(
      killed.map(() => ["OutOfMemoryError: Container killed due to memory usage", 137]),
    );
    const recent = story.outOfMemory.filter((at) => at <= second + 5 * MINUTE && at > second - 55 * MINUTE);
    expect(killed).toHaveLength(recent.length);
    expect(running).toHaveLength(containersOf(setting).services.find((s) => s.name === names.payment)?.desired ?? 0);
    expect(running.filter((arn) => stopped.includes(arn))).toEqual([]);
    expect(killed[0]?.taskDefinitionArn).toBe(definition(story.memoryRevision, names.payment));
    await moving.moveTo((story.outOfMemory.at(-1) ?? 0) + 62 * MINUTE);
    const later = await ecs.send(new DescribeTasksCommand({ cluster, tasks: await list("STOPPED") }));
    expect(new Set(later.tasks?.map((task) => task.stopCode))).toEqual(new Set(["ServiceSchedulerInitiated"]));
  });

  it("deploys the broken release over a minute and a half: the old tasks go as the new ones come", async () => {
    const before = definition(story.orderRevision.from);
    const after = definition(story.orderRevision.to);
    const desired = containersOf(setting).services.find((s) => s.name === names.order)?.desired ?? 0;
    await moving.moveTo(story.deploy + 5_000);
    expect(await deploymentsOf(names.order)).toEqual([
      ["PRIMARY", "IN_PROGRESS", 0, after],
      ["ACTIVE", "COMPLETED", desired, before],
    ]);
    await moving.moveTo(story.deploy + 10 * MINUTE);
    expect(await deploymentsOf(names.order)).toEqual([["PRIMARY", "COMPLETED", desired, after]]);
    await moving.moveTo(NOW);
  });
});

describe("changing services", () => {
  it("starts a new deployment, which completes, and changes the desired count", async () => {
    const update = new UpdateServiceCommand({ cluster, service: names.order, forceNewDeployment: true });
    const { service } = await ecs.send(update);
    expect(service?.deployments?.map((d) => [d.status, d.rolloutState])).toEqual([
      ["PRIMARY", "IN_PROGRESS"],
      ["ACTIVE", "COMPLETED"],
    ]);
    await moving.moveTo(NOW + 2 * MINUTE);
    expect((await deploymentsOf(names.order))?.map((d) => d.slice(0, 2))).toEqual([["PRIMARY", "COMPLETED"]]);
    const [latest] = (await serviceNamed(names.order))?.events ?? [];
    expect(latest?.message).toBe(`(service ${names.order}) has reached a steady state.`);
    const scaled = await ecs.send(new UpdateServiceCommand({ cluster, service: names.order, desiredCount: 20 }));
    expect([scaled.service?.desiredCount, scaled.service?.deployments?.length]).toEqual([20, 1]);
    await moving.moveTo(NOW + 4 * MINUTE);
    expect((await serviceNamed(names.order))?.runningCount).toBe(20);
  });

  it("goes back to an earlier task definition", async () => {
    const earlier = definition(story.orderRevision.from - 1);
    await ecs.send(new UpdateServiceCommand({ cluster, service: names.order, taskDefinition: earlier }));
    await moving.moveTo(NOW + 8 * MINUTE);
    expect((await deploymentsOf(names.order))?.map((d) => d[3])).toEqual([earlier]);
  });

  it("names what cannot be done", async () => {
    const update = (input: { service?: string; taskDefinition?: string; desiredCount?: number; cluster?: string }) =>
      failed(ecs.send(new UpdateServiceCommand({ cluster, service: names.order, ...input })));
    expect([
      await update({ service: "nope" }),
      await update({ cluster: "nope" }),
      await update({ taskDefinition: "nope:1" }),
      await update({ desiredCount: -1 }),
    ]).toEqual([
      "ServiceNotFoundException",
      "ClusterNotFoundException",
      "ClientException",
      "InvalidParameterException",
    ]);
    const base = new ECSClient(moving.account.as("reader"));
    const denied = new UpdateServiceCommand({ cluster, service: names.order, desiredCount: 1 });
    expect(await failed(base.send(denied))).toBe("AccessDeniedException");
  });

  it("lets the acting role change what is managed, and nothing else", async () => {
    const { Credentials: c } = await new STSClient(moving.account.as("executor")).send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${prod.id}:role/OpsthreadAct`,
        RoleSessionName: "apr-1",
        SourceIdentity: "U0SEOYEON",
      }),
    );
    const acting = new ECSClient({
      ...moving.account.as("executor"),
      credentials: {
        accessKeyId: c?.AccessKeyId ?? "",
        secretAccessKey: c?.SecretAccessKey ?? "",
        sessionToken: c?.SessionToken ?? "",
      },
    });
    const update = (service: string) => acting.send(new UpdateServiceCommand({ cluster, service, desiredCount: 3 }));
    expect((await update(names.payment)).service?.desiredCount).toBe(3);
    expect(await failed(update(names.cart))).toBe("AccessDeniedException");
  });

  it("runs a single task to its end, and puts another in the place of a service's task that is stopped", async () => {
    const ran = await ecs.send(new RunTaskCommand({ cluster: "haneul-batch", taskDefinition: "settlement" }));
    const arn = ran.tasks?.[0]?.taskArn ?? "";
    const status = async () =>
      (await ecs.send(new DescribeTasksCommand({ cluster: "haneul-batch", tasks: [arn] }))).tasks?.[0]?.lastStatus;
    expect(await status()).toBe("PROVISIONING");
    await moving.moveTo(NOW + 10 * MINUTE);
    expect(await status()).toBe("RUNNING");
    await moving.moveTo(NOW + 20 * MINUTE);
    expect(await status()).toBe("STOPPED");

    const running = async () =>
      (await ecs.send(new ListTasksCommand({ cluster, serviceName: names.cart }))).taskArns ?? [];
    const before = await running();
    const stop = new StopTaskCommand({ cluster, task: before[0], reason: "looks stuck" });
    const { task } = await ecs.send(stop);
    expect([task?.taskArn, task?.lastStatus, task?.stoppedReason]).toEqual([before[0], "STOPPED", "looks stuck"]);
    await moving.moveTo(NOW + 22 * MINUTE);
    const after = await running();
    expect([after.length, after.includes(before[0] ?? ""), after.slice(1)]).toEqual([
      before.length,
      false,
      before.slice(1),
    ]);
  });

  it("keeps tags", async () => {
    const resourceArn = (await serviceNamed(names.cart))?.serviceArn ?? "";
    await ecs.send(new TagResourceCommand({ resourceArn, tags: [{ key: "tier", value: "1" }] }));
    const { tags } = await ecs.send(new ListTagsForResourceCommand({ resourceArn }));
    expect(tags).toEqual([...((await serviceNamed(names.cart))?.tags ?? [])]);
    expect(tags).toContainEqual({ key: "tier", value: "1" });
  });
});
