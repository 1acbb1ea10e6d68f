import { CloudTrailClient, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import {
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ListAliasesCommand,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dev, prod } from "../../../sandbox/aws/world/account.ts";
import { seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { functionsOf } from "../../../sandbox/aws/world/functions.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";
import { failure } from "./start-account.ts";
import { type MovingAccount, startMovingAccount } from "./support/moving-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const setting = settingOf("haneul-1", prod, seoulMidnight(NOW));
const functions = functionsOf(setting);
let moving: MovingAccount;
let lambda: LambdaClient;

beforeAll(async () => {
  moving = await startMovingAccount(NOW);
  lambda = new LambdaClient(moving.account.as("admin"));
});
afterAll(() => moving.stop());

const failed = async (call: Promise<unknown>) => (await failure(call)).name;

describe("the functions of the world", () => {
  it.each(["haneul-1", "haneul-3"])("are twelve in %s: one long out of support, one that fails often", (seed) => {
    const all = functionsOf(settingOf(seed, prod, seoulMidnight(NOW)));
    expect(all).toHaveLength(12);
    expect(new Set(all.map((fn) => fn.name)).size).toBe(12);
    expect(all.filter((fn) => fn.runtime === "python3.8")).toHaveLength(1);
    expect(all.filter((fn) => fn.errorShare > 0.05)).toHaveLength(1);
    expect(all.filter((fn) => !fn.tags.owner || !fn.tags.team).length).toBeGreaterThanOrEqual(3);
  });

  it("fail fourteen times in a hundred in the canonical account, and are two in haneul-dev", () => {
    expect(functions.find((fn) => fn.errorShare > 0.05)).toMatchObject({ name: "image-resize", errorShare: 0.14 });
    expect(functionsOf(settingOf("haneul-1", dev, setting.anchor)).map((fn) => fn.name)).toEqual([
      "order-notify-dev",
      "sandbox-hello",
    ]);
  });
});

describe("looking at functions", () => {
  it("lists them page by page, and every version where that is asked", async () => {
    const first = await lambda.send(new ListFunctionsCommand({ MaxItems: 10 }));
    const second = await lambda.send(new ListFunctionsCommand({ MaxItems: 10, Marker: first.NextMarker }));
    const names = [...(first.Functions ?? []), ...(second.Functions ?? [])].map((fn) => fn.FunctionName);
    expect([first.Functions?.length, second.NextMarker, names]).toEqual([
      10,
      undefined,
      functions.map((fn) => fn.name),
    ]);
    const versions = functions.reduce((sum, fn) => sum + fn.versions.length + 1, 0);
    let seen = 0;
    let Marker: string | undefined;
    do {
      const page = await lambda.send(
        new ListFunctionsCommand({ FunctionVersion: "ALL", ...(Marker ? { Marker } : {}) }),
      );
      seen += page.Functions?.length ?? 0;
      Marker = page.NextMarker;
    } while (Marker);
    expect(seen).toBe(versions);
  });

  it("finds one by name, partial and whole ARN, version and alias", async () => {
    const fn = functions.find((one) => one.name === "order-notify");
    const arn = fn?.arn ?? "";
    const version = async (FunctionName: string, Qualifier?: string) =>
      (await lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier }))).Version;
    const live = fn?.aliases[0]?.version;
    expect([
      await version("order-notify"),
      await version(arn),
      await version(`${prod.id}:function:order-notify:1`),
      await version("order-notify", "live"),
      await version(`${arn}:live`),
    ]).toEqual(["$LATEST", "$LATEST", "1", live, live]);
    expect(await failure(version("nope"))).toEqual({
      name: "ResourceNotFoundException",
      message: `Function not found: arn:aws:lambda:ap-northeast-2:${prod.id}:function:nope`,
      status: 404,
    });
    expect(await failed(version("order-notify", "99"))).toBe("ResourceNotFoundException");
  });

  it("shows the variables to an administrator, and to the read role neither by Get nor by List", async () => {
    const { Configuration, Code, Tags, Concurrency } = await lambda.send(
      new GetFunctionCommand({ FunctionName: "order-notify" }),
    );
    const fn = functions.find((one) => one.name === "order-notify");
    expect(Configuration?.Environment).toEqual({ Variables: fn?.environment });
    expect([Code?.RepositoryType, Tags, Concurrency]).toEqual([
      "S3",
      fn?.tags,
      { ReservedConcurrentExecutions: fn?.reservedConcurrency },
    ]);
    const { Credentials: c } = await new STSClient(moving.account.as("reader")).send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${prod.id}:role/OpsthreadRead`, RoleSessionName: "read" }),
    );
    const read = new LambdaClient({
      ...moving.account.as("reader"),
      credentials: {
        accessKeyId: c?.AccessKeyId ?? "",
        secretAccessKey: c?.SecretAccessKey ?? "",
        sessionToken: c?.SessionToken ?? "",
      },
    });
    expect(await failed(read.send(new GetFunctionCommand({ FunctionName: "order-notify" })))).toBe(
      "AccessDeniedException",
    );
    const { Functions = [] } = await read.send(new ListFunctionsCommand({}));
    expect(Functions.flatMap((one) => (one.Environment?.Variables ? [one.FunctionName] : []))).toEqual([]);
    expect(Functions.find((one) => one.FunctionName === "order-notify")?.Environment?.Error?.ErrorCode).toBe(
      "AccessDeniedException",
    );
  });

  it("tells what a function reads from, and how many may run at once", async () => {
    const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({}));
    expect(EventSourceMappings.map((m) => [m.FunctionArn?.split(":").at(-1), m.EventSourceArn, m.State])).toEqual([
      ["order-notify", `arn:aws:sqs:ap-northeast-2:${prod.id}:order-events`, "Enabled"],
    ]);
    const reserved = (FunctionName: string) => lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
    expect((await reserved("order-notify")).ReservedConcurrentExecutions).toBe(50);
    expect((await reserved("image-resize")).ReservedConcurrentExecutions).toBeUndefined();
  });
});

describe("calling a function", () => {
  const call = (FunctionName: string, payload: unknown, more = {}) =>
    lambda.send(new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(payload)), ...more }));

  it("hands its input back, with the tail of its log", async () => {
    const answer = await call("address-check", { zip: "06236" }, { LogType: "Tail" });
    expect([answer.StatusCode, answer.ExecutedVersion, answer.FunctionError]).toEqual([200, "$LATEST", undefined]);
    expect(JSON.parse(answer.Payload?.transformToString() ?? "")).toMatchObject({ ok: true, event: { zip: "06236" } });
    expect(Buffer.from(answer.LogResult ?? "", "base64").toString()).toMatch(/^START .*\nEND .*\nREPORT .* ms\t/s);
  });

  it("fails for some payloads, always for the same, as often as the function is known for", async () => {
    const keys = Array.from({ length: 100 }, (_, index) => `products/${index}.png`);
    const outcomes = await Promise.all(keys.map(async (key) => (await call("image-resize", { key })).FunctionError));
    const failures = outcomes.filter((outcome) => outcome === "Unhandled").length;
    expect(failures).toBeGreaterThan(5);
    expect(failures).toBeLessThan(25);
    const broken = keys[outcomes.indexOf("Unhandled")];
    const again = await call("image-resize", { key: broken });
    expect(JSON.parse(again.Payload?.transformToString() ?? "")).toMatchObject({ errorType: "Sandbox.Timedout" });
  });

  it("accepts an event, tries a dry run, and refuses what is not JSON", async () => {
    expect((await call("image-resize", {}, { InvocationType: "Event" })).StatusCode).toBe(202);
    expect((await call("image-resize", {}, { InvocationType: "DryRun" })).StatusCode).toBe(204);
    const bad = new InvokeCommand({ FunctionName: "image-resize", Payload: Buffer.from("{") });
    expect(await failed(lambda.send(bad))).toBe("InvalidRequestContentException");
  });
});

describe("changing functions", () => {
  it("points an alias to an earlier version, but only while it is the one the caller saw", async () => {
    const { Aliases = [] } = await lambda.send(new ListAliasesCommand({ FunctionName: "image-resize" }));
    const [live] = Aliases;
    const { Versions = [] } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName: "image-resize" }));
    const earlier = String(Number(live?.FunctionVersion) - 1);
    expect(Versions.map((v) => v.Version)).toContain(earlier);
    const update = (FunctionVersion: string) =>
      lambda.send(
        new UpdateAliasCommand({
          FunctionName: "image-resize",
          Name: "live",
          FunctionVersion,
          RevisionId: live?.RevisionId,
        }),
      );
    expect(await failed(update("999"))).toBe("ResourceNotFoundException");
    const changed = await update(earlier);
    expect([changed.FunctionVersion, changed.RevisionId !== live?.RevisionId]).toEqual([earlier, true]);
    expect(await failure(update("1"))).toMatchObject({ name: "PreconditionFailedException", status: 412 });
    const now = await lambda.send(new GetAliasCommand({ FunctionName: "image-resize", Name: "live" }));
    expect([now.FunctionVersion, now.RevisionId]).toEqual([earlier, changed.RevisionId]);
    await moving.moveTo(NOW + 30_000);
    const trail = new CloudTrailClient(moving.account.as("admin"));
    const { Events = [] } = await trail.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: "UpdateAlias20150331" }],
        StartTime: new Date(NOW - 1000),
      }),
    );
    expect(Events.map((event) => JSON.parse(event.CloudTrailEvent ?? "").requestParameters)).toContainEqual({
      functionName: "image-resize",
      name: "live",
      functionVersion: earlier,
      revisionId: live?.RevisionId,
    });
    const gone = new GetAliasCommand({ FunctionName: "image-resize", Name: "nope" });
    expect(await failed(lambda.send(gone))).toBe("ResourceNotFoundException");
  });

  it("changes a configuration, one change at a time, and none on a runtime out of support", async () => {
    const update = (FunctionName: string, MemorySize: number) =>
      lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize }));
    const { MemorySize, LastUpdateStatus } = await update("address-check", 512);
    expect([MemorySize, LastUpdateStatus]).toEqual([512, "InProgress"]);
    expect(await failed(update("address-check", 256))).toBe("ResourceConflictException");
    await moving.moveTo(NOW + 60_000);
    const get = new GetFunctionConfigurationCommand({ FunctionName: "address-check" });
    expect((await lambda.send(get)).LastUpdateStatus).toBe("Successful");
    expect(await failed(update("settlement-report", 512))).toBe("InvalidParameterValueException");
    expect(await failed(update("address-check", 64))).toBe("InvalidParameterValueException");
  });

  it("sets and removes tags", async () => {
    const Resource = functions.find((fn) => fn.name === "address-check")?.arn ?? "";
    const tags = async () => (await lambda.send(new ListTagsCommand({ Resource }))).Tags;
    await lambda.send(new TagResourceCommand({ Resource, Tags: { owner: "somebody" } }));
    expect(await tags()).toEqual({ team: "order", env: "prod", owner: "somebody" });
    await lambda.send(new UntagResourceCommand({ Resource, TagKeys: ["owner", "env"] }));
    expect(await tags()).toEqual({ team: "order" });
  });
});
