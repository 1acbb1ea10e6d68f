import { topServices } from "../../sandbox/aws/truth/questions/03-top-services.ts";
import { row, usd } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(topServices, {
  claims: ({ top }) => top.map(({ service, usd: amount }) => row(service, usd("cost", amount))),
});
