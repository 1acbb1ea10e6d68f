import { anomalies } from "../../sandbox/aws/truth/questions/08-anomalies.ts";
import { count, row, text, usd } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(anomalies, {
  claims: ({ anomalies: found, totalImpactUsd }) => [
    count("anomalies", found.length),
    usd("impact in all", totalImpactUsd),
    ...found.map(({ usageType, impactUsd, region }) =>
      row(usageType, usd("impact", impactUsd), text("region", region)),
    ),
  ],
});
