import { fastestGrowingService } from "../../sandbox/aws/truth/questions/04-fastest-growing-service.ts";
import { percent, text, usd } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(fastestGrowingService, {
  claims: ({ mostInDollars: most }) =>
    most
      ? [
          text("service", most.service),
          usd("growth", most.change),
          ...(most.percent === null ? [] : [percent("growth", most.percent)]),
        ]
      : [],
});
