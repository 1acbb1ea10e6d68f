import { rightsizing } from "../../sandbox/aws/truth/questions/12-rightsizing.ts";
import { count, row, text, usd } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(rightsizing, {
  claims: ({ candidates, monthlySavingUsd }) => [
    count("candidates", candidates.length),
    usd("saving in all", monthlySavingUsd),
    ...candidates.map(({ instanceId, type, monthlySavingUsd: saving }) =>
      row(instanceId, text("type", type), usd("saving", saving)),
    ),
  ],
  looksIn: { service: "ec2", regions: ["ap-northeast-2", "us-east-1"] },
});
