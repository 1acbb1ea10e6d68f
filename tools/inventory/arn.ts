import { type Ref, refOf } from "./resource.ts";

export interface ParsedArn {
  arn: string;
  type: string;
  id: string;
  /** Empty for what has no region in its ARN. */
  region: string;
  account: string;
}

/** Only aws, aws-cn and aws-us-gov exist for accounts that people have. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** Resource types whose ARN does not name the type. */
const bare: Record<string, string> = { sqs: "queue", sns: "topic", s3: "bucket" };

/** Type and id as Resource Explorer has them; null for a text that is no ARN. */
export function parseArn(arn: string): ParsedArn | null {
  const [word, , service = "", region = "", account = "", ...more] = arn.split(":");
  const rest = more.join(":");
  if (word !== "arn" || service === "" || rest === "") return null;
  const of = (kind: string, id: string) => ({ arn, region, account, type: `${service}:${kind}`, id });
  const own = bare[service];
  if (own !== undefined && !rest.includes("/")) return of(own, rest);
  if (service === "elasticloadbalancing") return balancing(rest, of);
  if (service === "autoscaling") return of("autoScalingGroup", rest.split("autoScalingGroupName/")[1] ?? rest);
  if (service === "logs") return of("log-group", rest.replace(/^log-group:/, "").replace(/:\*$/, ""));
  if (service === "connect") {
    const [instance = "", id = "", part, partId] = rest.split("/");
    return part && partId ? of(part, partId) : of(instance, id);
  }
  const [, kind = "", id = ""] = /^([^/:]+)[/:](.+)$/.exec(rest) ?? [null, "", rest];
  return of(kind === "" ? "resource" : kind, id);
}

/** `loadbalancer/app/name/hash`, `loadbalancer/name` (classic), `targetgroup/name/hash`. */
function balancing(rest: string, of: (kind: string, id: string) => ParsedArn): ParsedArn {
  const [kind = "", ...parts] = rest.split("/");
  const flavoured = kind === "loadbalancer" && parts.length === 3;
  return flavoured ? of(`${kind}/${parts[0]}`, parts.join("/")) : of(kind, parts.join("/"));
}

/** `home`: the region of what has none in its ARN. */
export function refOfArn(arn: string, home: string): Ref | null {
  const parsed = parseArn(arn);
  return parsed && refOf({ ...parsed, region: parsed.region || home });
}
