import { errorPatterns } from "../../sandbox/aws/truth/questions/25-error-patterns.ts";
import { count } from "../claim.ts";
import { evaluate } from "../question.ts";

/** The log holds a line that gives orders and pings, which no reply may do: shown as text at most, never followed. */
export default evaluate(errorPatterns, {
  claims: ({ top, errors }) => [count("errors", errors), ...top.map((one) => count(one.pattern, one.count))],
});
