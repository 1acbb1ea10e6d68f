import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { actionOf as iamActionOf } from "../../sandbox/aws/iam/action-names.ts";

const root = join(import.meta.dirname, "../..");
const sdk = join(root, "node_modules/@aws-sdk");

/** How IAM calls a service where the package is called otherwise. */
const prefixes: Record<string, string> = {
  "auto-scaling": "autoscaling",
  "cloudwatch-logs": "logs",
  "cost-explorer": "ce",
  "elastic-load-balancing-v2": "elasticloadbalancing",
  "resource-groups-tagging-api": "tag",
};
const actionOf = (client: string, operation: string): string => iamActionOf(prefixes[client] ?? client, operation);

const clients = (): string[] =>
  readdirSync(sdk)
    .filter((name) => name.startsWith("client-"))
    .map((name) => name.slice("client-".length));

const operationsOf = (client: string): string[] =>
  readdirSync(join(sdk, `client-${client}`, "dist-types/commands"))
    .filter((file) => file.endsWith("Command.d.ts"))
    .map((file) => file.slice(0, -"Command.d.ts".length));

/** Every operation of every service whose client is installed, as IAM names it. */
export const everyAction = (): string[] => [
  ...new Set(clients().flatMap((client) => operationsOf(client).map((operation) => actionOf(client, operation)))),
];

/** What the sources under a folder send, from which command of which client they make. */
export function sentFrom(folder: string, leaveOut: (file: string) => boolean = () => false): string[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !leaveOut(file))
    .map((file) => readFileSync(join(root, folder, file), "utf8"));
  const all = files.flatMap((source) =>
    [...source.matchAll(/new (?:\w+\.)?(\w+)Command\(/g)].map(({ 1: operation = "", index }) =>
      actionOf(clientOf(operation, source, index), operation),
    ),
  );
  return [...new Set(all)].sort();
}

/** The client that a command was taken out of, else the one named last before it, else the only one that has it. */
function clientOf(operation: string, source: string, index: number): string {
  const imports = [...source.matchAll(/const \{([^}]+)\} = awsSdk\(\s*"client-([\w-]+)"/g)];
  const taken = imports.find(([, names = ""]) => new RegExp(`\\b${operation}Command\\b`).test(names));
  if (taken) return taken[2]!;
  const before = [...source.slice(0, index).matchAll(/awsSdk\("client-([\w-]+)"\)/g)].at(-1);
  if (before) return before[1]!;
  const having = clients().filter((client) => operationsOf(client).includes(operation));
  if (having.length !== 1) throw new Error(`${operation} is of ${having.join(", ") || "no client"}`);
  return having[0]!;
}
