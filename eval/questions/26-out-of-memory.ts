import { outOfMemory } from "../../sandbox/aws/truth/questions/26-out-of-memory.ts";
import { count, moment, text } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(outOfMemory, {
  claims: ({ count: times, first, last, cause }) => [
    count("times", times),
    moment("first", first),
    moment("last", last),
    text("task definition", cause.taskDefinition),
    text("who", cause.by),
  ],
});
