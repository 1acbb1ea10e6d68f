import { describe, expect, test } from "vitest";
import { judge, type Keys } from "../../sandbox/aws/iam/evaluate.ts";
import { actPolicy } from "../../sandbox/aws/iam/policies/act.ts";
import { listOf } from "../../sandbox/aws/iam/policy.ts";
import { prod } from "../../sandbox/aws/world/account.ts";
import { neverAllowed } from "../../tools/act/never.ts";
import { actions } from "../../tools/action-catalog.ts";
import { everyAction, sentFrom } from "./operations.ts";
import { ACCOUNT, roleOf } from "./template.ts";

const REGION = "ap-northeast-2";
const at = { account: { id: ACCOUNT }, region: REGION };
const arn = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
const instance_ids = ["i-0123456789abcdef0"];
const hosts = { instance_ids, version: "1", hash: "0".repeat(64) };
const taggable = [
  arn("ec2", "instance/i-0123456789abcdef0"),
  ...[
    arn("rds", "db:users-db"),
    arn("lambda", "function:image-resize"),
    arn("sqs", "aws-alerts"),
    arn("sns", "ops-alerts"),
  ],
  ...[
    arn("ecs", "service/haneul/order-api"),
    arn("logs", "log-group:/haneul/web"),
    arn("cloudwatch", "alarm:order-api-5xx"),
  ],
  ...[arn("elasticloadbalancing", "loadbalancer/app/web/0123456789abcdef"), "arn:aws:s3:::haneul-assets"],
];

/** One order of each action; an action that is not here fails below. */
const orders: Record<string, object> = {
  ec2_reboot_instances: { instance_ids },
  ec2_stop_instances: { instance_ids },
  ec2_start_instances: { instance_ids },
  ec2_terminate_instances: { instance_ids },
  ec2_snapshot_instances: { volume_ids: ["vol-0123456789abcdef0"] },
  autoscaling_set_capacity: { group: "cart-api-asg", desired: 3 },
  ecs_redeploy_service: { cluster: "haneul", service: "order-api" },
  ecs_set_desired_count: { cluster: "haneul", service: "order-api", desired: 3 },
  ecs_roll_back_service: { cluster: "haneul", service: "order-api", task_definition: "order-api:85" },
  rds_reboot_database: { kind: "instance", id: "users-db" },
  rds_stop_database: { kind: "cluster", id: "orders-db" },
  rds_start_database: { kind: "instance", id: "users-db" },
  lambda_point_alias: { function: "image-resize", alias: "live", version: "2", revision_id: "r" },
  tags_add: { arns: taggable, tags: { team: "order" } },
  tags_remove: { arns: taggable, keys: ["team"] },
  ssm_check_hosts: { ...hosts, document: "opsthread-disk", parameters: {} },
  ssm_run_command: { ...hosts, document: "opsthread-run", parameters: { command: "'uptime'" } },
  guardduty_archive_findings: { detector_id: "6acd54ef9b178580b5b080268e5e5e19", finding_ids: ["0".repeat(32)] },
  guardduty_unarchive_findings: { detector_id: "6acd54ef9b178580b5b080268e5e5e19", finding_ids: ["0".repeat(32)] },
  alarms_disable_actions: { alarms: ["order-api-5xx"] },
  alarms_enable_actions: { alarms: ["order-api-5xx"] },
  logs_set_retention: { groups: ["/haneul/web"], days: 90 },
};
/** Databases are switched as a whole cluster or as one instance. */
const both = [
  ["rds_stop_database", { kind: "instance", id: "users-db" }],
  ["rds_start_database", { kind: "cluster", id: "orders-db" }],
] as const;

const permitted = [...Object.entries(orders), ...both].map(([name, args]) => {
  const action = actions.find(({ tool }) => tool.name === name)!;
  const { change, more = [], look } = action.permissions(action.args.parse(args) as never, at);
  return { name, changes: [change, ...more], look };
});

const read = roleOf("ReadRole");
const act = roleOf("ActRole");
const managed = { opsthread: "managed", "opsthread-terminate": "yes" };
const tagging: Keys = { "aws:tagkeys": ["team"] };
const changing = new Set(permitted.flatMap(({ changes }) => changes.flatMap((change) => change.actions)));
/** What the act server looks up by itself, whatever the order. */
const traced = sentFrom("tools/act").filter((action) => !action.startsWith("sts:"));

const may = (
  policy: typeof act.policy,
  action: string,
  resource: { arn: string; tags: Record<string, string> },
  keys: Keys = {},
) => judge([policy], { action, resource, keys }).decision === "allowed";
/** Something of every kind that statements name. */
const things = [
  ...taggable,
  ...permitted.flatMap(({ changes }) => changes.flatMap(({ resources }) => resources)),
  ...["ec2", "ssm", "logs", "s3"].map((service) => arn(service, "another-kind/thing")),
];
/** Allows name every action in full (template.test.ts), so those not named need no asking. */
const allowedOn = (policy: typeof act.policy, tags: Record<string, string>, keys: Keys) => {
  const named = new Set(
    listOf(policy.Statement).flatMap(({ Effect, Action }) => (Effect === "Allow" ? listOf(Action) : [])),
  );
  return everyAction().filter(
    (action) => named.has(action) && things.some((thing) => may(policy, action, { arn: thing, tags }, keys)),
  );
};

test("there is an order of every action", () => {
  expect(Object.keys(orders).sort()).toEqual(actions.map(({ tool }) => tool.name).sort());
});

test("no action asks for what is never allowed", () => {
  for (const { name, changes, look } of permitted)
    expect([name, neverAllowed([...changes, look])]).toEqual([name, null]);
});

describe("the read role", () => {
  /** Only looked at after a change, by the act server. */
  const verifying = ["ec2:DescribeInstanceStatus", "ssm:ListCommandInvocations", "ssm:ListCommands"];
  /** Not called: Connect's searches ask for them besides (Service Authorization Reference, "Dependent actions"). */
  const alongside = ["connect:DescribeHoursOfOperation", "connect:DescribeQueue"];
  const needed = [...sentFrom("tools", (file) => file.startsWith("act/")), ...alongside]
    .filter((action) => !changing.has(action) && !verifying.includes(action))
    .sort();

  test("row 49: allows exactly what the tools look at, of all there is", () => {
    expect(everyAction().length).toBeGreaterThan(2_000);
    expect(needed.length).toBeGreaterThan(60);
    expect(allowedOn(read.policy, managed, tagging).sort()).toEqual(needed);
  });

  test("changes nothing, whatever the tags", () => {
    for (const action of changing)
      expect([action, may(read.policy, action, { arn: "*", tags: managed }, tagging)]).toEqual([action, false]);
  });

  test("may be assumed by the bot alone", () => {
    expect(listOf(read.trust.Statement)).toEqual([
      {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/opsthread-reader` },
        Action: "sts:AssumeRole",
      },
    ]);
  });
});

describe.each([
  ["of the template", act.policy],
  ["of the sample account", actPolicy(prod)],
])("the act role %s", (_whose, policy) => {
  test.each(permitted)("allows what $name needs, on what is tagged for it", ({ changes, look }) => {
    for (const { actions: needed, resources } of changes)
      for (const action of needed) {
        const on = resources.filter((thing) => may(policy, action, { arn: thing, tags: managed }, tagging));
        // A session's statement may name several kinds of things; each call asks for its own.
        expect([action, on.length > 0]).toEqual([action, true]);
      }
    for (const action of look.actions)
      expect([action, may(policy, action, { arn: "*", tags: {} })]).toEqual([action, true]);
  });

  test("row 49: changes nothing that is not tagged for it", () => {
    const open = [...changing].filter((action) =>
      things.some((thing) => may(policy, action, { arn: thing, tags: {} }, tagging)),
    );
    // Findings carry no tags, the tagging API asks each service besides, and a command asks for its host besides.
    expect(open.sort()).toEqual([
      "ec2:CreateSnapshot",
      "guardduty:ArchiveFindings",
      "guardduty:UnarchiveFindings",
      "s3:GetBucketTagging",
      "ssm:SendCommand",
      "tag:TagResources",
      "tag:UntagResources",
    ]);
    const host = { arn: arn("ec2", "instance/i-0123456789abcdef0"), tags: {} };
    expect(may(policy, "ssm:SendCommand", host)).toBe(false);
    expect(may(policy, "ec2:CreateSnapshot", { arn: arn("ec2", "volume/vol-1"), tags: {} })).toBe(false);
  });

  test("deletes no instance without the second tag", () => {
    const host = arn("ec2", "instance/i-0123456789abcdef0");
    expect(may(policy, "ec2:TerminateInstances", { arn: host, tags: { opsthread: "managed" } })).toBe(false);
    expect(may(policy, "ec2:TerminateInstances", { arn: host, tags: managed })).toBe(true);
  });

  test.each([
    ...["opsthread", "opsthread-terminate", "env", "owner"],
    ...["Opsthread", "OPSTHREAD", "Opsthread-Terminate", "ENV", "EnVironment", "STAGE", "TIER", "OWNER"],
  ])("row 49: never writes or removes the key %s", (key) => {
    const host = { arn: arn("ec2", "instance/i-0123456789abcdef0"), tags: managed };
    for (const action of ["ec2:CreateTags", "ec2:DeleteTags"])
      for (const keys of [[key], ["team", key]]) expect(may(policy, action, host, { "aws:tagkeys": keys })).toBe(false);
    // Without keys AWS would take off all there are.
    expect(may(policy, "ec2:DeleteTags", host)).toBe(false);
  });

  test.each(["AWS-RunShellScript", "AWS-RunRemoteScript", "somebody-elses"])(
    "row 49: never runs the document %s",
    (name) => {
      for (const owner of [ACCOUNT, ""])
        expect(
          may(policy, "ssm:SendCommand", { arn: `arn:aws:ssm:${REGION}:${owner}:document/${name}`, tags: managed }),
        ).toBe(false);
    },
  );
});

describe("the act role of the template", () => {
  test("allows nothing but what some action needs, of all there is", () => {
    const needed = [...changing, ...permitted.flatMap(({ look }) => look.actions), ...traced];
    expect(allowedOn(act.policy, managed, tagging).sort()).toEqual([...new Set(needed)].sort());
  });

  test("row 49: may be assumed by the executor alone, with the name of an approval and the approver", () => {
    expect(listOf(act.trust.Statement)).toEqual([
      {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/opsthread-exec` },
        Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
        Condition: { StringLike: { "sts:SourceIdentity": ["U*", "W*"], "sts:RoleSessionName": "apr-*" } },
      },
    ]);
  });

  test("a session policy for any order fits into what STS takes", () => {
    for (const { name, changes, look } of permitted) {
      const Statement = [...changes, look].map(({ actions: Action, resources: Resource, conditions: Condition }) => ({
        Effect: "Allow",
        Action,
        Resource,
        ...(Condition ? { Condition } : {}),
      }));
      const size = JSON.stringify({ Version: "2012-10-17", Statement }).length;
      expect([name, size <= 2_048]).toEqual([name, true]);
    }
  });
});
