import type { Instance } from "@aws-sdk/client-ec2";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { InputError, ToolError } from "../errors.ts";
import { describeInstances, tagOf } from "../inventory/describe-instances.ts";

export interface Targets {
  region: string;
  /** In the order of their ids; each once. */
  instances: Instance[];
}

const ID = /^i-[0-9a-f]{8,17}$/;

/** The instances meant by Name tags or ids. All must be in one region: one approval covers one place. */
export async function findTargets(targets: readonly string[], account: AccountConfig, call: Call): Promise<Targets> {
  const all = await Promise.all(
    account.regions.map(async (region) => {
      const { instances } = await describeInstances(account, region, {}, call);
      return instances.filter(({ State }) => State?.Name !== "terminated").map((instance) => ({ region, instance }));
    }),
  );
  const found = [...new Set(targets)].map((target) => pickOne(target, all.flat(), account));
  const regions = [...new Set(found.map(({ region }) => region))];
  if (regions.length > 1)
    throw new InputError({
      ko: `대상이 여러 리전에 있습니다 (${regions.join(", ")}). 리전별로 따로 요청해 주세요.`,
      en: `The targets are in several regions (${regions.join(", ")}). Ask for each region separately.`,
    });
  const byId = new Map(found.map(({ instance }) => [instance.InstanceId ?? "", instance]));
  return {
    region: regions[0]!,
    instances: [...byId].sort(([a], [b]) => a.localeCompare(b)).map(([, instance]) => instance),
  };
}

interface Candidate {
  region: string;
  instance: Instance;
}

function pickOne(target: string, all: Candidate[], account: AccountConfig): Candidate {
  const matching = ID.test(target)
    ? all.filter(({ instance }) => instance.InstanceId === target)
    : all.filter(({ instance }) => tagOf(instance, "Name") === target);
  const [only, ...others] = matching;
  if (only && others.length === 0) return only;
  if (only) {
    const choices = matching.map(({ instance, region }) => ({
      label: `${instance.InstanceId} (${region}, ${instance.State?.Name})`,
      value: instance.InstanceId ?? "",
    }));
    const ids = choices.map(({ label }) => label).join(", ");
    throw new ToolError(
      "ambiguous",
      {
        ko: `Name 태그가 "${target}"인 인스턴스가 ${matching.length}개입니다: ${ids}. 인스턴스 ID로 지정해 주세요.`,
        en: `"${target}" is the Name tag of ${matching.length} instances: ${ids}. Say which by id.`,
      },
      choices,
    );
  }
  const alike = similarNames(target, all);
  const hint = (words: string) => (alike.length > 0 ? ` ${words}: ${alike.join(", ")}.` : "");
  const regions = account.regions.join(", ");
  throw new ToolError("not_found", {
    ko: `${account.name} 계정의 ${regions} 리전에 "${target}" 인스턴스가 없습니다.${hint("비슷한 이름")} Name 태그를 있는 그대로 쓰거나 인스턴스 ID로 지정해 주세요.`,
    en: `There is no instance "${target}" in ${regions} of ${account.name}.${hint("Similar names")} Use the Name tag as written, or the id.`,
  });
}

function similarNames(target: string, all: Candidate[]): string[] {
  const stem = target.toLowerCase().replace(/[\W_]*\d*$/, "");
  const names = all.flatMap(({ instance }) => tagOf(instance, "Name") ?? []);
  const alike = names.filter((name) => stem !== "" && name.toLowerCase().includes(stem));
  return [...new Set(alike)].sort().slice(0, 8);
}
