import { randomBytes } from "node:crypto";
import type * as EC2 from "@aws-sdk/client-ec2";
import type { Call } from "../../call.ts";
import type { Resource } from "../../iam/evaluate.ts";
import { AwsError } from "../../wire/errors.ts";
import type { Operations, Recording, Recordings, Resources } from "../../wire/service.ts";
import { ec2Arn } from "../../world/ec2-arn.ts";
import type { Rule, SecurityGroup } from "../../world/security-groups.ts";
import { describe, dryRun, nextToken } from "./describe.ts";
import type { Fields } from "./filters.ts";
import { addRules, groupsOf, revokeRules } from "./group-rules.ts";
import { toGroup, toRule } from "./group-shapes.ts";
import { idKinds, pick } from "./ids.ts";
import { type RuleInput, readRules, sameRule, wordsOf } from "./rule-input.ts";

const ports = (end: "from" | "to", egress: boolean) => (g: SecurityGroup) =>
  g.rules.filter((r) => r.egress === egress).map((r) => String(r[end]));
const part = (key: "cidr" | "cidr6" | "source" | "protocol", egress: boolean) => (g: SecurityGroup) =>
  g.rules.filter((r) => r.egress === egress).map((r) => r[key]);

const groupFields: Fields<SecurityGroup> = {
  description: (g) => [g.description],
  "egress.ip-permission.cidr": part("cidr", true),
  "egress.ip-permission.from-port": ports("from", true),
  "egress.ip-permission.group-id": part("source", true),
  "egress.ip-permission.protocol": part("protocol", true),
  "egress.ip-permission.to-port": ports("to", true),
  "group-id": (g) => [g.id],
  "group-name": (g) => [g.name],
  "ip-permission.cidr": part("cidr", false),
  "ip-permission.from-port": ports("from", false),
  "ip-permission.group-id": part("source", false),
  "ip-permission.ipv6-cidr": part("cidr6", false),
  "ip-permission.protocol": part("protocol", false),
  "ip-permission.to-port": ports("to", false),
  "owner-id": (g) => [g.arn.split(":")[4]],
  "vpc-id": (g) => [g.vpc],
};

export const groupReads = {
  DescribeSecurityGroups(input, call) {
    const named = groupsOf(call).filter((g) => !input.GroupNames?.length || input.GroupNames.includes(g.name));
    const missing = (input.GroupNames ?? []).find((name) => !named.some((g) => g.name === name));
    if (missing) throw new AwsError("InvalidGroup.NotFound", `The security group '${missing}' does not exist`);
    const shown = {
      id: idKinds.securityGroup,
      idOf: (g: SecurityGroup) => g.id,
      tagsOf: (g: SecurityGroup) => g.tags,
      fields: groupFields,
    };
    const page = describe(named, input, call, shown, input.GroupIds);
    return { SecurityGroups: page.items.map((group) => toGroup(group, call)), ...nextToken(page) };
  },

  DescribeSecurityGroupRules(input, call) {
    const rules = groupsOf(call).flatMap((group) => group.rules);
    const shown = {
      id: idKinds.rule,
      idOf: (r: Rule) => r.id,
      tagsOf: () => ({}),
      fields: {
        "group-id": (r: Rule) => [r.groupId],
        "security-group-rule-id": (r: Rule) => [r.id],
      },
    };
    const page = describe(rules, input, call, shown, input.SecurityGroupRuleIds);
    return { SecurityGroupRules: page.items.map((rule) => toRule(rule, call)), ...nextToken(page) };
  },
} satisfies Operations<typeof EC2>;

function groupOf(input: { GroupId?: string | undefined; GroupName?: string | undefined }, call: Call): SecurityGroup {
  const groups = groupsOf(call);
  if (input.GroupId) return pick(groups, [input.GroupId], (g) => g.id, idKinds.securityGroup)[0] as SecurityGroup;
  const named = groups.find((g) => g.name === input.GroupName);
  if (named) return named;
  if (input.GroupName)
    throw new AwsError("InvalidGroup.NotFound", `The security group '${input.GroupName}' does not exist`);
  throw new AwsError("MissingParameter", "The request must contain the parameter groupName or groupId");
}

export const groupChanges = {
  AuthorizeSecurityGroupIngress(input, call) {
    const group = groupOf(input, call);
    const wanted = readRules(input, groupsOf(call));
    for (const rule of wanted)
      if (group.rules.some((known) => !known.egress && sameRule(known, rule)))
        throw new AwsError("InvalidPermission.Duplicate", `the specified rule "${wordsOf(rule)}" already exists`);
    dryRun(input);
    const added = wanted.map((rule): Rule => {
      const id = `sgr-0${randomBytes(8).toString("hex")}`;
      return { ...rule, id, groupId: group.id, egress: false, since: call.now };
    });
    addRules(call, group.id, added);
    return { Return: true, SecurityGroupRules: added.map((rule) => toRule(rule, call)) };
  },

  RevokeSecurityGroupIngress(input, call) {
    const group = groupOf(input, call);
    const ingress = group.rules.filter((rule) => !rule.egress);
    const found = input.SecurityGroupRuleIds?.length
      ? pick(ingress, input.SecurityGroupRuleIds, (rule) => rule.id, idKinds.rule)
      : readRules(input, groupsOf(call)).map((wanted) => {
          const known = ingress.find((rule) => sameRule(rule, wanted));
          if (known) return known;
          throw new AwsError("InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
        });
    dryRun(input);
    revokeRules(
      call,
      group.id,
      found.map((rule) => rule.id),
    );
    return {
      Return: true,
      RevokedSecurityGroupRules: found.map((rule) => {
        const {
          SecurityGroupRuleArn: _,
          GroupOwnerId: __,
          Tags: ___,
          ReferencedGroupInfo,
          ...shape
        } = toRule(rule, call);
        return {
          ...shape,
          ...(ReferencedGroupInfo?.GroupId ? { ReferencedGroupId: ReferencedGroupInfo.GroupId } : {}),
        };
      }),
    };
  },
} satisfies Operations<typeof EC2>;

function targets(input: RuleInput, call: Call): Resource[] {
  const group = groupsOf(call).find((g) => g.id === input.GroupId || g.name === input.GroupName);
  const id = group?.id ?? input.GroupId ?? "*";
  return [{ arn: ec2Arn(call.world.setting, call.region, "security-group", id), tags: group?.tags ?? {} }];
}

export const groupResources = {
  AuthorizeSecurityGroupIngress: targets,
  RevokeSecurityGroupIngress: targets,
} satisfies Resources<typeof EC2>;

function recording(input: RuleInput, changed: EC2.SecurityGroupRule[] | EC2.RevokedSecurityGroupRule[]): Recording {
  const items = changed.map((rule) => ({
    groupId: rule.GroupId,
    securityGroupRuleId: rule.SecurityGroupRuleId,
    isEgress: rule.IsEgress,
    ipProtocol: rule.IpProtocol,
    fromPort: rule.FromPort,
    toPort: rule.ToPort,
    ...(rule.CidrIpv4 ? { cidrIpv4: rule.CidrIpv4 } : {}),
  }));
  const rules = changed.map((rule) => ({
    ipProtocol: rule.IpProtocol,
    fromPort: rule.FromPort,
    toPort: rule.ToPort,
    ipRanges: rule.CidrIpv4 ? { items: [{ cidrIp: rule.CidrIpv4 }] } : {},
  }));
  return {
    request: {
      ...(input.GroupId ? { groupId: input.GroupId } : { groupName: input.GroupName }),
      ipPermissions: { items: rules },
    },
    response: { _return: true, securityGroupRuleSet: { items } },
    resources: [{ type: "AWS::EC2::SecurityGroup", name: input.GroupId ?? input.GroupName ?? "" }],
  };
}

export const groupRecordings = {
  AuthorizeSecurityGroupIngress: (input, output) => recording(input, output?.SecurityGroupRules ?? []),
  RevokeSecurityGroupIngress: (input, output) => recording(input, output?.RevokedSecurityGroupRules ?? []),
} satisfies Recordings<typeof EC2>;
