import { incident5xxRate } from "../../sandbox/aws/truth/questions/22-incident-5xx-rate.ts";
import { percent, picture, text } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(incident5xxRate, {
  claims: ({ peakPercent, raisedFrom, raisedTo }) => [
    picture("the rate"),
    percent("peak", peakPercent, 1),
    text("from", raisedFrom.slice(11, 16)),
    text("to", raisedTo.slice(11, 16)),
  ],
});
