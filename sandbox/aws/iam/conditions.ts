/** Condition operators. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
import { BlockList, isIP } from "node:net";
import { arnMatches, asText, globMatches } from "./glob.ts";

/** @param wanted from the policy, its variables already replaced. */
type Test = (value: string, wanted: string) => boolean;

const same: Test = (value, wanted) => value === asText(wanted);
const sameText: Test = (value, wanted) => value.toLowerCase() === asText(wanted).toLowerCase();
const like: Test = (value, wanted) => globMatches(wanted, value);
const arn: Test = (value, wanted) => arnMatches(wanted, value);
const number =
  (holds: (value: number, wanted: number) => boolean): Test =>
  (value, wanted) =>
    value !== "" && wanted !== "" && holds(Number(value), Number(wanted));
const date =
  (holds: (value: number, wanted: number) => boolean): Test =>
  (value, wanted) =>
    holds(timeOf(value), timeOf(wanted));

const timeOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

/** An address within a range in CIDR notation, or the address itself. */
const inRange: Test = (value, wanted) => {
  const [network = "", bits] = wanted.split("/");
  const family = isIP(network) === 6 ? "ipv6" : "ipv4";
  if (isIP(network) === 0 || isIP(value) !== isIP(network)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits ?? (family === "ipv6" ? 128 : 32)), family);
  return list.check(value, family);
};

interface Operator {
  test: Test;
  /** Holds when nothing matches, and also when the key is not there. */
  negated: boolean;
}

const is = (test: Test): Operator => ({ test, negated: false });
const not = (test: Test): Operator => ({ test, negated: true });

const operators: Record<string, Operator> = {
  StringEquals: is(same),
  StringNotEquals: not(same),
  StringEqualsIgnoreCase: is(sameText),
  StringNotEqualsIgnoreCase: not(sameText),
  StringLike: is(like),
  StringNotLike: not(like),
  NumericEquals: is(number((a, b) => a === b)),
  NumericNotEquals: not(number((a, b) => a === b)),
  NumericLessThan: is(number((a, b) => a < b)),
  NumericLessThanEquals: is(number((a, b) => a <= b)),
  NumericGreaterThan: is(number((a, b) => a > b)),
  NumericGreaterThanEquals: is(number((a, b) => a >= b)),
  DateEquals: is(date((a, b) => a === b)),
  DateNotEquals: not(date((a, b) => a === b)),
  DateLessThan: is(date((a, b) => a < b)),
  DateLessThanEquals: is(date((a, b) => a <= b)),
  DateGreaterThan: is(date((a, b) => a > b)),
  DateGreaterThanEquals: is(date((a, b) => a >= b)),
  Bool: is(sameText),
  BinaryEquals: is(same),
  IpAddress: is(inRange),
  NotIpAddress: not(inRange),
  ArnEquals: is(arn),
  ArnLike: is(arn),
  ArnNotEquals: not(arn),
  ArnNotLike: not(arn),
};

interface Parsed {
  quantifier: "" | "ForAllValues" | "ForAnyValue";
  operator: Operator | "Null";
  ifExists: boolean;
}

/** Undefined for an operator IAM does not know. */
export function parseOperator(name: string): Parsed | undefined {
  const [, quantifier = "", bare = "", suffix] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const operator = bare === "Null" && !suffix ? "Null" : operators[bare];
  if (!operator) return undefined;
  return { quantifier: quantifier as Parsed["quantifier"], operator, ifExists: suffix !== undefined };
}

/**
 * Whether the request's values for a key meet one line of a condition. No values: the key is not in the request.
 * @throws Error on an operator that is not known: a condition nobody checks must not pass.
 */
export function holds(name: string, values: readonly string[], wanted: readonly string[]): boolean {
  const parsed = parseOperator(name);
  if (!parsed) throw new Error(`The condition operator ${name} is not known`);
  const { quantifier, operator, ifExists } = parsed;
  if (operator === "Null") return wanted.some((w) => (w.toLowerCase() === "true") === (values.length === 0));
  const passes = (value: string) => wanted.some((w) => operator.test(value, w)) !== operator.negated;
  if (quantifier === "ForAllValues") return values.every(passes);
  if (values.length === 0) return ifExists || (operator.negated && quantifier === "");
  return quantifier === "ForAnyValue" ? values.some(passes) : values.every(passes);
}
