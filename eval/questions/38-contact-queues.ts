import { contactQueues } from "../../sandbox/aws/truth/questions/38-contact-queues.ts";
import { count } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(contactQueues, {
  claims: ({ waiting, oldestSeconds }) => [
    count("waiting", waiting),
    count("longest, in minutes", Math.floor(oldestSeconds / 60)),
  ],
});
