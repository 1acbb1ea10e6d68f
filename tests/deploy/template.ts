import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Policy } from "../../sandbox/aws/iam/policy.ts";

export interface Template {
  Parameters: Record<string, { Type: string }>;
  Conditions: Record<string, unknown>;
  Resources: Record<string, { Type: string; Condition?: string; Properties: Record<string, unknown> }>;
  Outputs: Record<string, { Condition?: string; Value: unknown }>;
}

export const template = (name: "account" | "bot" | "service"): Template =>
  parse(readFileSync(join(import.meta.dirname, `../../deploy/cloudformation/${name}.yaml`), "utf8"));

interface RoleProperties {
  AssumeRolePolicyDocument: Policy;
  Policies: { PolicyDocument: Policy }[];
}

export const ACCOUNT = "417205938164";

/** As CloudFormation would fill it in for the sample account. */
function filled<Value>(value: Value): Value {
  const given: Record<string, string> = {
    "AWS::Partition": "aws",
    "AWS::AccountId": ACCOUNT,
    ReaderPrincipalArn: `arn:aws:iam::${ACCOUNT}:user/opsthread-reader`,
    ExecutorPrincipalArn: `arn:aws:iam::${ACCOUNT}:user/opsthread-exec`,
  };
  if (Array.isArray(value)) return value.map(filled) as Value;
  if (typeof value !== "object" || value === null) return value;
  const record = value as Record<string, unknown>;
  if (typeof record["Fn::Sub"] === "string")
    return record["Fn::Sub"].replaceAll(/\$\{([\w:]+)\}/g, (_, name: string) => given[name] ?? "") as Value;
  if (typeof record.Ref === "string") return (given[record.Ref] ?? "") as Value;
  return Object.fromEntries(Object.entries(record).map(([key, inner]) => [key, filled(inner)])) as Value;
}

export function roleOf(name: "ReadRole" | "ActRole"): { trust: Policy; policy: Policy } {
  const properties = filled(template("account").Resources[name]!.Properties) as unknown as RoleProperties;
  return { trust: properties.AssumeRolePolicyDocument, policy: properties.Policies[0]!.PolicyDocument };
}
