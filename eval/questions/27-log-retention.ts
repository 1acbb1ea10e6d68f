import { logRetention } from "../../sandbox/aws/truth/questions/27-log-retention.ts";
import { count, row, text } from "../claim.ts";
import { evaluate } from "../question.ts";

const GIB = 1024 ** 3;

export default evaluate(logRetention, {
  claims: ({ neverExpiring }) => [
    count("groups", neverExpiring.length),
    ...neverExpiring.map(({ name, storedBytes }) => {
      const sizes = [GIB, 1e9, GIB / 1024, 1e6].flatMap((unit) => [
        (storedBytes / unit).toFixed(1),
        (storedBytes / unit).toFixed(2),
        Math.round(storedBytes / unit).toLocaleString("en-US"),
      ]);
      return row(name, text("size", ...sizes, String(storedBytes), storedBytes.toLocaleString("en-US")));
    }),
  ],
  looksIn: { service: "logs", regions: ["ap-northeast-2", "us-east-1"] },
});
