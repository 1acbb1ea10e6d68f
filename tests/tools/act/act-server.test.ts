import { setTimeout as sleep } from "node:timers/promises";
import { CreateTagsCommand, EC2Client, RebootInstancesCommand, StopInstancesCommand } from "@aws-sdk/client-ec2";
import {
  ResourceGroupsTaggingAPIClient,
  TagResourcesCommand,
  UntagResourcesCommand,
} from "@aws-sdk/client-resource-groups-tagging-api";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { acceptOrder } from "../../../tools/act/handshake.ts";
import { hashOf, proofOf } from "../../../tools/act/order.ts";
import { openSession } from "../../../tools/act/session.ts";
import { actions } from "../../../tools/action-catalog.ts";
import type { CanonicalCall } from "../../../tools/results.ts";
import { hand, orderFor, SECRET, traceOf } from "../support/orders.ts";
import { NOW, type SampleAccount, startOwnAccount } from "../support/sample-account.ts";
import { haneul, seoul, startToolServer, startToolServerProcess, type ToolServer } from "../support/tool-server.ts";

const LATER = "2027-01-01T00:00:00.000Z";

let account: SampleAccount;
let read: ToolServer;
let act: Awaited<ReturnType<typeof startToolServerProcess>>;

beforeAll(async () => {
  account = await startOwnAccount();
  const extra = { OPSTHREAD_ACT_SECRET: SECRET };
  [read, act] = await Promise.all([
    startToolServer({ env: account.env("read"), extra: { OPSTHREAD_OFFER_ACTIONS: "1" } }),
    startToolServerProcess({ role: "act", env: account.env("act"), extra }),
  ]);
});
afterAll(async () => {
  await Promise.all([read.close(), act.close()]);
  await account.stop();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await account.clearFaults();
});

/** A reboot changes nothing of what is approved, so one preview serves many orders. */
const previews = new Map<string, CanonicalCall>();
const rebootOf = async (...targets: string[]): Promise<CanonicalCall> => {
  const key = targets.join();
  const call = previews.get(key) ?? (await read.call("ec2_reboot_instances", { targets })).preview.call;
  previews.set(key, call);
  return call;
};

const reboots = async () => (await account.journal()).filter(({ operation }) => operation === "RebootInstances");

/** Lets the SDK of this process use a profile of the sample account. */
const useProfile = (profile: "read" | "act" | "admin") => {
  for (const [name, value] of Object.entries(account.env(profile))) vi.stubEnv(name, value);
  return new EC2Client({ region: "ap-northeast-2", maxAttempts: 1 });
};

test("an approved reboot runs once, verified, under the approval's name and the approver's", async () => {
  const call = await rebootOf("order-api-2");
  const order = orderFor(call);
  const before = (await reboots()).length;
  const executed = await hand(act, "act_execute", order);
  expect(executed.structured).toEqual({
    outcome: {
      kind: "succeeded",
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      at: expect.stringMatching(/^2026-11-21T03:00:/),
      text: {
        ko: `EC2가 ${(call.args.instance_ids as string[])[0]} 재부팅을 받아들였습니다.`,
        en: `EC2 accepted the reboot of ${(call.args.instance_ids as string[])[0]}.`,
      },
    },
  });
  const verified = await hand(act, "act_verify", order);
  expect(verified.structured).toEqual({
    verification: {
      ok: true,
      text: { ko: "실행 중, 상태 검사 2/2 통과", en: "Running, 2 of 2 status checks passed" },
      at: expect.stringMatching(/^2026-11-21T03:00:/),
    },
  });

  const sent = (await reboots()).slice(before);
  expect(sent.map(({ input }) => input.InstanceIds)).toEqual([call.args.instance_ids]);
  const events = async () =>
    (await read.call("trail_find_events", { period: "1h", events: ["RebootInstances"] })).table.rows;
  await expect
    .poll(async () => (await events()).map((row) => [row[1], row[2], row[7]]), { timeout: 5_000, interval: 500 })
    .toEqual([["RebootInstances", `apr-${order.approval_id}`, "ok"]]);
});

test("the session is cut down to this action on these instances, says who is behind it, and each request is told", async () => {
  const call = await rebootOf("order-api-1", "order-api-3");
  const order = orderFor(call);
  const _meta = { "opsthread/proof": proofOf(SECRET, order), "opsthread/record": true };
  const result = await act.client.callTool({ name: "act_execute", arguments: { ...order }, _meta });
  const here = { account: "haneul-prod", region: "ap-northeast-2", at: expect.any(Number), ms: expect.any(Number) };
  expect(result._meta?.["opsthread/aws_calls"]).toEqual(
    ["sts:AssumeRole", "ec2:DescribeInstances", "ec2:RebootInstances"].map((action) => ({
      ...{ action, error: null },
      ...here,
    })),
  );
  const assumed = (await account.journal()).filter(
    ({ operation, principal }) => operation === "AssumeRole" && principal.includes("opsthread-exec"),
  );
  const { Policy, SourceIdentity, Tags, DurationSeconds, RoleArn } = assumed.at(-1)!.input;
  expect({ SourceIdentity, Tags, DurationSeconds, RoleArn }).toEqual({
    SourceIdentity: "U0SEOYEON.T0HANEUL",
    Tags: [
      { Key: "approvers", Value: "U0DOYUN.T0HANEUL U0SEOYEON.T0HANEUL" },
      { Key: "requester", Value: "U0JIWOO" },
      { Key: "run", Value: "r-1" },
    ],
    DurationSeconds: 900,
    RoleArn: "arn:aws:iam::417205938164:role/OpsthreadAct",
  });
  expect(JSON.parse(String(Policy))).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["ec2:RebootInstances"],
        Resource: (call.args.instance_ids as string[]).map(
          (id) => `arn:aws:ec2:ap-northeast-2:417205938164:instance/${id}`,
        ),
      },
      { Effect: "Allow", Action: ["ec2:DescribeInstances", "ec2:DescribeInstanceStatus"], Resource: ["*"] },
    ],
  });
});

test("row 49: credentials made for one instance can neither reboot another nor stop their own", async () => {
  const call = await rebootOf("order-api-2");
  const [own] = call.args.instance_ids as string[];
  const [other] = (await rebootOf("order-api-1")).args.instance_ids as string[];
  const order = orderFor(call);
  const accepted = acceptOrder(
    { arguments: order, _meta: { "opsthread/proof": proofOf(SECRET, order) } },
    {
      secret: SECRET,
      actions,
      accounts: [
        { id: haneul.id, name: haneul.name, regions: haneul.regions, readRole: null, actRole: haneul.act.role },
      ],
    },
  );
  useProfile("act");
  const { change, look } = accepted.action.permissions(call.args, call);
  const credentials = await openSession(accepted, [change, look], {
    signal: new AbortController().signal,
    record: () => () => {},
  });
  const ec2 = new EC2Client({ region: call.region, credentials, maxAttempts: 1 });
  const refused = { name: "UnauthorizedOperation" };
  await expect(ec2.send(new RebootInstancesCommand({ InstanceIds: [other!] }))).rejects.toMatchObject(refused);
  await expect(ec2.send(new RebootInstancesCommand({ InstanceIds: [own!, other!] }))).rejects.toMatchObject(refused);
  await expect(ec2.send(new StopInstancesCommand({ InstanceIds: [own!] }))).rejects.toMatchObject(refused);
  await expect(ec2.send(new RebootInstancesCommand({ InstanceIds: [own!] }))).resolves.toBeDefined();
});

test("row 49: the reading credentials cannot reboot, nor can the executor without an order", async () => {
  const [id] = (await rebootOf("order-api-2")).args.instance_ids as string[];
  for (const profile of ["read", "act"] as const)
    await expect(useProfile(profile).send(new RebootInstancesCommand({ InstanceIds: [id!] }))).rejects.toMatchObject({
      name: "UnauthorizedOperation",
    });
});

test("row 50: refuses without proof, with a forged proof, and with the proof of another order", async () => {
  const call = await rebootOf("order-api-2");
  const before = (await account.journal()).length;
  const [order, another] = [orderFor(call), orderFor(call)];
  const proofs = ["", "00".repeat(32), proofOf("another secret altogether", order)];
  proofs.push(proofOf(SECRET, another), proofOf(SECRET, { ...order, begin_by: LATER }));
  for (const proof of proofs) {
    const answer = await hand(act, "act_execute", order, proof);
    expect(answer.code).toBe("access_denied");
    expect(answer.text).toBe(
      "Refused: the call does not prove that it comes from the bot that started this server. Nothing was sent to AWS.",
    );
  }
  const korean = await act.call("act_execute", order, { context: { ...seoul, language: "ko" } });
  expect(korean.text).toBe(
    "실행을 거부했습니다: 이 서버를 시작한 봇의 호출임이 증명되지 않았습니다. AWS에는 아무것도 보내지 않았습니다.",
  );
  expect((await account.journal()).length).toBe(before);
});

test("row 10: sends nothing when the process was paused beyond the deadline of the order it was handed", async () => {
  const call = await rebootOf("order-api-2");
  const before = (await reboots()).length;
  const { verification } = (await hand(act, "act_verify", orderFor(call))).structured as {
    verification: { at: string };
  };
  process.kill(act.pid, "SIGSTOP");
  const order = orderFor(call, { begin_by: new Date(Date.parse(verification.at) + 100).toISOString() });
  const answer = hand(act, "act_execute", order);
  await sleep(250);
  process.kill(act.pid, "SIGCONT");
  expect((await answer).structured).toEqual({
    outcome: {
      kind: "failed",
      requestId: null,
      at: expect.stringMatching(/^2026-11-21T03:00:/),
      text: {
        ko: "승인되었지만 시간 안에 시작되지 못해 실행하지 않았습니다. 아무것도 바뀌지 않았습니다.",
        en: "Not executed: it was approved, but could not begin in time. Nothing was changed.",
      },
    },
  });
  expect((await reboots()).length).toBe(before);
});

test("row 12: refuses a contract that is not the approved one", async () => {
  const call = await rebootOf("order-api-2");
  const other = await rebootOf("order-api-1");
  const before = (await account.journal()).length;
  const order = orderFor(call);
  const swapped = { ...order, contract: { ...order.contract, call: { ...call, args: other.args } } };
  const byAnother = { ...order, contract: { ...order.contract, requester: "U0SARAH" } };
  for (const tampered of [swapped, byAnother]) {
    const answer = await hand(act, "act_execute", tampered);
    expect(answer.code).toBe("access_denied");
    expect(answer.text).toContain("its hash differs");
  }
  const approver = { user: "U0MALLORY", team: "T0HANEUL" };
  for (const tampered of [
    { ...order, approver },
    { ...order, approvers: [approver] },
  ]) {
    const answer = await hand(act, "act_execute", tampered, proofOf(SECRET, order));
    expect([answer.code, answer.text]).toEqual(["access_denied", expect.stringContaining("does not prove")]);
  }
  expect((await account.journal()).length).toBe(before);
});

test.each([
  [
    "another account than the configured one",
    (call: CanonicalCall) => ({ ...call, account: { id: "999999999999", name: "haneul-prod" } }),
    "another account",
  ],
  [
    "an account that is not configured",
    (call: CanonicalCall) => ({ ...call, account: { id: "417205938164", name: "elsewhere" } }),
    "no act role",
  ],
  ["a region that is not configured", (call: CanonicalCall) => ({ ...call, region: "eu-west-1" }), "is not configured"],
  ["a tool that is no action", (call: CanonicalCall) => ({ ...call, tool: "iam_create_user" }), "is not an action"],
  [
    "arguments beyond the action's",
    (call: CanonicalCall) => ({ ...call, args: { ...call.args, force: true } }),
    "Unrecognized key",
  ],
])("refuses %s, although hash and proof fit", async (_what, change, part) => {
  const order = orderFor(change(await rebootOf("order-api-2")));
  const before = (await reboots()).length;
  const answer = await hand(act, "act_execute", order);
  expect(answer.code).not.toBeNull();
  expect(answer.text).toContain(part);
  expect((await reboots()).length).toBe(before);
});

test("row 19: a target that has changed since makes the order stale, and nothing is sent", async () => {
  const call = await rebootOf("order-api-3");
  const [id] = call.args.instance_ids as string[];
  await useProfile("admin").send(new StopInstancesCommand({ InstanceIds: [id!] }));
  const before = (await reboots()).length;
  const { structured } = await hand(act, "act_execute", orderFor(call));
  expect(structured.outcome).toMatchObject({ kind: "stale" });
  expect((structured.outcome as { text: { en: string } }).text.en).toMatch(
    new RegExp(`since the approval was asked for \\(${id}\\.state: running → stopp(ing|ed)\\)\\. Nothing was sent\\.$`),
  );
  expect((await reboots()).length).toBe(before);
});

test("row 19: a target that was tagged as production since is stale: more people have to decide about that", async () => {
  const { table } = await read.call("inventory_find_instances", { regions: ["us-east-1"] });
  const id = String(table.rows.find((row) => row[3] === "g5.12xlarge")![1]);
  const { call } = (await read.call("ec2_stop_instances", { targets: [id] })).preview;
  useProfile("admin");
  const ec2 = new EC2Client({ region: "us-east-1", maxAttempts: 1 });
  await ec2.send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key: "env", Value: "prod" }] }));
  const { structured } = await hand(act, "act_execute", orderFor(call));
  expect(structured.outcome).toMatchObject({
    kind: "stale",
    text: { en: expect.stringContaining(`(${id}.production: false → true). Nothing was sent.`) },
  });
  const stops = (await account.journal()).filter(({ operation, input }) => {
    return operation === "StopInstances" && JSON.stringify(input).includes(id);
  });
  expect(stops).toEqual([]);
});

test("row 19: a target of any kind that is no longer tagged for the act role is stale", async () => {
  const asked: [tool: string, input: object, arn: (args: Record<string, unknown>) => string][] = [
    ["lambda_point_alias", { function: "order-notify" }, (args) => `lambda:REGION:function:${args.function}`],
    ["alarms_disable_actions", { alarms: ["order-api-5xx"] }, () => "cloudwatch:REGION:alarm:order-api-5xx"],
    ["logs_set_retention", { groups: ["/haneul/web"], days: 90 }, () => "logs:REGION:log-group:/haneul/web"],
    ["ecs_redeploy_service", { service: "order-api" }, (args) => `ecs:REGION:service/${args.cluster}/${args.service}`],
    [
      "ec2_snapshot_instances",
      { targets: ["order-api-3"] },
      (args) => `ec2:REGION:volume/${(args.volume_ids as string[])[0]}`,
    ],
  ];
  useProfile("admin");
  for (const [tool, input, arnOf] of asked) {
    const { call } = (await read.call(tool, input)).preview;
    const arn = `arn:aws:${arnOf(call.args).replace("REGION", `${call.region}:${haneul.id}`)}`;
    const tagging = new ResourceGroupsTaggingAPIClient({ region: call.region, maxAttempts: 1 });
    await tagging.send(new UntagResourcesCommand({ ResourceARNList: [arn], TagKeys: ["opsthread"] }));
    const { structured } = await hand(act, "act_execute", orderFor(call));
    expect([tool, structured.outcome]).toEqual([
      tool,
      expect.objectContaining({
        kind: "stale",
        text: expect.objectContaining({
          en: expect.stringMatching(/\([^ ]+\.managed: true → false\)\. Nothing was sent/),
        }),
      }),
    ]);
    await tagging.send(new TagResourcesCommand({ ResourceARNList: [arn], Tags: { opsthread: "managed" } }));
  }
});

test("row 2: an answer that does not arrive is unknown, is not repeated, and cannot be handed over again", async () => {
  const order = orderFor(await rebootOf("order-api-2"));
  const before = (await reboots()).length;
  await account.fault({ operation: "RebootInstances", kind: "execute_then_drop" });
  const { structured } = await hand(act, "act_execute", order);
  expect(structured.outcome).toMatchObject({ kind: "unknown" });
  const again = await hand(act, "act_execute", order);
  expect(again.code).toBe("access_denied");
  expect(again.text).toContain("was handed over before");
  expect((await reboots()).length).toBe(before + 1);
});

test("row 2: an order whose answer was lost is found in CloudTrail; one that never arrived is open, and after 20 minutes not executed", async () => {
  const lost = orderFor(await rebootOf("order-api-2"));
  await account.fault({ operation: "RebootInstances", kind: "execute_then_drop", times: 1 });
  expect((await hand(act, "act_execute", lost)).structured.outcome).toMatchObject({ kind: "unknown" });
  await expect
    .poll(async () => (await traceOf(act, lost, NOW)).structured.reconciliation, { timeout: 5_000, interval: 500 })
    .toMatchObject({ kind: "executed", eventId: expect.stringMatching(/^[0-9a-f-]{36}$/) });

  // AWS takes two lookups a second and refuses more, which is `open` for another reason.
  const never = orderFor(await rebootOf("order-api-2"));
  const reconciled = (sentAt: string) =>
    expect.poll(async () => (await traceOf(act, never, sentAt)).structured.reconciliation, {
      timeout: 5_000,
      interval: 600,
    });
  const nothingYet = expect.stringContaining("CloudTrail holds nothing of it yet");
  await reconciled(NOW).toMatchObject({ kind: "open", eventId: null, text: { en: nothingYet } });
  const hourAgo = new Date(Date.parse(NOW) - 3_600_000).toISOString();
  await reconciled(hourAgo).toMatchObject({ kind: "not_executed" });

  // Nothing a preview would offer: the act role itself refuses what is not tagged for it.
  const rows = (await read.call("inventory_find_instances", { name: "legacy-admin" })).table.rows;
  const untagged = [...((await rebootOf("order-api-2")).args.instance_ids as string[])].fill(String(rows[0]![1]));
  const call = { ...(await rebootOf("order-api-2")), args: { instance_ids: untagged }, fingerprint: {} };
  const stale = (await hand(act, "act_execute", orderFor(call))).structured.outcome as { text: { en: string } };
  const fingerprint = Object.fromEntries(
    [...stale.text.en.matchAll(/(i-[0-9a-f]+\.\w+): – → ([^,)]+)/g)].map(([, key = "", value = ""]) => [
      key,
      value === "–" ? null : ["true", "false"].includes(value) ? value === "true" : value,
    ]),
  );
  const refused = orderFor({ ...call, fingerprint });
  expect((await hand(act, "act_execute", refused)).structured.outcome).toMatchObject({ kind: "failed" });
  await expect
    .poll(async () => (await traceOf(act, refused, NOW)).structured.reconciliation, { timeout: 5_000, interval: 500 })
    .toMatchObject({ kind: "not_executed", text: { en: expect.stringContaining("refused the call") } });
  const forged = await act.call("act_reconcile", { ...lost, sent_at: NOW }, { context: null, proof: "00".repeat(32) });
  expect(forged.code).toBe("access_denied");
});

test("row 36: a server error leaves it unknown; a refusal is a failure; neither is repeated", async () => {
  for (const [kind, outcome] of [
    ["http503", "unknown"],
    ["deny", "failed"],
  ] as const) {
    const order = orderFor(await rebootOf("order-api-2"));
    const before = (await reboots()).length;
    await account.fault({ operation: "RebootInstances", kind, times: 1 });
    const { structured } = await hand(act, "act_execute", order);
    expect(structured.outcome).toMatchObject({ kind: outcome });
    expect((await reboots()).length).toBe(before + 1);
    await account.clearFaults();
  }
});

test("row 36: a throttled call was not executed and is sent again", async () => {
  const order = orderFor(await rebootOf("order-api-2"));
  const before = (await reboots()).length;
  await account.fault({ operation: "RebootInstances", kind: "throttle", times: 1 });
  const { structured } = await hand(act, "act_execute", order);
  expect(structured.outcome).toMatchObject({ kind: "succeeded" });
  expect((await reboots()).slice(before).map(({ outcome }) => outcome === "ok")).toEqual([false, true]);
});

test("without the right to assume the act role nothing is sent, and it says so", async () => {
  const order = orderFor(await rebootOf("order-api-2"));
  await account.fault({ service: "sts", operation: "AssumeRole", kind: "deny", times: 1 });
  const { structured } = await hand(act, "act_execute", order);
  expect(structured.outcome).toMatchObject({ kind: "failed", requestId: null });
  expect((structured.outcome as { text: { en: string } }).text.en).toContain("Nothing was sent.");
});

test("a verification that cannot be made says so", async () => {
  const order = orderFor(await rebootOf("order-api-2"));
  await account.fault({ operation: "DescribeInstanceStatus", kind: "deny", times: 5 });
  const { structured } = await hand(act, "act_verify", order);
  expect(structured.verification).toMatchObject({ ok: null });
});

test("lists three tools, none of them read-only, and no others run", async () => {
  const { tools } = await act.client.listTools();
  expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([
    ["act_execute", false],
    ["act_verify", false],
    ["act_reconcile", false],
  ]);
  expect((await act.call("ec2_reboot_instances", { targets: ["order-api-2"] })).code).toBe("invalid_input");
  expect((await act.call("cost_query", { period: "7d" })).code).toBe("invalid_input");
});

test("the hash does not depend on the order of keys", async () => {
  const { contract } = orderFor(await rebootOf("order-api-2"));
  const reversed = Object.fromEntries(Object.entries(contract).reverse()) as typeof contract;
  expect(hashOf(reversed)).toBe(hashOf(contract));
});
