import type { Estate } from "./estate.ts";
import { type Fact, type Link, type Ref, type Resource, refOf } from "./resource.ts";

type Telling = (other: string, label: string, known: Resource | undefined) => Fact;

const labelled = (other: string, label: string) => (label === "" ? other : `${other}: ${label}`);
const kindOf = (known: Resource | undefined) => known?.type.split(":")[1]?.replaceAll("-", " ") ?? "other";

/** How a link reads at its start ... */
const outward: Record<Link["kind"], Telling | null> = {
  in: (other, _, known) => ["network", kindOf(known), other],
  member_of: (other, label) => ["details", "member of", labelled(other, label)],
  attached_to: (other, label) => ["details", "attached to", labelled(other, label)],
  guarded_by: (other) => ["security", "security group", other],
  // Told by the group's own rules.
  allows: null,
  routes_to: (other, label) => ["network", `route ${label}`, other],
  sends_to: (other, label) => ["traffic", "sends to", labelled(other, label)],
  target: (other, label) => ["traffic", "target", labelled(other, label)],
  watches: (other) => ["alarm", "watches resource", other],
  notifies: (other) => ["alarm", "notifies", other],
  made_from: (other) => ["details", "made from", other],
};

/** ... and at its end. */
const inward: Record<Link["kind"], Telling> = {
  in: (other, _, known) => ["holds", kindOf(known), other],
  member_of: (other, label, known) => [
    "holds",
    kindOf(known),
    labelled(other, [label, known?.state].filter(Boolean).join(", ")),
  ],
  attached_to: (other, label, known) => [
    known?.type === "ec2:volume" ? "storage" : "attached",
    kindOf(known),
    [labelled(other, label), known?.detail].filter(Boolean).join(", "),
  ],
  guarded_by: (other, _, known) => ["guards", kindOf(known), other],
  allows: (other, label) => ["rules", `may reach ${label}`, other],
  routes_to: (other, label) => ["network", `route ${label} from`, other],
  sends_to: (other, label) => ["traffic", "receives from", labelled(other, label)],
  target: (other, label) => ["traffic", "target group", labelled(other, label)],
  watches: (_, __, known) => ["alarms", known?.name ?? "", alarmText(known)],
  notifies: (other) => ["alarms", "notified by", other],
  made_from: (other, _, known) => ["storage", kindOf(known), other],
};

function alarmText(alarm: Resource | undefined): string {
  const since = alarm?.facts.find(([, name]) => name === "state since")?.[2];
  return [alarm?.state, since && `since ${since}`, alarm?.detail && `(${alarm.detail})`].filter(Boolean).join(" ");
}

/** What stands around a resource, as lines about it. */
export function neighboursOf(resource: Resource, estate: Estate): Fact[] {
  const out = estate.links.from(refOf(resource));
  const into = estate.links.to(refOf(resource));
  const tell = (telling: Telling | null, other: Ref, label = ""): Fact[] => {
    const known = estate.resources.get(other);
    return telling === null ? [] : [telling(called(other, known), label, known)];
  };
  const groups = out.filter(({ kind }) => kind === "guarded_by");
  return [
    ...out.flatMap(({ kind, to, label }) => tell(outward[kind], to, label)),
    ...groups.flatMap(({ to }) => rulesOf(estate.resources.get(to), estate)),
    ...into.flatMap(({ kind, from, label }) => tell(inward[kind], from, label)),
    ...into.filter(({ kind }) => kind === "target").flatMap(({ from }) => balancersOf(from, estate)),
  ];
}

/** `name (id)`, also of what is only known by its id. */
function called(ref: Ref, known: Resource | undefined): string {
  const id = known?.id ?? ref.split("/").slice(2).join("/");
  return known?.name && known.name !== id ? `${known.name} (${id})` : id;
}

/** The rules of a group that guards the resource, other groups by their names. */
function rulesOf(group: Resource | undefined, { resources }: Estate): Fact[] {
  if (!group) return [];
  const rules = group.facts.filter(([section]) => section === "rules");
  return rules.map(([, name, sources]): Fact => {
    const named = sources.split(", ").map((source) => {
      if (!source.startsWith("sg-")) return source;
      const ref = refOf({ region: group.region, type: "ec2:security-group", id: source });
      return called(ref, resources.get(ref));
    });
    return ["security", `${name} (${group.name ?? group.id})`, named.join(", ")];
  });
}

const balancersOf = (targetGroup: Ref, estate: Estate): Fact[] =>
  estate.links
    .to(targetGroup)
    .filter(({ kind }) => kind === "sends_to")
    .map(
      ({ from, label = "" }): Fact => [
        "traffic",
        "load balancer",
        labelled(called(from, estate.resources.get(from)), label),
      ],
    );
