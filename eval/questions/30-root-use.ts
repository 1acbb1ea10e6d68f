import { rootUse } from "../../sandbox/aws/truth/questions/30-root-use.ts";
import { moment, row, text } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(rootUse, {
  claims: ({ used, events }) =>
    used
      ? events.map(({ name, at, sourceIp }) => row(name, moment("when", at), text("address", sourceIp)))
      : [text("that it was not", "쓰이지 않", "없", "not used", "no use", "never")],
  looksIn: { service: "cloudtrail", regions: ["us-east-1"] },
});
