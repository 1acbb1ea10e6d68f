import type { Estate } from "./estate.ts";
import { type Link, type Ref, type Resource, refOf } from "./resource.ts";

/** A row of a diagram: a box that holds others, a thing in a box, or an arrow. */
export interface GraphRow {
  kind: "group" | "node" | "edge";
  id: string;
  name: string | null;
  type: string;
  parent: string | null;
  from: string | null;
  to: string | null;
  label: string | null;
}

export interface Graph {
  groups: GraphRow[];
  nodes: GraphRow[];
  edges: GraphRow[];
  /** Security group rules between many members, drawn as one arrow. */
  folded: number;
  /** Arrows left out because they are only for logging on to hosts. */
  adminRules: number;
  /** Routes to gateway endpoints, which are told on the endpoint. */
  endpointRoutes: number;
}

/** Above this many pairs, one arrow stands for a rule between two groups of members. */
const PAIRS = 12;
/** SSH, RDP: every bastion reaches everything, which hides what a picture is for. */
const ADMIN_PORTS = new Set(["tcp 22", "tcp 3389"]);

/** The things given with what connects them, in the boxes of their subnets, VPCs and regions. */
export function graphOf(nodes: readonly Resource[], estate: Estate): Graph {
  const drawn = new Map(nodes.map((node) => [refOf(node), node]));
  const places = new Map([...drawn.keys()].map((ref) => [ref, placeOf(ref, estate)]));
  const groups = new Map<Ref, GraphRow>();
  for (const [ref, node] of drawn) addGroups(places.get(ref) ?? null, node.region, estate, groups);
  const traffic = trafficEdges(drawn, estate);
  const rules = ruleEdges(drawn, estate, new Set(traffic.map(({ from, to }) => `${from} ${to}`)));
  const { edges: routes, endpoints } = routeEdges(drawn, groups, estate);
  return {
    groups: [...groups.values()],
    nodes: [...drawn].map(([ref, node]) => ({
      kind: "node",
      id: ref,
      name: node.name ?? node.id,
      type: node.type,
      parent: places.get(ref) ?? node.region,
      from: null,
      to: null,
      label: [node.state, node.detail, routedFrom(endpoints.get(ref))].filter(Boolean).join(", ") || null,
    })),
    edges: once([...traffic, ...rules.edges, ...routes]),
    folded: rules.folded,
    adminRules: rules.admin,
    endpointRoutes: endpoints.values().reduce((sum, subnets) => sum + subnets.size, 0),
  };
}

/** The one subnet it is in; of several the VPC they are in; null for what is in none. */
function placeOf(ref: Ref, estate: Estate): Ref | null {
  const into = estate.links.from(ref).filter(({ kind }) => kind === "in");
  const subnets = into.filter(({ to }) => to.includes("/ec2:subnet/"));
  if (subnets.length === 1) return subnets[0]!.to;
  const vpc = into.find(({ to }) => to.includes("/ec2:vpc/"))?.to;
  return vpc ?? (subnets[0] ? vpcOf(subnets[0].to, estate) : null);
}

export const vpcOf = (subnet: Ref, estate: Estate): Ref | null =>
  estate.links.from(subnet).find(({ kind, to }) => kind === "in" && to.includes("/ec2:vpc/"))?.to ?? null;

function addGroups(place: Ref | null, region: string, estate: Estate, groups: Map<Ref, GraphRow>): void {
  const add = (id: Ref, type: string, name: string, parent: Ref | null, label: string | null) => {
    if (!groups.has(id)) groups.set(id, { kind: "group", id, name, type, parent, from: null, to: null, label });
  };
  add(region, "region", region, null, null);
  if (place === null) return;
  const subnet = place.includes("/ec2:subnet/") ? place : null;
  const vpc = subnet ? vpcOf(subnet, estate) : place;
  const nameOf = (ref: Ref) => estate.resources.get(ref)?.name ?? ref.split("/").at(-1) ?? "";
  if (vpc) add(vpc, "ec2:vpc", nameOf(vpc), region, estate.resources.get(vpc)?.detail ?? null);
  if (subnet) add(subnet, "ec2:subnet", nameOf(subnet), vpc ?? region, isPublic(subnet, estate) ? "public" : "private");
}

const isPublic = (subnet: Ref, estate: Estate) =>
  estate.links.from(subnet).some(({ kind, to }) => kind === "routes_to" && to.includes("/ec2:internet-gateway/"));

const edge = (from: Ref, to: Ref, type: string, label: string): GraphRow => ({
  kind: "edge",
  id: `${from} > ${to} ${type}`,
  name: null,
  type,
  parent: null,
  from,
  to,
  label: label === "" ? null : label,
});

/** Load balancers to the targets behind their groups, and messages from one to the next. */
function trafficEdges(drawn: ReadonlyMap<Ref, Resource>, { links }: Estate): GraphRow[] {
  const sends = links.all.filter(({ kind }) => kind === "sends_to");
  const targets = links.all.filter(({ kind }) => kind === "target");
  return sends.flatMap((send) => {
    if (!drawn.has(send.from)) return [];
    if (drawn.has(send.to)) return [edge(send.from, send.to, "sends_to", send.label ?? "")];
    return targets
      .filter((target) => target.from === send.to && drawn.has(target.to))
      .map((target) => edge(send.from, target.to, "target", labelOf(send, target)));
  });
}

/** `HTTP 8080`, and what is wrong where something is. */
function labelOf(send: Link, { label = "" }: Link): string {
  const fine = label.startsWith("healthy") || label === "tasks" || label === "";
  return [send.label, fine ? null : label].filter(Boolean).join(", ");
}

/** Who may reach whom by security groups that name each other. */
function ruleEdges(
  drawn: ReadonlyMap<Ref, Resource>,
  { links }: Estate,
  told: ReadonlySet<string>,
): { edges: GraphRow[]; folded: number; admin: number } {
  const members = Map.groupBy(
    links.all.filter(({ kind, from }) => kind === "guarded_by" && drawn.has(from)),
    ({ to }) => to,
  );
  const of = (group: Ref) => [...new Set((members.get(group) ?? []).map(({ from }) => from))];
  const edges: GraphRow[] = [];
  let folded = 0;
  let admin = 0;
  for (const { from: guarded, to: allowed, kind, label = "" } of links.all) {
    if (kind !== "allows" || guarded === allowed) continue;
    const pairs = of(allowed)
      .flatMap((source) => of(guarded).map((target) => ({ source, target })))
      .filter(({ source, target }) => source !== target && !told.has(`${source} ${target}`));
    if (pairs.length === 0) continue;
    if (ADMIN_PORTS.has(label)) {
      admin += 1;
      continue;
    }
    if (pairs.length > PAIRS) folded += 1;
    const shown = pairs.length > PAIRS ? pairs.slice(0, 1) : pairs;
    const count = pairs.length > PAIRS ? ` (${of(allowed).length} to ${of(guarded).length})` : "";
    edges.push(...shown.map(({ source, target }) => edge(source, target, "allows", `${label}${count}`)));
  }
  return { edges, folded, admin };
}

/**
 * From a subnet's box to the gateway its way out leads through. Prefix lists lead every subnet to the same gateway
 * endpoints: as arrows they would hide the rest, so the endpoint says from how many subnets it is reached.
 */
function routeEdges(
  drawn: ReadonlyMap<Ref, Resource>,
  groups: ReadonlyMap<Ref, GraphRow>,
  { links }: Estate,
): { edges: GraphRow[]; endpoints: Map<Ref, Set<Ref>> } {
  const edges: GraphRow[] = [];
  const endpoints = new Map<Ref, Set<Ref>>();
  for (const { kind, from, to, label = "" } of links.all) {
    if (kind !== "routes_to" || !groups.has(from) || !drawn.has(to)) continue;
    if (to.includes("/ec2:vpc-endpoint/")) endpoints.set(to, (endpoints.get(to) ?? new Set()).add(from));
    else edges.push(edge(from, to, "routes_to", label));
  }
  return { edges, endpoints };
}

const routedFrom = (subnets: ReadonlySet<Ref> | undefined): string | null =>
  subnets ? `routes from ${subnets.size} ${subnets.size === 1 ? "subnet" : "subnets"}` : null;

const once = (edges: readonly GraphRow[]): GraphRow[] => [
  ...new Map(edges.map((one) => [`${one.from} ${one.to} ${one.label}`, one])).values(),
];
