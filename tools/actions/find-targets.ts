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
    throw new InputError(`The targets are in several regions (${regions.join(", ")}). Ask for each region separately.`);
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
    const ids = matching.map(({ instance, region }) => `${instance.InstanceId} (${region}, ${instance.State?.Name})`);
    throw new ToolError(
      "ambiguous",
      `"${target}" is the Name tag of ${matching.length} instances: ${ids.join(", ")}. Say which by id.`,
    );
  }
  const alike = similarNames(target, all);
  const hint = alike.length > 0 ? ` Similar names: ${alike.join(", ")}.` : "";
  throw new ToolError(
    "not_found",
    `There is no instance "${target}" in ${account.regions.join(", ")} of ${account.name}.${hint} Use the Name tag as written, or the id.`,
  );
}

function similarNames(target: string, all: Candidate[]): string[] {
  const stem = target.toLowerCase().replace(/[\W_]*\d*$/, "");
  const names = all.flatMap(({ instance }) => tagOf(instance, "Name") ?? []);
  const alike = names.filter((name) => stem !== "" && name.toLowerCase().includes(stem));
  return [...new Set(alike)].sort().slice(0, 8);
}
