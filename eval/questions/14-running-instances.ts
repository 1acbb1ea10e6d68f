import { runningInstances } from "../../sandbox/aws/truth/questions/14-running-instances.ts";
import { count, row } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(runningInstances, {
  claims: ({ running }) => Object.entries(running).map(([region, of]) => row(region, count("running", of))),
  looksIn: { service: "ec2", regions: ["ap-northeast-2", "us-east-1"] },
});
