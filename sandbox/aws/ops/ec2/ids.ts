/** What EC2 says of an id that does not exist or cannot be one. */
import { AwsError } from "../../wire/errors.ts";

export interface IdKind {
  prefix: string;
  notFound: readonly [code: string, message: (id: string) => string];
  malformed: readonly [code: string, message: (id: string) => string];
}

const expecting = (prefix: string) => (id: string) => `Invalid id: "${id}" (expecting "${prefix}-...")`;
const exists =
  (what: string, end = "") =>
  (id: string) =>
    `The ${what} '${id}' does not exist${end}`;

function kind(prefix: string, code: string, what: string, more: Partial<IdKind> = {}): IdKind {
  return {
    prefix,
    notFound: [`${code}.NotFound`, exists(what)],
    malformed: [`${code}.Malformed`, expecting(prefix)],
    ...more,
  };
}

export const idKinds = {
  instance: kind("i", "InvalidInstanceID", "instance ID", {
    malformed: ["InvalidInstanceID.Malformed", (id) => `Invalid id: "${id}"`],
  }),
  volume: kind("vol", "InvalidVolume", "volume", {
    notFound: ["InvalidVolume.NotFound", exists("volume", ".")],
    malformed: [
      "InvalidParameterValue",
      (id) => `Value (${id}) for parameter volumeId is invalid. Expected: 'vol-...'.`,
    ],
  }),
  snapshot: kind("snap", "InvalidSnapshot", "snapshot", {
    notFound: ["InvalidSnapshot.NotFound", exists("snapshot", ".")],
    malformed: ["InvalidSnapshotID.Malformed", expecting("snap")],
  }),
  image: kind("ami", "InvalidAMIID", "image id", {
    notFound: ["InvalidAMIID.NotFound", (id) => `The image id '[${id}]' does not exist`],
  }),
  securityGroup: kind("sg", "InvalidGroup", "security group", {
    malformed: ["InvalidGroupId.Malformed", expecting("sg")],
  }),
  rule: kind("sgr", "InvalidSecurityGroupRuleId", "security group rule ID"),
  vpc: kind("vpc", "InvalidVpcID", "vpc ID"),
  subnet: kind("subnet", "InvalidSubnetID", "subnet ID"),
  routeTable: kind("rtb", "InvalidRouteTableID", "routeTable ID"),
  internetGateway: kind("igw", "InvalidInternetGatewayID", "internetGateway ID"),
  nat: kind("nat", "NatGateway", "NAT gateway", {
    notFound: ["NatGatewayNotFound", (id) => `The Nat Gateway ${id} was not found`],
    malformed: ["NatGatewayMalformed", (id) => `The Nat Gateway ID ${id} is malformed`],
  }),
  endpoint: kind("vpce", "InvalidVpcEndpointId", "Vpc Endpoint Id"),
  networkInterface: kind("eni", "InvalidNetworkInterfaceID", "networkInterface ID"),
  allocation: kind("eipalloc", "InvalidAllocationID", "allocation ID"),
  keyPair: kind("key", "InvalidKeyPair", "key pair ID"),
} satisfies Record<string, IdKind>;

/** Also the short ids of earlier years: eight digits instead of seventeen. */
const isId = (prefix: string, id: string) => new RegExp(`^${prefix}-[0-9a-f]{8}([0-9a-f]{9})?$`).test(id);

/**
 * The items with the given ids, or all without any.
 * @throws AwsError naming the first malformed id, else every missing one.
 */
export function pick<T>(items: T[], ids: readonly string[] | undefined, idOf: (item: T) => string, of: IdKind): T[] {
  if (!ids?.length) return items;
  const malformed = ids.find((id) => !isId(of.prefix, id));
  if (malformed !== undefined) throw new AwsError(of.malformed[0], of.malformed[1](malformed));
  const missing = ids.filter((id) => !items.some((item) => idOf(item) === id));
  if (missing.length > 0) throw new AwsError(of.notFound[0], missingMessage(of, missing));
  return items.filter((item) => ids.includes(idOf(item)));
}

function missingMessage({ notFound: [, say] }: IdKind, missing: string[]): string {
  const message = say(missing.join(", "));
  return missing.length > 1 ? message.replace(/\bID\b/, "IDs").replace("does not", "do not") : message;
}
