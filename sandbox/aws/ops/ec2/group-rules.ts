/** Security groups as they are now: the world's rules that stand already, without those revoked and with those added. */
import type { Call } from "../../call.ts";
import { type Rule, type SecurityGroup, securityGroupsOf } from "../../world/security-groups.ts";
import { tagsOf } from "../tags.ts";

interface RuleChanges {
  added: Rule[];
  /** Ids of the world's rules that a call took away. */
  revoked: string[];
}

const changesOf = (call: Call) => call.state.things<RuleChanges>("security-group-rules");

export const groupsOf = (call: Call): SecurityGroup[] =>
  securityGroupsOf(call.world.setting)
    .filter((group) => group.region === call.region)
    .map((group) => {
      const { added, revoked } = changesOf(call).get(group.id) ?? { added: [], revoked: [] };
      const standing = group.rules.filter((rule) => rule.since <= call.now && !revoked.includes(rule.id));
      return { ...group, rules: [...standing, ...added], tags: tagsOf(call, group.arn, group.tags) };
    });

export function addRules(call: Call, groupId: string, rules: Rule[]): void {
  const { added, revoked } = changesOf(call).get(groupId) ?? { added: [], revoked: [] };
  changesOf(call).set(groupId, { added: [...added, ...rules], revoked });
}

export function revokeRules(call: Call, groupId: string, ids: readonly string[]): void {
  const { added, revoked } = changesOf(call).get(groupId) ?? { added: [], revoked: [] };
  changesOf(call).set(groupId, {
    added: added.filter((rule) => !ids.includes(rule.id)),
    revoked: [...new Set([...revoked, ...ids])],
  });
}
