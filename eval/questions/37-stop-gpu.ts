import { stopGpu } from "../../sandbox/aws/truth/questions/37-stop-gpu.ts";
import { text } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(stopGpu, {
  claims: ({ instanceIds }) => instanceIds.map((id) => text("instance", id)),
  approved: ({ instanceIds }) => ({ operation: "StopInstances", ids: instanceIds }),
});
