import type { Approval, TaintSource, Terms } from "../ports/approvals.ts";
import type { Refusal } from "../ports/decisions.ts";
import type { Directory, Person } from "../ports/directory.ts";
import type { Bilingual, Preview, Tier } from "../ports/tools.ts";
import { lowestOf } from "./lowest-tiers.ts";

/** Part of every hash: a contract made under other rules is another contract. */
export const POLICY_VERSION = 3;

/** An approved change begins within this time or not at all (A4). */
export const START_WITHIN_MS = 2 * 60_000;

/** The team's rules for changes, from opsthread.yaml. */
export interface ApprovalRules {
  /** Whether who asked for a change of the lowest tier may approve it alone. */
  self: boolean;
  /** A reason's code or an action's name, and the tier it is of at least. */
  raise: Readonly<Record<string, "T2" | "T3">>;
  pendingMs: number;
  /** Open at once in a thread and of a person; made within an hour in a channel (A13). */
  limits: { openPerThread: number; openPerPerson: number; perHour: number };
}

const TIERS: readonly Tier[] = ["T1", "T2", "T3"];
const higher = (a: Tier, b: Tier): Tier => (TIERS.indexOf(a) >= TIERS.indexOf(b) ? a : b);
const next = (tier: Tier): Tier => TIERS[Math.min(TIERS.indexOf(tier) + 1, TIERS.length - 1)] as Tier;

/**
 * What a card is posted under: the action's own tier, raised by the rules and by what the thread holds of strangers, never
 * lowered. The preview's words on both come from the read server, which may only make them stricter.
 */
export function termsOf(preview: Preview, taint: TaintSource[], rules: ApprovalRules): Omit<Terms, "unnamed"> {
  const told = preview.tierReasons ?? [];
  const reasons = isProduction(preview) && told.every(({ code }) => code !== PROD.code) ? [...told, PROD] : told;
  const raising = reasons.filter(({ code }) => rules.raise[code] !== undefined);
  const byRule = [...raising.map(({ code }) => code), preview.call.tool]
    .flatMap((key) => rules.raise[key] ?? [])
    .reduce<Tier>(higher, higher(preview.tier, lowestOf(preview.call.tool)));
  const tier = taint.length > 0 ? next(byRule) : byRule;
  return {
    tier,
    approvers: tier === "T3" ? 2 : 1,
    self: tier === "T1" && rules.self,
    typed: tier === "T3",
    why: [...reasons.map(({ text }) => text), ...(rules.raise[preview.call.tool] ? [BY_RULE] : [])],
    taint,
  };
}

const PROD = {
  code: "prod",
  text: { ko: "운영(production) 태그가 있는 대상입니다", en: "a target is tagged as production" },
};

/** By what the act server reads again before it sends: a fingerprint that leaves it out is not the target's. */
const isProduction = ({ call }: Preview): boolean =>
  Object.entries(call.fingerprint).some(([key, value]) => value === true && /[. ]production$/.test(key));

const BY_RULE: Bilingual = { ko: "팀 규칙", en: "the team's rule" };

/** "group:<handle>" or a Slack user id. */
export type ApproverRule = string;

type Groups = Pick<Directory, "groupMembers">;
/** What is asked at the click. */
export type People = Pick<Directory, "person" | "groupMembers">;

export type Permission = { allowed: true } | { allowed: false; why: Refusal };

/** Who is in every one of the lists now, in the order of the first. Throws when a group cannot be looked up. */
export async function approversOf(lists: ApproverRule[][], directory: Groups): Promise<string[]> {
  const resolved = await Promise.all(lists.map((rules) => namedBy(rules, directory)));
  const [first = [], ...others] = resolved;
  return first.filter((id) => others.every((list) => list.includes(id)));
}

async function namedBy(rules: ApproverRule[], directory: Groups): Promise<string[]> {
  const ids = await Promise.all(
    rules.map((rule) => (rule.startsWith("group:") ? directory.groupMembers(rule.slice("group:".length)) : [rule])),
  );
  return [...new Set(ids.flat())];
}

/** The person behind a click, or why nobody of that kind decides anything. Throws when it cannot be looked up. */
export async function memberOf(
  user: { id: string; team: string },
  { directory, homeTeam }: { directory: Pick<Directory, "person">; homeTeam: () => string },
): Promise<Person | "stranger" | "inactive" | "guest"> {
  const person = await directory.person(user.id);
  if (person.team !== homeTeam() || user.team !== person.team) return "stranger";
  if (person.isBot || !person.isActive) return "inactive";
  return person.isGuest ? "guest" : person;
}

/** Asked at the click, never from what was true when the card was posted. A failed lookup refuses (A5, A10). */
export async function mayDecide(
  { terms, requester }: Pick<Approval, "terms" | "requester">,
  user: { id: string; team: string },
  lists: ApproverRule[][],
  { directory, homeTeam }: { directory: People; homeTeam: () => string },
): Promise<Permission> {
  try {
    const person = await memberOf(user, { directory, homeTeam });
    if (typeof person === "string") return { allowed: false, why: person };
    const approvers = await approversOf(lists, directory);
    if (!terms.self && requester === user.id) return { allowed: false, why: "own_request" };
    if (!approvers.includes(user.id)) return { allowed: false, why: "not_approver" };
    return { allowed: true };
  } catch {
    return { allowed: false, why: "lookup_failed" };
  }
}
