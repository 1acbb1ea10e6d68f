import { describe, expect, it } from "vitest";
import { evaluate, type Policy, type Statement } from "../../../sandbox/aws/iam/evaluate.ts";
import { actPolicy } from "../../../sandbox/aws/iam/policies.ts";

const decide = (statements: Statement[], keys: Record<string, string | string[]> = {}, tags = {}) =>
  evaluate([[{ Statement: statements } as Policy]], {
    action: "ec2:StopInstances",
    resource: { arn: "arn:aws:ec2:us-east-1:1:instance/i-1", tags },
    keys,
  });
const allow: Statement = { Effect: "Allow", Action: "ec2:*", Resource: "*" };

describe("policy evaluation", () => {
  it("denies what nobody allows, and lets an explicit deny win", () => {
    expect(decide([])).toBe("implicitDeny");
    expect(decide([allow])).toBe("allowed");
    expect(decide([allow, { Effect: "Deny", Action: "ec2:stop*", Resource: "*" }])).toBe("explicitDeny");
  });

  it("matches resources by glob", () => {
    expect(decide([{ ...allow, Resource: "arn:aws:ec2:*:1:instance/*" }])).toBe("allowed");
    expect(decide([{ ...allow, Resource: "arn:aws:ec2:*:1:volume/*" }])).toBe("implicitDeny");
  });

  it("does not take an absent key for a match, except where the condition is negative", () => {
    const when = (Condition: Statement["Condition"]) => [{ ...allow, ...(Condition ? { Condition } : {}) }];
    expect(decide(when({ StringEquals: { "aws:ResourceTag/opsthread": "managed" } }))).toBe("implicitDeny");
    expect(
      decide(when({ StringEquals: { "aws:ResourceTag/opsthread": "managed" } }), {}, { opsthread: "managed" }),
    ).toBe("allowed");
    expect(decide(when({ StringNotLike: { "sts:SourceIdentity": "B*" } }))).toBe("allowed");
    expect(decide(when({ StringLike: { "sts:SourceIdentity": ["U*", "W*"] } }), { "sts:sourceidentity": "W1" })).toBe(
      "allowed",
    );
  });

  it("keeps the act role's hands off the tags that authorise it", () => {
    const tagging = (tagKeys: string[]) =>
      evaluate([[actPolicy]], {
        action: "ec2:CreateTags",
        resource: { arn: "arn:aws:ec2:ap-northeast-2:417205938164:instance/i-1", tags: { opsthread: "managed" } },
        keys: { "aws:tagkeys": tagKeys },
      });
    expect(tagging(["note"])).toBe("allowed");
    expect(tagging(["note", "opsthread"])).toBe("implicitDeny");
    expect(tagging(["owner"])).toBe("implicitDeny");
  });

  it("fails on a condition operator it does not know", () => {
    expect(() => decide([{ ...allow, Condition: { NumericLessThan: { "aws:x": "1" } } }])).toThrow("NumericLessThan");
  });
});
