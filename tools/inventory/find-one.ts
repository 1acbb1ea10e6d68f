import { InputError, ToolError } from "../errors.ts";
import type { Estate } from "./estate.ts";
import type { Resource } from "./resource.ts";

/** What people mean by a bare name before its volumes, alarms, log groups and the like that are called the same. */
const leading: readonly string[] = [
  "ec2:instance",
  "ecs:service",
  "lambda:function",
  "rds:cluster",
  "rds:db",
  "elasticloadbalancing:loadbalancer/app",
  "elasticloadbalancing:loadbalancer/net",
  "sqs:queue",
  "sns:topic",
  "s3:bucket",
  "autoscaling:autoScalingGroup",
  "ecs:cluster",
  "ec2:vpc",
];
const SHOWN = 8;

/**
 * The resource meant by an ARN, an id, or a name in any capitals.
 * @throws ToolError `not_found` with similar names, `ambiguous` with the candidates.
 */
export function findOne(words: string, estate: Estate): Resource {
  const asked = words.trim();
  if (asked === "")
    throw new InputError({ ko: "리소스의 이름이나 ID를 알려 주세요.", en: "Give the resource's name or id." });
  const all = [...estate.resources.values()];
  const folded = asked.toLowerCase();
  const tests: ((resource: Resource) => boolean)[] = [
    ({ arn }) => arn === asked,
    ({ id, name }) => id === asked || name === asked,
    ({ id, name }) => id.toLowerCase() === folded || name?.toLowerCase() === folded,
  ];
  const found = tests.map((test) => all.filter(test)).find((list) => list.length > 0) ?? [];
  const leaders = found.filter(({ type }) => leading.includes(type));
  const [only, ...others] = leaders.length > 0 ? leaders : found;
  if (only && others.length === 0) return only;
  throw only ? tooMany(asked, [only, ...others]) : none(asked, all, estate);
}

function tooMany(asked: string, found: readonly Resource[]): ToolError {
  const shown = found.slice(0, SHOWN).map(({ type, id, region, state }) => {
    const where = state === null ? region : `${region}, ${state}`;
    return `${type} ${id} (${where})`;
  });
  const left = found.length - shown.length;
  const choices = found.map(({ type, id, region }) => ({ label: `${type} ${id} (${region})`, value: id }));
  const text = {
    ko: `"${asked}"(이)라는 리소스가 ${found.length}개입니다: ${shown.join(", ")}${left > 0 ? ` 외 ${left}개` : ""}. ID나 ARN으로 지정해 주세요.`,
    en: `"${asked}" is the name of ${found.length} resources: ${shown.join(", ")}${left > 0 ? ` and ${left} more` : ""}. Say which by id or ARN.`,
  };
  return new ToolError("ambiguous", text, choices);
}

function none(asked: string, all: readonly Resource[], estate: Estate): ToolError {
  const stem = asked.toLowerCase().replace(/[\W_]*\d*$/, "");
  const names = all.flatMap(({ name }) => name ?? []);
  const alike = [...new Set(names.filter((name) => stem !== "" && name.toLowerCase().includes(stem)))]
    .sort()
    .slice(0, SHOWN);
  const hint = (words: string) => (alike.length > 0 ? ` ${words}: ${alike.join(", ")}.` : "");
  const regions = estate.regions.join(", ");
  const blind = estate.skipped.length;
  return new ToolError("not_found", {
    ko: `${estate.account.name} 계정의 ${regions} 리전에 "${asked}" 리소스가 없습니다.${hint("비슷한 이름")}${blind > 0 ? ` 조회하지 못한 호출이 ${blind}개 있습니다.` : ""} 이름을 있는 그대로 쓰거나 ID로 지정해 주세요.`,
    en: `There is no resource "${asked}" in ${regions} of ${estate.account.name}.${hint("Similar names")}${blind > 0 ? ` ${blind} calls were refused or failed, so it may be among what could not be read.` : ""} Use the name as written, or the id.`,
  });
}
