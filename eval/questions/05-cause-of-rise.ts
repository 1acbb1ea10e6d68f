import { causeOfRise } from "../../sandbox/aws/truth/questions/05-cause-of-rise.ts";
import { moment, text } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(causeOfRise, {
  claims: ({ cause }) => [
    text("usage type", cause.usageType),
    text("region", cause.region),
    text("who", cause.user),
    moment("launched", cause.launchedAt),
    text("CloudTrail event", cause.evidence.cloudTrailEventId),
  ],
});
