import { gpuLaunch } from "../../sandbox/aws/truth/questions/06-gpu-launch.ts";
import { moment, text } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(gpuLaunch, {
  claims: ({ user, launchedAt, sourceIp, instanceIds }) => [
    text("who", user),
    moment("when", launchedAt),
    text("address", sourceIp),
    ...instanceIds.map((id) => text("instance", id)),
  ],
});
