import { AwsError } from "../wire/errors.ts";
import { parseOperator } from "./conditions.ts";
import { listOf, type Policy, type Statement } from "./policy.ts";

/** @param code what the service calls a policy it cannot read; @throws AwsError with it, saying what is wrong. */
export function parsePolicy(text: string, code = "MalformedPolicyDocument"): Policy {
  let policy: Policy;
  try {
    policy = JSON.parse(text) as Policy;
  } catch {
    throw new AwsError(code, "The policy is not in the valid JSON format.", 400);
  }
  const problem = problemOf(policy);
  if (problem) throw new AwsError(code, problem, 400);
  return policy;
}

function problemOf(policy: Policy): string | undefined {
  if (typeof policy !== "object" || policy === null || Array.isArray(policy) || policy.Statement === undefined)
    return "Syntax errors in policy.";
  if (policy.Version !== undefined && !["2012-10-17", "2008-10-17"].includes(policy.Version))
    return "The policy must contain a valid version string";
  const statements = listOf(policy.Statement);
  if (statements.length === 0) return "Syntax errors in policy.";
  return statements.map(problemOfStatement).find((problem) => problem !== undefined);
}

const elements = [
  ...["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction"],
  ...["Resource", "NotResource", "Condition"],
];

function problemOfStatement(statement: Statement): string | undefined {
  if (typeof statement !== "object" || statement === null) return "Syntax errors in policy.";
  const unknown = Object.keys(statement).find((key) => !elements.includes(key));
  if (unknown) return `Syntax error: the element ${unknown} is not known.`;
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny") return `Invalid effect: ${statement.Effect}`;
  if ((statement.Action === undefined) === (statement.NotAction === undefined))
    return "Policy statement must contain actions.";
  if (statement.Resource !== undefined && statement.NotResource !== undefined)
    return "A statement has either Resource or NotResource.";
  const actions = listOf(statement.Action ?? statement.NotAction);
  const wrong = actions.find((action) => action !== "*" && !/^[\w-]+:[\w*?]+$/.test(action));
  if (wrong !== undefined)
    return `Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. (${wrong})`;
  const operator = Object.keys(statement.Condition ?? {}).find((name) => !parseOperator(name));
  return operator === undefined ? undefined : `Invalid Condition type : ${operator}.`;
}
