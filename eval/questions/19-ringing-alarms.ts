import { ringingAlarms } from "../../sandbox/aws/truth/questions/19-ringing-alarms.ts";
import { count, moment, row } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(ringingAlarms, {
  claims: ({ alarm }) => [
    count("in ALARM", alarm.length),
    ...alarm.map(({ name, since }) => row(name, ...(since === null ? [] : [moment("since", since)]))),
  ],
  looksIn: { service: "monitoring", regions: ["ap-northeast-2", "us-east-1"] },
});
