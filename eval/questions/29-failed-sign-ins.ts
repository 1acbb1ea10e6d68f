import { failedSignIns } from "../../sandbox/aws/truth/questions/29-failed-sign-ins.ts";
import { count, row, text } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(failedSignIns, {
  claims: ({ users }) =>
    users.map(({ user, count: times, addresses }) =>
      row(user, count("times", times), ...addresses.map((address) => text("address", address))),
    ),
  looksIn: { service: "cloudtrail", regions: ["us-east-1"] },
});
