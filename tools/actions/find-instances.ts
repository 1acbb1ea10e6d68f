import type { Instance } from "@aws-sdk/client-ec2";
import type { Call } from "../define-tool.ts";
import { describeInstances, tagOf } from "../inventory/describe-instances.ts";
import type { ActAccount } from "./act-account.ts";
import { candidates, pickTargets } from "./pick-target.ts";

export interface Targets {
  region: string;
  /** In the order of their ids; each once. */
  instances: Instance[];
}

/** The instances meant by Name tags or ids. All must be in one region: one approval covers one place. */
export async function findInstances(targets: readonly string[], { account }: ActAccount, call: Call): Promise<Targets> {
  const all = await candidates(account, async (region) => {
    const { instances } = await describeInstances(account, region, {}, call);
    return instances
      .filter(({ State }) => State?.Name !== "terminated")
      .map((item) => ({
        region,
        id: item.InstanceId ?? "",
        name: tagOf(item, "Name"),
        state: item.State?.Name ?? null,
        item,
      }));
  });
  const { region, picked } = pickTargets(targets, all, { ko: "인스턴스", en: "instance" }, account, call);
  return { region, instances: picked.map(({ item }) => item) };
}
