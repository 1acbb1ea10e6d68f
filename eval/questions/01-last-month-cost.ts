import { lastMonthCost } from "../../sandbox/aws/truth/questions/01-last-month-cost.ts";
import { text, usd } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(lastMonthCost, {
  claims: ({ gross, net }) => [usd("before credits", gross), usd("after credits", net), text("currency", "$", "USD")],
});
