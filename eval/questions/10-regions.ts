import { regions } from "../../sandbox/aws/truth/questions/10-regions.ts";
import { row, usd } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(regions, {
  claims: ({ months }) =>
    months.map(({ month, usd: byRegion }) => {
      const at = new Date(`${month}-15T00:00:00Z`);
      const names = ["long", "short"].map((style) =>
        at.toLocaleString("en-US", { month: style as "long" | "short", timeZone: "UTC" }),
      );
      const ways = [month, `${at.getUTCMonth() + 1}월`, ...names];
      return row(ways, ...Object.entries(byRegion).map(([region, amount]) => usd(region, amount)));
    }),
});
