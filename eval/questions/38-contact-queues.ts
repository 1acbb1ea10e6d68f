import { contactQueues } from "../../sandbox/aws/truth/questions/38-contact-queues.ts";
import { count, row } from "../claim.ts";
import { evaluate } from "../question.ts";

/** The wording that asks for one queue alone. */
const VIP = 2;

export default evaluate(contactQueues, {
  claims: ({ waiting, oldestSeconds, queues }, variant) => {
    const vip = queues.find(({ queue }) => queue === "VIP")!;
    const asked = variant === VIP ? vip : { waiting, oldestSeconds };
    return [
      count("waiting", asked.waiting),
      count("longest, in minutes", Math.floor(asked.oldestSeconds / 60)),
      row(vip.queue, count("waiting", vip.waiting)),
    ];
  },
});
