import { orderApiInstances } from "../../sandbox/aws/truth/questions/18-order-api-instances.ts";
import { exactly, row, text } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(orderApiInstances, {
  claims: ({ instances }) => [
    ...instances.map(({ instanceId, name, privateIp, availabilityZone }) =>
      row(instanceId, text("name", name), text("address", privateIp), text("zone", availabilityZone)),
    ),
    exactly(
      "instances",
      /\bi-[0-9a-f]{17}\b/g,
      instances.map(({ instanceId }) => instanceId),
    ),
  ],
  looksIn: { service: "ec2", regions: ["ap-northeast-2", "us-east-1"] },
});
