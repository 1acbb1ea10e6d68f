/**
 * Policy evaluation as IAM does it: an explicit Deny wins, then an Allow is needed, else the request is denied.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { holds, parseOperator } from "./conditions.ts";
import { globMatches } from "./glob.ts";
import { listOf, type Policy, type Resource, type Statement } from "./policy.ts";
import { fillVariables } from "./variables.ts";

export type { Resource } from "./policy.ts";

/** Condition keys in lower case, e.g. `sts:sourceidentity`; a key that is absent is not in the request. */
export type Keys = Readonly<Record<string, string | string[]>>;

export interface Request {
  action: string;
  resource: Resource;
  keys: Keys;
}

export type Decision = "allowed" | "explicitDeny" | "implicitDeny";

/** Where a decision comes from. */
export interface Match {
  policy: Policy;
  statement: Statement;
}

export interface Verdict {
  decision: Decision;
  /** The statements that decided: the denying ones, else the allowing ones. */
  matched: Match[];
  /** Condition keys that policies ask for and the request does not have. */
  missing: string[];
}

/** One set of policies, of which any may allow. */
export function judge(policies: readonly Policy[], request: Request): Verdict {
  const missing = new Set<string>();
  const all = policies.flatMap((policy) => listOf(policy.Statement).map((statement) => ({ policy, statement })));
  const matched = all.filter(({ statement }) => applies(statement, request, missing));
  const denying = matched.filter(({ statement }) => statement.Effect === "Deny");
  const decision = denying.length > 0 ? "explicitDeny" : matched.length > 0 ? "allowed" : "implicitDeny";
  return { decision, matched: denying.length > 0 ? denying : matched, missing: [...missing] };
}

/** Every set given must allow (a session policy and the role's); a Deny in any of them is final. */
export function evaluate(sets: readonly (readonly Policy[])[], request: Request): Decision {
  const decisions = sets.map((set) => judge(set, request).decision);
  if (decisions.includes("explicitDeny")) return "explicitDeny";
  return decisions.every((d) => d === "allowed") ? "allowed" : "implicitDeny";
}

function applies(statement: Statement, request: Request, missing: Set<string>): boolean {
  const { Action, NotAction, Resource: wanted, NotResource, Condition = {} } = statement;
  const named = (patterns: string | string[] | undefined) =>
    listOf(patterns).some((pattern) => globMatches(pattern, request.action, true));
  const aimed = (patterns: string | string[] | undefined) =>
    listOf(patterns).some((pattern) => {
      const filled = fillPattern(pattern, request);
      return filled !== undefined && globMatches(filled, request.resource.arn);
    });
  if (NotAction === undefined ? !named(Action) : named(NotAction)) return false;
  if (wanted !== undefined && !aimed(wanted)) return false;
  if (NotResource !== undefined && aimed(NotResource)) return false;
  // All lines are looked at, so that every key that is missing is told.
  const lines = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => meets(operator, key, listOf(values), request, missing)),
  );
  return !lines.includes(false);
}

function meets(operator: string, key: string, wanted: string[], request: Request, missing: Set<string>): boolean {
  const values = valuesOf(key, request);
  if (values.length === 0 && parseOperator(operator)?.operator !== "Null") missing.add(key);
  const filled = wanted.map((value) => fillPattern(value, request)).filter((value) => value !== undefined);
  return holds(operator, values, filled);
}

const fillPattern = (text: string, request: Request) => fillVariables(text, (key) => valuesOf(key, request));

const RESOURCE_TAG = /^[a-z0-9-]+:resourcetag\//i;

function valuesOf(key: string, request: Request): string[] {
  const own = listOf(request.keys[key.toLowerCase()]);
  if (own.length > 0 || !RESOURCE_TAG.test(key)) return own;
  const name = key.slice(key.indexOf("/") + 1).toLowerCase();
  // Condition keys, a tag's name among them, are not case-sensitive.
  const tag = Object.entries(request.resource.tags).find(([k]) => k.toLowerCase() === name);
  return tag ? [tag[1]] : [];
}
