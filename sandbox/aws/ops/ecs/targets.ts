/** What operations act on, for the policy check and where tags are kept. */
import type * as ECS from "@aws-sdk/client-ecs";
import type { Call } from "../../call.ts";
import type { Resource } from "../../iam/evaluate.ts";
import { tagsOf } from "../tags.ts";
import { clusterNamed, clustersIn, invalid, serviceNamed, servicesIn } from "./find.ts";

const taggable = (call: Call) => [
  ...clustersIn(call),
  ...clustersIn(call).flatMap((cluster) => servicesIn(call, cluster)),
];

/** @throws AwsError InvalidParameterException where no cluster or service has that ARN. */
export function tagged(call: Call, arn: string | undefined) {
  const found = taggable(call).find((thing) => thing.arn === arn);
  if (!found) throw invalid("The specified resource is not found.");
  return found;
}

export const nameIn = (nameOrArn: string) => nameOrArn.split("/").at(-1) ?? "";

export const prefix = (call: Call) => `arn:aws:ecs:${call.region}:${call.account.id}`;

/** What does not exist has no tags; the policy is asked first, and only then is it missed. */
const resource = (
  call: Call,
  arn: string,
  thing: { arn: string; tags: Record<string, string> } | undefined,
): Resource => (thing ? { arn: thing.arn, tags: tagsOf(call, thing.arn, thing.tags) } : { arn, tags: {} });
export const clusterTarget = ({ cluster = "default" }: { cluster?: string | undefined }, call: Call) => [
  resource(call, `${prefix(call)}:cluster/${nameIn(cluster)}`, clusterNamed(call, cluster)),
];
export function serviceTarget(call: Call, cluster: string | undefined, name: string): Resource {
  const inside = clusterNamed(call, cluster);
  const arn = `${prefix(call)}:service/${nameIn(cluster ?? "default")}/${nameIn(name)}`;
  return resource(call, arn, inside && serviceNamed(call, inside, name));
}
export const taggedTarget = ({ resourceArn = "*" }: { resourceArn: string | undefined }, call: Call) => [
  resource(
    call,
    resourceArn,
    taggable(call).find((thing) => thing.arn === resourceArn),
  ),
];

export const missing = (call: Call, kind: string, name: string): ECS.Failure => ({
  arn: name.startsWith("arn:") ? name : `${prefix(call)}:${kind}/${name}`,
  reason: "MISSING",
});
