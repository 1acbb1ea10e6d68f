/** Things known by their shape, in either language. Sticky patterns over the text as written. */
export type ShapeKind = "id" | "ip" | "path" | "event" | "regionId" | "instanceType";

const VERBS =
  "Run|Start|Stop|Terminate|Reboot|Create|Delete|Modify|Put|Update|Attach|Detach|Authorize|Revoke|Assume|Console|Get|List|Describe|Add|Remove|Set|Enable|Disable|Associate|Disassociate|Register|Deregister|Change|Schedule|Cancel|Copy|Restore|Reset|Switch";

export const SHAPES: readonly (readonly [ShapeKind, RegExp])[] = [
  ["id", /arn:aws[\w-]*:[^\s,;|`]+/y],
  ["id", /(?:i|vol|sg|eni|subnet|vpc|snap|ami|acl|rtb|igw|nat|lt|eipalloc|tgw)-[0-9a-f]{6,17}(?![\w-])/y],
  ["id", /(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,16}(?!\w)/y],
  ["ip", /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.])/y],
  ["regionId", /(?:us|eu|ap|sa|ca|me|af|il|mx)-(?:(?:north|south)?(?:east|west)|north|south|central)-\d(?![\w-])/iy],
  [
    "instanceType",
    /(?:db\.|cache\.)?[a-z]{1,3}\d[a-z-]*\.(?:nano|micro|small|medium|large|metal|\d*xlarge)(?![\w-])/iy,
  ],
  // A family stands for its sizes: "the g5 instances".
  ["instanceType", /(?:[cgimprtxz]|inf|trn)[2-9][a-z]{0,3}(?![\w.-])/iy],
  ["path", /\/[A-Za-z0-9_.#-]+(?:\/[A-Za-z0-9_.#-]+)+/y],
  ["event", new RegExp(`(?:${VERBS})[A-Z][A-Za-z0-9]+(?![\\w-])`, "y")],
];
