import { highFindings } from "../../sandbox/aws/truth/questions/32-high-findings.ts";
import { count, row } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(highFindings, {
  claims: ({ findings }) => [
    count("findings", findings.length),
    ...findings.map(({ type, count: times }) => row(type, count("times", times))),
  ],
  forbidden: ({ samples, findings }) =>
    samples.map(({ type }) => type).filter((type) => !findings.some((finding) => finding.type === type)),
  looksIn: { service: "guardduty", regions: ["ap-northeast-2", "us-east-1"] },
});
