/** Elastic IP addresses: of the NAT gateways, of the bastion, and two that nothing uses. */
import { dev } from "./account.ts";
import { ec2Arn } from "./ec2-arn.ts";
import { SEOUL } from "./network.ts";
import { platformTags } from "./platform-tags.ts";
import { randomOf } from "./random.ts";
import { resourceId } from "./resource-id.ts";
import { perSetting, type Setting } from "./setting.ts";

export interface Address {
  allocationId: string;
  arn: string;
  name: string;
  region: string;
  publicIp: string;
  /** The NAT gateway's zone or the instance's Name; undefined: idle. */
  usedBy?: { natZone: string } | { instance: string };
  tags: Record<string, string>;
}

export const addressesOf = perSetting((setting): Address[] => {
  const { names } = setting;
  const natZones = setting.account === dev ? ["a"] : ["a", "b", "c"];
  const nats = natZones.map((zone) => {
    const name = `${setting.account.name}-nat-${zone}`;
    return address(setting, name, platformTags(setting, name), { natZone: `${SEOUL}${zone}` });
  });
  if (setting.account === dev) return nats;
  return [
    ...nats,
    address(setting, names.bastion, platformTags(setting, names.bastion), { instance: names.bastion }),
    address(setting, `old-${names.web}-lb`, { Name: `old-${names.web}-lb`, env: "prod" }),
    address(setting, "vpn-trial", { Name: "vpn-trial" }),
  ];
});

function address(setting: Setting, name: string, tags: Address["tags"], usedBy?: Address["usedBy"]): Address {
  const allocationId = resourceId(setting, "eipalloc", name);
  const random = randomOf(setting.seed, setting.account.id, "elastic-ip", name);
  return {
    allocationId,
    arn: ec2Arn(setting, SEOUL, "elastic-ip", allocationId),
    name,
    region: SEOUL,
    publicIp: `${random.pick(["3.34", "3.36", "13.125", "15.164", "43.201", "52.78"])}.${random.int(10, 240)}.${random.int(2, 250)}`,
    ...(usedBy ? { usedBy } : {}),
    tags,
  };
}
