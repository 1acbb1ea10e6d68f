/**
 * Policy evaluation as IAM does it: an explicit Deny wins, then an Allow is needed, else the request is
 * denied. A session policy cuts the role's own down to the intersection.
 */
export interface Statement {
  Sid?: string;
  Effect: "Allow" | "Deny";
  Principal?: { AWS: string };
  Action: string | string[];
  Resource?: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

export interface Policy {
  Version?: string;
  Statement: Statement[];
}

export interface Resource {
  arn: string;
  tags: Record<string, string>;
}

export interface Request {
  action: string;
  resource: Resource;
  /** Condition keys in lower case, e.g. `sts:sourceidentity`; a key that is absent is not in the request. */
  keys: Record<string, string | string[]>;
}

export type Decision = "allowed" | "explicitDeny" | "implicitDeny";

const list = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export function globMatches(pattern: string, text: string, ignoreCase = false): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, ignoreCase ? "is" : "s").test(text);
}

/** Every policy given must allow (a session policy and the role's); a Deny in any of them is final. */
export function evaluate(policies: Policy[][], request: Request): Decision {
  const verdicts = policies.map((set) => evaluateSet(set, request));
  if (verdicts.includes("explicitDeny")) return "explicitDeny";
  return verdicts.every((v) => v === "allowed") ? "allowed" : "implicitDeny";
}

function evaluateSet(policies: Policy[], request: Request): Decision {
  const matching = policies.flatMap((policy) => list(policy.Statement)).filter((s) => applies(s, request));
  if (matching.some((s) => s.Effect === "Deny")) return "explicitDeny";
  return matching.length > 0 ? "allowed" : "implicitDeny";
}

function applies(statement: Statement, request: Request): boolean {
  return (
    list(statement.Action).some((a) => globMatches(a, request.action, true)) &&
    (statement.Resource === undefined || list(statement.Resource).some((r) => globMatches(r, request.resource.arn))) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => holds(operator, valuesOf(key, request), list(wanted))),
    )
  );
}

function valuesOf(key: string, request: Request): string[] {
  const name = key.toLowerCase();
  if (name.startsWith("aws:resourcetag/")) {
    const value = request.resource.tags[key.slice("aws:ResourceTag/".length)];
    return value === undefined ? [] : [value];
  }
  return list(request.keys[name]);
}

type Test = (value: string, wanted: string) => boolean;

const tests: Record<string, { matches: Test; negated: boolean }> = {
  StringEquals: { matches: (v, w) => v === w, negated: false },
  StringNotEquals: { matches: (v, w) => v === w, negated: true },
  StringLike: { matches: (v, w) => globMatches(w, v), negated: false },
  StringNotLike: { matches: (v, w) => globMatches(w, v), negated: true },
  ArnLike: { matches: (v, w) => globMatches(w, v), negated: false },
};

/** @throws Error on an operator that is not known: a condition nobody checks must not pass. */
function holds(operator: string, values: string[], wanted: string[]): boolean {
  const [quantifier, name] = operator.includes(":") ? operator.split(":") : ["", operator];
  const test = tests[name ?? ""];
  if (!test) throw new Error(`The condition operator ${operator} is not supported`);
  const passes = (value: string) => wanted.some((w) => test.matches(value, w)) !== test.negated;
  if (quantifier === "ForAllValues") return values.every(passes);
  if (quantifier === "ForAnyValue") return values.some(passes);
  return values.length === 0 ? test.negated : values.every(passes);
}
