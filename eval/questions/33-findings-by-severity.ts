import { findingsBySeverity } from "../../sandbox/aws/truth/questions/33-findings-by-severity.ts";
import { count } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(findingsBySeverity, {
  claims: ({ active, archived }) => [
    count("high", active.high),
    count("medium", active.medium),
    count("low", active.low),
    count("archived", archived.total),
  ],
  looksIn: { service: "guardduty", regions: ["ap-northeast-2", "us-east-1"] },
});
