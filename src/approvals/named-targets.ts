import type { CanonicalCall, Preview } from "../ports/tools.ts";

/**
 * The preview comes from the read server, which a stranger may have taken over, and what it is asked for from a model that
 * may have read a stranger's words. So what a call would change is held against what the card says, against where changes
 * may be made, and against what people said and results hold.
 */

/** Arguments that say what to do to a target, or what belongs to it; all others name targets. The card shows both. */
const BESIDE = new Set([
  ...["cluster", "alias", "task_definition", "detector_id", "kind", "revision_id", "version"],
  ...["document", "hash", "parameters", "tags", "keys", "days", "desired"],
]);

/** Ids, ARNs and names of what would be changed. */
const targetsOf = ({ args }: CanonicalCall): string[] =>
  Object.entries(args).flatMap(([key, value]) => (BESIDE.has(key) ? [] : leavesOf(value)));

/** The targets a call would be sent for that its card does not name: nobody may approve one and have another changed. */
export function targetsNotNamed({ call, target, facts, list, confirm }: Preview): string[] {
  const shown = JSON.stringify([target, facts, list ?? null, confirm ?? null]);
  return targetsOf(call).filter((value) => !shown.includes(JSON.stringify(value).slice(1, -1)));
}

/** Accounts as they are configured; `id` null: whatever the credentials lead to. */
export interface ChangeableAccount {
  name: string;
  id: string | null;
  regions: readonly string[];
}

/** What of a call lies outside the accounts and regions that this thread may change. */
export function placesElsewhere(call: CanonicalCall, accounts: readonly ChangeableAccount[]): string[] {
  const { account, region } = call;
  const known = accounts.find(({ name }) => name === account.name);
  if (!known || (known.id !== null && known.id !== account.id)) return [`${account.name} (${account.id})`];
  if (!known.regions.includes(region)) return [region];
  return targetsOf(call).filter((value) => {
    const [arn, , , inRegion, inAccount] = value.split(":");
    if (arn !== "arn") return false;
    return (inAccount !== "" && inAccount !== account.id) || (inRegion !== "" && inRegion !== region);
  });
}

/**
 * The targets that nobody named and no result holds, neither by their id nor by their name: what the fingerprint holds
 * as one's name is read again by the act server, and the change is not made where it is another.
 */
export function targetsUnknown(call: CanonicalCall, knows: (word: string) => boolean): string[] {
  const nameOf = (target: string): string[] => {
    const name = call.fingerprint[`${target}.name`];
    return typeof name === "string" && name !== "" ? [name] : [];
  };
  const unknown = targetsOf(call).filter(
    (target) => ![target, ...target.split(/[:/]/).slice(-1), ...nameOf(target)].some((word) => word && knows(word)),
  );
  return unknown.map((target) => [target, ...nameOf(target).map((name) => `(${name})`)].join(" "));
}

function leavesOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(leavesOf) : [];
}
