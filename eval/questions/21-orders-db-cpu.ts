import { ordersDbCpu } from "../../sandbox/aws/truth/questions/21-orders-db-cpu.ts";
import { percent, row } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(ordersDbCpu, {
  claims: ({ instances }) =>
    instances.map(({ name, average, maximum }) =>
      row(name, percent("average", average, average * 0.01), percent("maximum", maximum, maximum * 0.01)),
    ),
});
