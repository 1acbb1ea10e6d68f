import { outageCause } from "../../sandbox/aws/truth/questions/23-outage-cause.ts";
import { count, moment, text } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(outageCause, {
  claims: ({ cause, errors, rollback }) => [
    text("version", cause.version),
    text("who", cause.by),
    moment("deployed", cause.at),
    text("errors from", errors.from.slice(11, 16)),
    count("minutes", errors.minutes),
    text("rolled back by", rollback.by),
    text("rolled back at", rollback.at.slice(11, 16)),
    text("CloudTrail event", cause.cloudTrailEventId ?? ""),
  ],
});
