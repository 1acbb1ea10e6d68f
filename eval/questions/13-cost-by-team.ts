import { costByTeam } from "../../sandbox/aws/truth/questions/13-cost-by-team.ts";
import { percent, row, usd } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(costByTeam, {
  claims: ({ withoutTax: { teams, untaggedUsd, untaggedPercent } }) => [
    usd("untagged", untaggedUsd),
    percent("untagged", untaggedPercent),
    ...Object.entries(teams).map(([team, amount]) => row(team, usd("cost", amount))),
  ],
});
