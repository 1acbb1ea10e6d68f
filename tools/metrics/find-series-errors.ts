import type { AccountConfig } from "../config.ts";
import { InputError, ToolError } from "../errors.ts";
import type { Scope } from "../results.ts";
import type { Candidate } from "./find-series.ts";
import { wordList } from "./words.ts";

interface Asked {
  resource: string;
  metric: string;
}

const MANY = 12;

/** `ec2:web-1 (ap-northeast-2)`: a name that can be asked with. */
function named(candidates: readonly Candidate[]): string {
  const kinds = new Set(candidates.map(({ kind }) => kind));
  const words = candidates.map(({ kind, names, region }) => {
    const name = kinds.size > 1 && !kind.includes("/") ? `${kind}:${names[0]}` : names[0]!;
    return `${name} (${region})`;
  });
  const all = [...new Set(words)].sort();
  return `${all.slice(0, MANY).join(", ")}${all.length > MANY ? ", …" : ""}`;
}

export function unknownMetric(metric: string): InputError {
  return new InputError({
    ko: `"${metric}" 지표를 알 수 없습니다. 사용할 수 있는 이름: ${wordList()}, 또는 AWS/RDS/DatabaseConnections처럼 네임스페이스와 지표 이름.`,
    en: `The metric "${metric}" is not known. Use one of: ${wordList()}; or namespace and name, as in AWS/RDS/DatabaseConnections.`,
  });
}

export function noSuchResource(
  { resource, metric }: Asked,
  all: readonly Candidate[],
  { searched, skipped }: Pick<Scope, "skipped"> & { searched: string[] },
  account: AccountConfig,
): ToolError {
  const where = searched.join(", ");
  const unseen = skipped.map(({ region }) => region).join(", ");
  const some = all.length > 0 ? named(all) : "";
  return new ToolError("not_found", {
    ko: `${account.name} 계정의 ${where} 리전에 ${metric} 지표가 있는 "${resource}" 리소스가 없습니다.${some ? ` 있는 것: ${some}.` : ""}${unseen ? ` 조회하지 못한 리전: ${unseen}.` : ""}`,
    en: `Nothing called "${resource}" with the metric ${metric} is in ${where} of ${account.name}.${some ? ` There are: ${some}.` : ""}${unseen ? ` Could not look in ${unseen}.` : ""}`,
  });
}

export function manyResources({ resource, metric }: Asked, found: readonly Candidate[]): ToolError {
  const choices = [...new Map(found.map((one) => [one.names[0]!, one]))].map(([value, { kind, region }]) => ({
    label: `${value} (${kind}, ${region})`,
    value,
  }));
  const text = {
    ko: `${metric} 지표가 있는 "${resource}" 리소스가 ${found.length}개입니다. 하나를 정확히 지정하거나 *를 붙여 한 종류를 모두 지정해 주세요: ${named(found)}.`,
    en: `${found.length} resources match "${resource}" and have the metric ${metric}. Name one exactly, or all of a kind with *: ${named(found)}.`,
  };
  return new ToolError("ambiguous", text, choices.length > 1 ? choices : []);
}
