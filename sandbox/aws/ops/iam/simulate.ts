/** The policy simulator: answered by the evaluator that every request goes through, so that the two agree. */
import type { ContextEntry, EvaluationResult } from "@aws-sdk/client-iam";
import type { Call } from "../../call.ts";
import { roleArn, userArn } from "../../iam/arn.ts";
import { judge, type Keys, type Match, type Verdict } from "../../iam/evaluate.ts";
import { parsePolicy } from "../../iam/parse-policy.ts";
import type { Policy } from "../../iam/policy.ts";
import { roles } from "../../iam/roles.ts";
import { statementSpans } from "../../iam/statement-spans.ts";
import { type User, users } from "../../iam/users.ts";
import { AwsError } from "../../wire/errors.ts";

/** A policy with what the simulator calls it, and its text, which positions refer to. */
interface Source {
  id: string;
  type: "user" | "role" | "none";
  text: string;
  policy: Policy;
}

interface Simulation {
  ActionNames: string[] | undefined;
  ResourceArns?: string[] | undefined;
  ContextEntries?: ContextEntry[] | undefined;
}

const invalid = (message: string) => new AwsError("InvalidInput", message, 400);

/** The policies of a user or role of the account, as they stand. */
export function principalSources(call: Call, arn: string | undefined): Source[] {
  const user = Object.values<User>(users).find((u) => u.account === call.account && userArn(u.account, u.name) === arn);
  const role = roles.find((r) => r.account === call.account && roleArn(r.account, r.name) === arn);
  const held = user ?? role;
  if (!held) throw new AwsError("NoSuchEntity", `The entity ${arn} cannot be found.`, 404);
  const type = user ? "user" : "role";
  return [
    { id: `${type}_${held.name}_${held.policyName}`, type, text: JSON.stringify(held.policy), policy: held.policy },
  ];
}

export const givenSources = (texts: string[] | undefined): Source[] =>
  (texts ?? []).map((text, i) => ({
    id: `PolicyInputList.${i + 1}`,
    type: "none",
    text,
    policy: parsePolicy(text, "InvalidInput"),
  }));

export function simulate(sources: Source[], boundary: Source[], input: Simulation): EvaluationResult[] {
  const keys = keysFrom(input.ContextEntries ?? []);
  const actions = input.ActionNames ?? [];
  const wrong = actions.find((action) => !/^[\w-]+:[\w*?]+$/.test(action));
  if (wrong !== undefined) throw invalid(`Invalid action: ${wrong}`);
  return actions.flatMap((action) =>
    (input.ResourceArns?.length ? input.ResourceArns : ["*"]).map((arn) => {
      const request = { action, resource: { arn, tags: {} }, keys };
      const verdict = judge(
        sources.map((s) => s.policy),
        request,
      );
      const bound =
        boundary.length > 0
          ? judge(
              boundary.map((s) => s.policy),
              request,
            )
          : undefined;
      return toResult(action, arn, verdict, bound, [...sources, ...boundary]);
    }),
  );
}

function toResult(
  action: string,
  arn: string,
  verdict: Verdict,
  bound: Verdict | undefined,
  sources: Source[],
): EvaluationResult {
  const denied = bound?.decision === "explicitDeny" ? "explicitDeny" : "implicitDeny";
  const decision =
    bound && bound.decision !== "allowed" && verdict.decision !== "explicitDeny" ? denied : verdict.decision;
  return {
    EvalActionName: action,
    EvalResourceName: arn,
    EvalDecision: decision,
    MatchedStatements: verdict.matched.map((match) => toStatement(match, sources)),
    MissingContextValues: verdict.missing,
    ...(bound
      ? { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: bound.decision === "allowed" } }
      : {}),
  };
}

function toStatement(match: Match, sources: Source[]) {
  const source = sources.find((s) => s.policy === match.policy);
  const statements = [match.policy.Statement].flat();
  const span = source && statementSpans(source.text)[statements.indexOf(match.statement)];
  return {
    SourcePolicyId: source?.id ?? "",
    SourcePolicyType: source?.type ?? "none",
    ...(span ? { StartPosition: span.start, EndPosition: span.end } : {}),
  };
}

/** @throws AwsError InvalidInput for values that are not of their type. */
function keysFrom(entries: ContextEntry[]): Keys {
  const keys: Record<string, string[]> = {};
  for (const { ContextKeyName = "", ContextKeyValues = [], ContextKeyType = "string" } of entries) {
    const number = ContextKeyType.startsWith("numeric") && ContextKeyValues.some((v) => Number.isNaN(Number(v)));
    if (number) throw invalid(`Invalid numeric value for the context key ${ContextKeyName}`);
    keys[ContextKeyName.toLowerCase()] = ContextKeyValues;
  }
  return keys;
}

/** Condition keys a policy names: what a simulation of it would want to know. */
export function contextKeysOf(policies: Policy[]): string[] {
  const inConditions = policies
    .flatMap((policy) => [policy.Statement].flat())
    .flatMap((statement) => Object.values(statement.Condition ?? {}))
    .flatMap((keys) => Object.keys(keys));
  return [...new Set(inConditions)].sort();
}
