import { expect, test } from "vitest";
import { z } from "zod";
import { acceptOrder } from "../../../tools/act/handshake.ts";
import { neverAllowed } from "../../../tools/act/never.ts";
import { proofOf } from "../../../tools/act/order.ts";
import { actions } from "../../../tools/action-catalog.ts";
import type { Action } from "../../../tools/define-action.ts";
import { orderFor, SECRET } from "../support/orders.ts";
import { haneul } from "../support/tool-server.ts";

const asks = (...names: string[]) => neverAllowed([{ actions: names, resources: ["*"] }]);

test.each([
  ...[
    "iam:CreateUser",
    "sts:AssumeRole",
    "kms:Decrypt",
    "organizations:LeaveOrganization",
    "secretsmanager:GetSecretValue",
  ],
  ...[
    "cloudtrail:StopLogging",
    "cloudtrail:DeleteTrail",
    "guardduty:DeleteDetector",
    "guardduty:UpdateDetector",
    "config:StopConfigurationRecorder",
  ],
  ...[
    "ec2:AuthorizeSecurityGroupIngress",
    "ec2:RunInstances",
    "ec2:ModifyInstanceAttribute",
    "ec2:ModifySnapshotAttribute",
    "ec2:DeleteSnapshot",
    "ec2:CreateSecurityGroup",
    "rds:ModifyDBSnapshotAttribute",
  ],
  ...[
    "s3:PutBucketPolicy",
    "s3:DeleteObject",
    "s3:DeleteBucket",
    "s3:PutLifecycleConfiguration",
    "s3:PutReplicationConfiguration",
    "logs:PutSubscriptionFilter",
    "ecs:ExecuteCommand",
    "logs:DeleteLogGroup",
    "rds:DeleteDBInstance",
    "lambda:UpdateFunctionCode",
  ],
  ...["ssm:GetParameter", "ssm:StartSession", "ec2:*", "*"],
])("%s is never allowed, also beside what is", (name) => {
  expect(asks(name)).toBe(name);
  expect(asks("ec2:RebootInstances", name)).toBe(name);
});

test("row 49: an action that needs such a thing is refused before anything is sent, although hash and proof fit", () => {
  const [reboot] = actions;
  const evil: Action = {
    ...reboot!,
    args: z.object({}) as never,
    permissions: () => ({
      change: { actions: ["iam:CreateAccessKey"], resources: ["*"] },
      look: { actions: [], resources: ["*"] },
    }),
  };
  const order = orderFor({
    tool: reboot!.tool.name,
    account: { id: haneul.id, name: haneul.name },
    region: "ap-northeast-2",
    args: {},
    fingerprint: {},
  });
  const account = {
    id: haneul.id,
    name: haneul.name,
    regions: haneul.regions,
    readRole: null,
    actRole: haneul.act.role,
  };
  const params = { arguments: order, _meta: { "opsthread/proof": proofOf(SECRET, order) } };
  expect(() => acceptOrder(params, { secret: SECRET, actions: [evil], accounts: [account] })).toThrow(
    "Refused: iam:CreateAccessKey is never allowed, approved or not. Nothing was sent to AWS.",
  );
});

test.each([
  ["tags_add", { tags: { team: "order", "Opsthread-terminate": "yes" } }],
  ["tags_remove", { keys: ["team", "ENV"] }],
])("row 49: an order of %s for a key that decides about rights is refused before anything is sent", (tool, what) => {
  const arns = ["arn:aws:ec2:ap-northeast-2:417205938164:instance/i-0123456789abcdef0"];
  const order = orderFor({
    ...{ tool, account: { id: haneul.id, name: haneul.name }, region: "ap-northeast-2" },
    ...{ args: { arns, ...what }, fingerprint: {} },
  });
  const params = { arguments: order, _meta: { "opsthread/proof": proofOf(SECRET, order) } };
  expect(() => acceptOrder(params, { secret: SECRET, actions, accounts: [] })).toThrow(
    "decides about rights or tiers, so it is never changed",
  );
});
