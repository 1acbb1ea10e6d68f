import { describe, expect, it } from "vitest";
import { actionOf } from "../../../sandbox/aws/iam/action-names.ts";
import { parseOperator } from "../../../sandbox/aws/iam/conditions.ts";
import { type Decision, evaluate, judge } from "../../../sandbox/aws/iam/evaluate.ts";
import { parsePolicy } from "../../../sandbox/aws/iam/parse-policy.ts";
import { actPolicy } from "../../../sandbox/aws/iam/policies/act.ts";
import { readPolicy } from "../../../sandbox/aws/iam/policies/read.ts";
import type { Statement } from "../../../sandbox/aws/iam/policy.ts";
import { requestTagsOf } from "../../../sandbox/aws/iam/request-tags.ts";
import { statementSpans } from "../../../sandbox/aws/iam/statement-spans.ts";
import { createServices } from "../../../sandbox/aws/ops/services.ts";
import { isMutation } from "../../../sandbox/aws/wire/mutations.ts";
import { prod } from "../../../sandbox/aws/world/account.ts";

type Keys = Record<string, string | string[]>;

const ARN = "arn:aws:ec2:us-east-1:1:instance/i-1";
const decide = (statements: Statement[], keys: Keys = {}, tags: Record<string, string> = {}, arn = ARN): Decision =>
  evaluate([[{ Statement: statements }]], { action: "ec2:StopInstances", resource: { arn, tags }, keys });
const allow: Statement = { Effect: "Allow", Action: "ec2:*", Resource: "*" };
/** A policy variable, as a policy has it. */
const of = (name: string) => ["$", `{${name}}`].join("");
type Condition = NonNullable<Statement["Condition"]>;
const when = (Condition: Condition, keys: Keys = {}, tags = {}) =>
  decide([{ ...allow, Condition }], keys, tags) === "allowed";

describe("policy evaluation", () => {
  it("denies what nobody allows, and lets an explicit deny win", () => {
    expect(decide([])).toBe("implicitDeny");
    expect(decide([allow])).toBe("allowed");
    expect(decide([allow, { Effect: "Deny", Action: "ec2:stop*", Resource: "*" }])).toBe("explicitDeny");
  });

  it("matches actions without case, resources with it, both by pattern; and their negatives", () => {
    expect(decide([{ ...allow, Action: "EC2:stopINSTANCES" }])).toBe("allowed");
    expect(decide([{ ...allow, Resource: "arn:aws:ec2:*:1:instance/*" }])).toBe("allowed");
    expect(decide([{ ...allow, Resource: "arn:aws:ec2:*:1:Instance/*" }])).toBe("implicitDeny");
    expect(decide([{ ...allow, Resource: "arn:aws:ec2:*:1:instance/i-?" }])).toBe("allowed");
    expect(decide([{ Effect: "Allow", NotAction: ["iam:*"], Resource: "*" }])).toBe("allowed");
    expect(decide([{ Effect: "Allow", NotAction: ["ec2:Stop*"], Resource: "*" }])).toBe("implicitDeny");
    expect(decide([allow, { Effect: "Deny", Action: "*", NotResource: ARN }])).toBe("allowed");
    expect(decide([allow, { Effect: "Deny", Action: "*", NotResource: "arn:aws:s3:::*" }])).toBe("explicitDeny");
  });

  it("needs every set to allow, and takes a deny from any", () => {
    const request = { action: "ec2:StopInstances", resource: { arn: ARN, tags: {} }, keys: {} };
    const set = (...statements: Statement[]) => [{ Statement: statements }];
    const deny: Statement = { Effect: "Deny", Action: "*", Resource: "*" };
    expect(evaluate([set(allow), set(allow)], request)).toBe("allowed");
    expect(evaluate([set(allow), set()], request)).toBe("implicitDeny");
    expect(evaluate([set(), set(deny)], request)).toBe("explicitDeny");
  });

  it("says which statements decided, and which keys they missed", () => {
    const guarded = {
      ...allow,
      Sid: "A",
      Condition: { StringEquals: { "aws:ResourceTag/team": "web", "aws:SourceIp": "x" } },
    };
    const policy = { Statement: [guarded, { ...allow, Sid: "B" }] };
    const request = { action: "ec2:StopInstances", resource: { arn: ARN, tags: {} }, keys: {} };
    expect(judge([policy], request)).toEqual({
      decision: "allowed",
      matched: [{ policy, statement: policy.Statement[1] }],
      missing: ["aws:ResourceTag/team", "aws:SourceIp"],
    });
  });
});

describe("conditions", () => {
  it("on texts: equal, alike, in any case, and not", () => {
    const key = { "aws:username": "jiwoo.kim" };
    const test = (operator: string, value: string) => when({ [operator]: { "aws:username": value } }, key);
    expect({
      equals: test("StringEquals", "jiwoo.kim"),
      equalsOther: test("StringEquals", "JIWOO.KIM"),
      ignoreCase: test("StringEqualsIgnoreCase", "JIWOO.KIM"),
      notEquals: test("StringNotEquals", "minsu.park"),
      notEqualsSame: test("StringNotEquals", "jiwoo.kim"),
      notIgnoreCase: test("StringNotEqualsIgnoreCase", "JIWOO.kim"),
      like: test("StringLike", "*.k?m"),
      likeLiteral: test("StringEquals", "*.k?m"),
      notLike: test("StringNotLike", "minsu*"),
    }).toEqual({
      ...{ equals: true, equalsOther: false, ignoreCase: true, notEquals: true, notEqualsSame: false },
      ...{ notIgnoreCase: false, like: true, likeLiteral: false, notLike: true },
    });
  });

  it("on numbers, times, addresses, ARNs and booleans", () => {
    const cases: [Condition, Keys, boolean][] = [
      [{ NumericLessThan: { "s3:max-keys": "10" } }, { "s3:max-keys": "9" }, true],
      [{ NumericLessThan: { "s3:max-keys": "10" } }, { "s3:max-keys": "10" }, false],
      [{ NumericGreaterThanEquals: { "s3:max-keys": "10" } }, { "s3:max-keys": "10.0" }, true],
      [{ NumericNotEquals: { "s3:max-keys": "10" } }, { "s3:max-keys": "11" }, true],
      [{ NumericEquals: { "s3:max-keys": "10" } }, { "s3:max-keys": "ten" }, false],
      [
        { DateLessThan: { "aws:CurrentTime": "2026-11-21T00:00:00Z" } },
        { "aws:currenttime": "2026-11-20T23:59:59Z" },
        true,
      ],
      [{ DateGreaterThan: { "aws:EpochTime": "2026-11-21T00:00:00Z" } }, { "aws:epochtime": "1795132800" }, false],
      [{ IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "2001:db8::/32"] } }, { "aws:sourceip": "10.20.1.4" }, true],
      [{ IpAddress: { "aws:SourceIp": "2001:db8::/32" } }, { "aws:sourceip": "2001:db8:1::1" }, true],
      [{ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }, { "aws:sourceip": "11.0.0.1" }, false],
      [{ NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } }, { "aws:sourceip": "11.0.0.1" }, true],
      [
        { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Ops*" } },
        { "aws:principalarn": "arn:aws:iam::1:role/OpsRead" },
        true,
      ],
      [
        { ArnLike: { "aws:PrincipalArn": "arn:aws:*:role/Ops*" } },
        { "aws:principalarn": "arn:aws:iam::1:role/OpsRead" },
        false,
      ],
      [
        { ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::1:role/A" } },
        { "aws:principalarn": "arn:aws:iam::1:role/B" },
        true,
      ],
      [{ Bool: { "aws:SecureTransport": "true" } }, { "aws:securetransport": "false" }, false],
      [{ Bool: { "aws:SecureTransport": "False" } }, { "aws:securetransport": "false" }, true],
      [{ BinaryEquals: { "x:key": "QUJD" } }, { "x:key": "QUJD" }, true],
    ];
    for (const [condition, keys, expected] of cases)
      expect([condition, when(condition, keys)]).toEqual([condition, expected]);
  });

  it("without the key: false, but for negatives, IfExists and Null", () => {
    expect(when({ StringEquals: { "aws:ResourceTag/opsthread": "managed" } })).toBe(false);
    expect(when({ StringEquals: { "aws:ResourceTag/opsthread": "managed" } }, {}, { opsthread: "managed" })).toBe(true);
    expect(when({ StringNotLike: { "sts:SourceIdentity": "B*" } })).toBe(true);
    expect(when({ StringEqualsIfExists: { "aws:RequestedRegion": "us-east-1" } })).toBe(true);
    expect(
      when({ StringEqualsIfExists: { "aws:RequestedRegion": "us-east-1" } }, { "aws:requestedregion": "eu-west-1" }),
    ).toBe(false);
    expect(when({ IpAddressIfExists: { "aws:SourceIp": "10.0.0.0/8" } })).toBe(true);
    expect(when({ Null: { "aws:TagKeys": "true" } })).toBe(true);
    expect(when({ Null: { "aws:TagKeys": "false" } })).toBe(false);
    expect(when({ Null: { "aws:TagKeys": "false" } }, { "aws:tagkeys": ["a"] })).toBe(true);
  });

  it("over several values: all of them, or any", () => {
    const keys = { "aws:tagkeys": ["team", "note"] };
    expect(when({ "ForAllValues:StringEquals": { "aws:TagKeys": ["team", "note", "x"] } }, keys)).toBe(true);
    expect(when({ "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } }, keys)).toBe(false);
    expect(when({ "ForAnyValue:StringLike": { "aws:TagKeys": ["n*"] } }, keys)).toBe(true);
    expect(when({ "ForAnyValue:StringNotEquals": { "aws:TagKeys": ["team"] } }, keys)).toBe(true);
    expect(when({ "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } })).toBe(true);
    expect(when({ "ForAnyValue:StringEquals": { "aws:TagKeys": ["team"] } })).toBe(false);
    expect(when({ "ForAnyValue:StringNotEquals": { "aws:TagKeys": ["team"] } })).toBe(false);
  });

  it("name keys and tags in any case, and a service's own resource tags", () => {
    expect(when({ StringEquals: { "AWS:resourcetag/Team": "web" } }, {}, { team: "web" })).toBe(true);
    expect(when({ StringEquals: { "ec2:ResourceTag/team": "web" } }, {}, { team: "web" })).toBe(true);
  });

  it("fill in variables, whose values are no patterns and which have defaults", () => {
    const own = (value: string, keys: Keys) =>
      decide([{ ...allow, Resource: value }], keys, {}, "arn:aws:s3:::home/a*b") === "allowed";
    expect(own(`arn:aws:s3:::home/${of("aws:username")}`, { "aws:username": "a*b" })).toBe(true);
    expect(own(`arn:aws:s3:::home/${of("aws:username")}`, { "aws:username": "a*" })).toBe(false);
    expect(own(`arn:aws:s3:::home/${of("aws:username")}*`, { "aws:username": "a" })).toBe(true);
    expect(own(`arn:aws:s3:::home/${of("aws:username")}`, {})).toBe(false);
    expect(own(`arn:aws:s3:::home/${of("aws:PrincipalTag/team, 'a*b'")}`, {})).toBe(true);
    expect(own(`arn:aws:s3:::home/a${of("*")}b`, {})).toBe(true);
    expect(
      when(
        { StringEquals: { "aws:ResourceTag/owner": `${of("aws:username")}` } },
        { "aws:username": "kim" },
        { owner: "kim" },
      ),
    ).toBe(true);
    expect(when({ StringNotEquals: { "aws:ResourceTag/owner": `${of("aws:username")}` } }, {}, { owner: "kim" })).toBe(
      true,
    );
  });

  it("with an operator nobody knows are an error, and are refused in a document", () => {
    expect(() => when({ NumericLess: { "aws:x": "1" } })).toThrow("NumericLess");
    expect(parseOperator("NullIfExists")).toBeUndefined();
    const text = JSON.stringify({ Statement: [{ ...allow, Condition: { Sometimes: { a: "b" } } }] });
    expect(() => parsePolicy(text)).toThrow("Invalid Condition type : Sometimes.");
  });
});

describe("policy documents", () => {
  it("are refused with what is wrong in them", () => {
    const problem = (document: unknown) => {
      try {
        parsePolicy(typeof document === "string" ? document : JSON.stringify(document));
      } catch (error) {
        return (error as Error).message;
      }
      return "none";
    };
    expect([
      problem("{"),
      problem({}),
      problem({ Statement: [] }),
      problem({ Version: "2020-01-01", Statement: [allow] }),
      problem({ Statement: [{ ...allow, Effect: "Maybe" }] }),
      problem({ Statement: [{ Effect: "Allow", Resource: "*" }] }),
      problem({ Statement: [{ ...allow, NotResource: "*" }] }),
      problem({ Statement: [{ ...allow, Action: "stop everything" }] }),
      problem({ Statement: [{ ...allow, Conditions: {} }] }),
      problem({ Statement: allow }),
    ]).toEqual([
      "The policy is not in the valid JSON format.",
      "Syntax errors in policy.",
      "Syntax errors in policy.",
      "The policy must contain a valid version string",
      "Invalid effect: Maybe",
      "Policy statement must contain actions.",
      "A statement has either Resource or NotResource.",
      "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. (stop everything)",
      "Syntax error: the element Conditions is not known.",
      "none",
    ]);
  });

  it("tell where their statements stand", () => {
    const text = '{"Statement": [\n  {"Sid": "a{", "Condition": {"Null": {"x": "true"}}},\n  {"Sid": "b"}\n]}';
    expect(statementSpans(text)).toEqual([
      { start: { Line: 2, Column: 3 }, end: { Line: 2, Column: 54 } },
      { start: { Line: 3, Column: 3 }, end: { Line: 3, Column: 15 } },
    ]);
    expect(statementSpans('{"Statement": {"Sid": "only"}}')).toEqual([
      { start: { Line: 1, Column: 15 }, end: { Line: 1, Column: 30 } },
    ]);
  });
});

describe("the tags of a request", () => {
  it("are found wherever an operation has them", () => {
    expect(requestTagsOf({ Tags: [{ Key: "a", Value: "1" }, { Key: "b" }] })).toEqual({
      tags: { a: "1", b: "" },
      keys: ["a", "b"],
    });
    expect(requestTagsOf({ tags: [{ key: "a", value: "1" }] })).toEqual({ tags: { a: "1" }, keys: ["a"] });
    expect(requestTagsOf({ Tags: { a: "1" } })).toEqual({ tags: { a: "1" }, keys: ["a"] });
    expect(requestTagsOf({ TagKeys: ["a", "b"] })).toEqual({ tags: {}, keys: ["a", "b"] });
    expect(
      requestTagsOf({ TagSpecifications: [{ ResourceType: "snapshot", Tags: [{ Key: "a", Value: "1" }] }] }).tags,
    ).toEqual({ a: "1" });
    expect(requestTagsOf({ Tagging: { TagSet: [{ Key: "a", Value: "1" }] } }).tags).toEqual({ a: "1" });
    expect(requestTagsOf(undefined)).toEqual({ tags: {}, keys: [] });
  });
});

describe("the roles' policies", () => {
  const ask = (policy: ReturnType<typeof readPolicy>, action: string, arn = "*", tags = {}, keys: Keys = {}) =>
    evaluate([[policy]], { action, resource: { arn, tags }, keys });

  it("let the read role do nothing that changes anything, among all that is served", () => {
    const granted = createServices().flatMap((service) =>
      service.names
        .filter((name) => isMutation(name))
        .map((name) => actionOf(service.iam, name))
        .filter(
          (action) => ask(readPolicy(prod), action, `arn:aws:x:ap-northeast-2:${prod.id}:anything`) === "allowed",
        ),
    );
    expect(granted).toEqual([]);
    const queue = `arn:aws:sqs:ap-northeast-2:${prod.id}:aws-alerts`;
    expect(ask(readPolicy(prod), "sqs:DeleteMessage", queue)).toBe("allowed");
    expect(ask(readPolicy(prod), "sqs:SendMessage", queue)).toBe("implicitDeny");
  });

  it("let the read role see everything that is served, but for secrets and contents", () => {
    const arns = [
      "*",
      `arn:aws:logs:ap-northeast-2:${prod.id}:log-group:/haneul/web`,
      `arn:aws:sqs:ap-northeast-2:${prod.id}:aws-alerts`,
    ];
    const refused = createServices().flatMap((service) =>
      service.names
        .filter((name) => !isMutation(name))
        .map((name) => actionOf(service.iam, name))
        .filter((action) => !arns.some((arn) => ask(readPolicy(prod), action, arn) === "allowed")),
    );
    expect([...new Set(refused)].sort()).toMatchInlineSnapshot(`
      [
        "ec2:DescribeInstanceAttribute",
        "ec2:GetConsoleOutput",
        "lambda:GetFunction",
        "lambda:GetFunctionConfiguration",
        "s3:GetObject",
        "ssm:GetParameter",
        "ssm:GetParameters",
        "sts:AssumeRole",
        "sts:GetSessionToken",
      ]
    `);
  });

  it("keep the act role's hands off the tags that authorise it, and off tagging without a key", () => {
    const tagging = (tagKeys: string[]) =>
      ask(
        actPolicy(prod),
        "ec2:CreateTags",
        `arn:aws:ec2:ap-northeast-2:${prod.id}:instance/i-1`,
        { opsthread: "managed" },
        tagKeys.length > 0 ? { "aws:tagkeys": tagKeys } : {},
      );
    expect(tagging(["note"])).toBe("allowed");
    expect(tagging(["note", "opsthread"])).toBe("implicitDeny");
    expect(tagging(["owner"])).toBe("implicitDeny");
    expect(tagging([])).toBe("implicitDeny");
  });
});
