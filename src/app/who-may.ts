import { type ApproverRule, approversOf } from "../approvals/policy.ts";
import { accountNames, type TeamRules } from "../config/team-rules.ts";
import type { Approval } from "../ports/approvals.ts";
import type { Directory } from "../ports/directory.ts";
import type { RunStore } from "../ports/runs.ts";
import type { ApproverLists, RuleFor } from "../slack/access.ts";

/** Who may do what where, as opsthread.yaml says. `directory` is asked only after the start. */
export function createWhoMay({
  team,
  runs,
  directory,
}: {
  team: TeamRules;
  runs: RunStore;
  directory: () => Directory;
}) {
  const ruleFor: RuleFor = ({ id, name }) => {
    if (Object.keys(team.channels).length === 0)
      return { accounts: accountNames(team), askers: "members", approvers: [] };
    return team.channels[name] ?? team.channels[id] ?? null;
  };

  const everyone = (lists: ApproverLists) =>
    Array.isArray(lists) ? lists : Object.values(lists).flatMap((one) => one ?? []);
  const approvers = [...Object.values(team.channels), ...team.accounts].flatMap(({ approvers: lists = [] }) =>
    everyone(lists),
  );

  return {
    ruleFor,
    /** Who may stop all changes, and who may allow them again. */
    switchRules: {
      stop: [...new Set([...team.admins, ...approvers])],
      allow: team.admins.length > 0 ? team.admins : [...new Set(approvers)],
    },
    isAdmin: async (user: string) => (await approversOf([team.admins], directory())).includes(user),

    /** Of the channel the request came from, and of its account where that has a list of its own. */
    async approverRules({ runId, terms, contract }: Approval): Promise<ApproverRule[][]> {
      const listOf = (lists: ApproverLists) => (Array.isArray(lists) ? lists : (lists[terms.tier] ?? []));
      const place = runs.get(runId)?.place;
      if (!place) return [[]];
      const rule = ruleFor({ id: place.channel, name: await directory().channelName(place.channel) });
      const account = team.accounts.find(({ name }) => name === contract.call.account.name);
      return [listOf(rule?.approvers ?? []), ...(account?.approvers ? [listOf(account.approvers)] : [])];
    },
  };
}
