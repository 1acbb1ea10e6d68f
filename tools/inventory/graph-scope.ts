import { InputError, ToolError } from "../errors.ts";
import type { Estate } from "./estate.ts";
import { vpcOf } from "./graph.ts";
import { type Link, type Ref, type Resource, refOf } from "./resource.ts";

/** What is a thing in a picture; the rest is a box, an arrow, or a detail of one. */
const things: readonly string[] = [
  ...["ec2:instance", "ec2:natgateway", "ec2:internet-gateway", "ec2:vpc-endpoint", "ecs:service", "lambda:function"],
  ...["rds:db", "sqs:queue", "sns:topic", "s3:bucket", "connect:instance"],
  ...["elasticloadbalancing:loadbalancer/app", "elasticloadbalancing:loadbalancer/net"],
];
const isThing = ({ type }: Resource) => things.includes(type);

/** Everything that a picture of the account counts. */
export const thingsOfAccount = (estate: Estate): Resource[] => [...estate.resources.values()].filter(isThing);

/** Tag keys by which teams say what belongs together. */
const APP_KEYS = ["app", "application", "service", "project", "component", "team"];

export type GraphScope = { of: "account" } | { of: "vpc"; name: string } | { of: "app"; name: string };

/** @throws InputError naming the accepted forms. */
export function readScope(words: string): GraphScope {
  const [kind = "", ...rest] = words.trim().split(":");
  const name = rest.join(":").trim();
  const of = kind.trim().toLowerCase();
  if (of === "account" && name === "") return { of };
  if ((of === "vpc" || of === "app") && name !== "") return { of, name };
  if (/^vpc-[0-9a-f]+$/.test(words.trim())) return { of: "vpc", name: words.trim() };
  throw new InputError({
    ko: '범위는 "account", "vpc:<이름 또는 ID>", "app:<태그 값 또는 이름>" 중 하나로 지정해 주세요.',
    en: 'scope is "account", "vpc:<name or id>" or "app:<tag value or name>".',
  });
}

/** @throws ToolError `not_found` with the VPCs there are, `ambiguous` with the candidates. */
export function thingsInVpc(name: string, estate: Estate): Resource[] {
  const vpc = refOf(vpcNamed(name, estate));
  return [...estate.resources.values()].filter((resource) => isThing(resource) && isIn(refOf(resource), vpc, estate));
}

function isIn(ref: Ref, vpc: Ref, estate: Estate): boolean {
  const places = estate.links.from(ref).filter(({ kind }) => kind === "in");
  return places.some(({ to }) => to === vpc || vpcOf(to, estate) === vpc);
}

function vpcNamed(name: string, estate: Estate): Resource {
  const vpcs = [...estate.resources.values()].filter(({ type }) => type === "ec2:vpc");
  const folded = name.toLowerCase();
  const found = vpcs.filter((vpc) => vpc.id === name || vpc.name?.toLowerCase() === folded);
  const [only, ...others] = found;
  const list = (all: readonly Resource[]) =>
    all.map(({ id, name: own, region }) => `${own ? `${own} ` : ""}${id} (${region})`).join(", ");
  if (only && others.length === 0) return only;
  if (only)
    throw new ToolError("ambiguous", {
      ko: `"${name}"(이)라는 VPC가 ${found.length}개입니다: ${list(found)}. ID로 지정해 주세요.`,
      en: `"${name}" is the name of ${found.length} VPCs: ${list(found)}. Say which by id.`,
    });
  throw new ToolError("not_found", {
    ko: `${estate.account.name} 계정에 "${name}" VPC가 없습니다. VPC: ${list(vpcs) || "없음"}.`,
    en: `There is no VPC "${name}" in ${estate.account.name}. VPCs: ${list(vpcs) || "none"}.`,
  });
}

/**
 * What carries the value in a tag that names an application, or the name or id itself, with what it directly talks to.
 * @throws ToolError `not_found` with the values there are.
 */
export function thingsOfApp(name: string, estate: Estate): { own: Resource[]; around: Resource[] } {
  const all = [...estate.resources.values()].filter(isThing);
  const own = all.filter((resource) => belongs(resource, name.toLowerCase()));
  if (own.length === 0) throw noSuchApp(name, all, estate);
  const inside = new Set(own.map(refOf));
  return {
    own,
    around: all.filter((resource) => !inside.has(refOf(resource)) && talksTo(refOf(resource), inside, estate)),
  };
}

function belongs({ tags, name, id }: Resource, wanted: string): boolean {
  if (id.toLowerCase() === wanted) return true;
  const values = Object.entries(tags ?? {}).filter(([key]) => APP_KEYS.includes(key.toLowerCase()));
  if (values.some(([, value]) => value.toLowerCase() === wanted)) return true;
  const own = name?.toLowerCase() ?? "";
  return own === wanted || (own.startsWith(wanted) && /^[-_./\d]/.test(own.slice(wanted.length)));
}

/** By messages, or as the load balancer before it. */
function talksTo(ref: Ref, inside: ReadonlySet<Ref>, { links }: Estate): boolean {
  const sent = (all: readonly Link[], kind: Link["kind"]) => all.filter((link) => link.kind === kind);
  const next = sent(links.from(ref), "sends_to").map(({ to }) => to);
  const behind = next.flatMap((group) => sent(links.from(group), "target").map(({ to }) => to));
  const before = sent(links.to(ref), "sends_to").map(({ from }) => from);
  return [...next, ...behind, ...before].some((other) => inside.has(other));
}

function noSuchApp(name: string, all: readonly Resource[], estate: Estate): ToolError {
  const values = all.flatMap(({ tags }) =>
    Object.entries(tags ?? {}).flatMap(([key, value]) => (APP_KEYS.includes(key.toLowerCase()) ? [value] : [])),
  );
  const some = [...new Set(values)].sort().slice(0, 15).join(", ");
  const keys = APP_KEYS.join(", ");
  return new ToolError("not_found", {
    ko: `${estate.account.name} 계정에 ${keys} 태그나 이름이 "${name}"인 리소스가 없습니다. 있는 값: ${some || "없음"}.`,
    en: `Nothing in ${estate.account.name} has "${name}" in a tag ${keys}, or as its name. Values there: ${some || "none"}.`,
  });
}
