/** Numbers of this moment, by queue, channel or routing profile. */
import type * as Connect from "@aws-sdk/client-connect";
import type { Call } from "../../call.ts";
import type { Agent, ContactCentre, ContactQueue } from "../../world/contact-centre.ts";
import { type AgentNow, agentNow, type Contact, snapshotTime, waitingAt } from "../../world/contacts.ts";
import { findPart, invalid } from "./find.ts";

type Channel = Contact["channel"];

/** What a result is about; what is undefined is all of it. */
interface Scope {
  queues: ContactQueue[];
  channels: Channel[];
  agents: Agent[];
}

interface Seen {
  agent: Agent;
  now: AgentNow;
}

interface Facts {
  at: number;
  waiting: Contact[];
  agents: Seen[];
}

type Measure = (facts: Facts, grouped: boolean) => number;

const online = ({ now }: Seen) => now.status !== "Offline";
const talking = ({ now }: Seen, at: number) => now.contact !== undefined && now.contact.endedAt > at;
const writing = ({ now }: Seen, at: number) => now.contact !== undefined && now.contact.endedAt <= at;
const count = (agents: Seen[], test: (seen: Seen) => boolean) => agents.filter(test).length;

const measures: Record<string, Measure> = {
  AGENTS_ONLINE: ({ agents }) => count(agents, online),
  AGENTS_STAFFED: ({ agents }) => count(agents, (seen) => online(seen) && seen.now.status === "Available"),
  AGENTS_AVAILABLE: ({ agents }) => count(agents, ({ now }) => now.status === "Available" && !now.contact),
  AGENTS_ON_CALL: ({ agents, at }) => count(agents, (seen) => talking(seen, at)),
  AGENTS_ON_CONTACT: ({ agents, at }) => count(agents, (seen) => talking(seen, at)),
  AGENTS_AFTER_CONTACT_WORK: ({ agents, at }) => count(agents, (seen) => writing(seen, at)),
  AGENTS_NON_PRODUCTIVE: ({ agents }) => count(agents, ({ now }) => now.status === "휴식"),
  AGENTS_ERROR: () => 0,
  SLOTS_ACTIVE: ({ agents, at }) => count(agents, (seen) => talking(seen, at)),
  SLOTS_AVAILABLE: ({ agents }) => count(agents, ({ now }) => now.status === "Available" && !now.contact),
  CONTACTS_IN_QUEUE: ({ waiting }) => waiting.length,
  CONTACTS_SCHEDULED: () => 0,
  // In seconds where there are groupings, else in milliseconds although the unit says seconds: Connect's own quirk.
  OLDEST_CONTACT_AGE({ waiting, at }, grouped) {
    const oldest = Math.max(0, ...waiting.map((contact) => at - contact.enqueuedAt));
    return grouped ? Math.round(oldest / 1000) : Math.round(oldest);
  },
  ESTIMATED_WAIT_TIME: ({ waiting, at }) =>
    waiting.length === 0
      ? 0
      : Math.round(waiting.reduce((sum, one) => sum + at - one.enqueuedAt, 0) / waiting.length / 1000),
};

const CHANNELS: Channel[] = ["VOICE", "CHAT"];

/** @throws AwsError InvalidParameterException on what Connect cannot measure or group so. */
export function liveMetrics(
  call: Call,
  centre: ContactCentre,
  input: Connect.GetCurrentMetricDataRequest,
): { results: Connect.CurrentMetricResult[]; at: number } {
  const groupings = input.Groupings ?? [];
  const { Queues = [], Channels = [], RoutingProfiles = [] } = input.Filters ?? {};
  if (Queues.length > 0 && RoutingProfiles.length > 0)
    throw invalid("You cannot filter by both queue and routing profile");
  if (Queues.length === 0 && RoutingProfiles.length === 0)
    throw invalid("Filters must include a queue or a routing profile");
  for (const grouping of groupings)
    if (!["QUEUE", "CHANNEL", "ROUTING_PROFILE"].includes(grouping))
      throw invalid(`Grouping ${grouping} is not supported`);
  if (groupings.includes("CHANNEL") && Channels.length === 0)
    throw invalid("A Channels filter is required to group by CHANNEL");
  const wanted = (input.CurrentMetrics ?? []).map((metric) => ({ metric, measure: measures[metric.Name ?? ""] }));
  for (const { metric, measure } of wanted) if (!measure) throw invalid(`Metric ${metric.Name} is not supported`);

  const profiles = RoutingProfiles.map((id) => findPart(centre.profiles, id, "Routing profile"));
  const queues =
    profiles.length > 0
      ? centre.queues.filter((queue) => profiles.some((profile) => profile.queues.includes(queue.key)))
      : Queues.map((id) => findPart(centre.queues, id, "Queue"));
  const channels = Channels.length > 0 ? CHANNELS.filter((channel) => Channels.includes(channel)) : CHANNELS;
  const agents = centre.agents.filter((agent) =>
    profiles.length > 0
      ? profiles.includes(agent.profile)
      : agent.profile.queues.some((key) => queues.some((queue) => queue.key === key)),
  );
  const all: Scope = { queues, channels, agents };
  const scopes = groupings.reduce<Row[]>(
    (rows, grouping) => rows.flatMap(({ scope, dimensions }) => split(scope, dimensions, grouping)),
    [{ scope: all, dimensions: {} }],
  );
  const { setting } = call.world;
  const at = snapshotTime(setting, call.now);
  const waiting = waitingAt(setting, at);
  const results = scopes.map(({ scope, dimensions }) => {
    const facts: Facts = {
      at,
      waiting: waiting.filter(
        (contact) =>
          scope.channels.includes(contact.channel) && scope.queues.some((queue) => queue.key === contact.queue),
      ),
      agents: scope.agents.map((agent) => ({ agent, now: agentNow(setting, agent, at) })),
    };
    return {
      ...(groupings.length > 0 ? { Dimensions: dimensions } : {}),
      Collections: wanted.map(({ metric, measure }) => ({
        Metric: { Name: metric.Name, Unit: metric.Unit },
        Value: (measure as Measure)(facts, groupings.length > 0),
      })),
    };
  });
  return { results, at };
}

interface Row {
  scope: Scope;
  dimensions: Connect.Dimensions;
}

function split(scope: Scope, dimensions: Connect.Dimensions, grouping: Connect.Grouping): Row[] {
  if (grouping === "QUEUE")
    return scope.queues.map((queue) => ({
      scope: {
        ...scope,
        queues: [queue],
        agents: scope.agents.filter((agent) => agent.profile.queues.includes(queue.key)),
      },
      dimensions: { ...dimensions, Queue: { Id: queue.id, Arn: queue.arn } },
    }));
  if (grouping === "CHANNEL")
    return scope.channels.map((channel) => ({
      scope: { ...scope, channels: [channel] },
      dimensions: { ...dimensions, Channel: channel },
    }));
  const profiles = [...new Set(scope.agents.map((agent) => agent.profile))];
  return profiles.map((profile) => ({
    scope: {
      ...scope,
      queues: scope.queues.filter((queue) => profile.queues.includes(queue.key)),
      agents: scope.agents.filter((agent) => agent.profile === profile),
    },
    dimensions: { ...dimensions, RoutingProfile: { Id: profile.id, Arn: profile.arn } },
  }));
}
