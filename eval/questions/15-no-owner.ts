import { noOwner } from "../../sandbox/aws/truth/questions/15-no-owner.ts";
import { count, exactly } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(noOwner, {
  claims: ({ count: of, tagged, neverTagged }) => [
    count("resources", of),
    exactly("resources", /arn:aws:[^\s,|`"\r\n]+/g, [...tagged, ...neverTagged]),
  ],
  looksIn: { service: "ec2", regions: ["ap-northeast-2", "us-east-1"] },
});
