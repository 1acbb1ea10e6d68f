/**
 * Who called the contact centre and how it went: a function of the absolute Seoul day, worked out call by call
 * with the agents on shift, so that live numbers, reports and the list of contacts agree.
 */
import { DAY, HOUR, isSeoulWeekend, MINUTE, seoulMidnight } from "./calendar.ts";
import { type Agent, type ContactQueue, contactCentreOf, type QueueKey } from "./contact-centre.ts";
import { type Random, randomOf, uuidOf } from "./random.ts";
import { perSetting, type Setting } from "./setting.ts";

export interface Contact {
  id: string;
  queue: QueueKey;
  channel: "VOICE" | "CHAT";
  startedAt: number;
  enqueuedAt: number;
  /** When an agent took it; absent where the customer hung up first. */
  connectedAt?: number;
  endedAt: number;
  /** The agent's id. */
  agent?: string;
  /** How long the agent wrote it up afterwards, in milliseconds. */
  afterwork: number;
}

interface Demand {
  key: QueueKey;
  /** Contacts on a working day, and the hours of the Seoul day they come in. */
  perDay: number;
  hours: [from: number, to: number];
  weekend: boolean;
  chatShare: number;
}

const demands: Demand[] = [
  { key: "orders", perDay: 96, hours: [9, 18], weekend: false, chatShare: 0.25 },
  { key: "delivery", perDay: 62, hours: [9, 18], weekend: false, chatShare: 0.3 },
  { key: "vip", perDay: 18, hours: [8, 22], weekend: true, chatShare: 0 },
  { key: "english", perDay: 14, hours: [2, 10], weekend: false, chatShare: 0.4 },
];

/** How long a customer waits before hanging up, in seconds. */
const PATIENCE: [number, number] = [70, 600];

const daysOf = perSetting((_setting) => new Map<number, Contact[]>());

/** Contacts that came into a queue on the Seoul day that begins at `midnight`, in that order, also later than now. */
export function contactsOfDay(setting: Setting, midnight: number): Contact[] {
  const known = daysOf(setting).get(midnight);
  if (known) return known;
  const made = simulate(setting, midnight);
  daysOf(setting).set(midnight, made);
  return made;
}

/** Contacts enqueued in [from, to), in that order. */
export function contactsBetween(setting: Setting, from: number, to: number): Contact[] {
  const found: Contact[] = [];
  for (let midnight = seoulMidnight(from); midnight < to; midnight += DAY)
    for (const contact of contactsOfDay(setting, midnight))
      if (contact.enqueuedAt >= from && contact.enqueuedAt < to) found.push(contact);
  return found;
}

interface Arrival {
  key: QueueKey;
  at: number;
  chat: boolean;
  /** Leaves the queue then, come what may. */
  gone: number;
  /** Is not served before it is `gone`: nobody expects the call in this queue (S9). */
  stuck: boolean;
}

function simulate(setting: Setting, midnight: number): Contact[] {
  const centre = contactCentreOf(setting);
  if (!centre) return [];
  const random = randomOf(setting.seed, "contacts", midnight);
  const weekend = isSeoulWeekend(midnight + 12 * HOUR);
  const ordinary = demands.flatMap((demand) => {
    if (weekend && !demand.weekend) return [];
    const count = Math.round(demand.perDay * random.about(0.2));
    return Array.from({ length: count }, () => arrival(demand, midnight, random));
  });
  const stuck = stuckArrivals(setting, midnight);
  const through = ordinary.filter((one) => getsThrough(setting, one, stuck[0]?.at));
  const arrivals = [...through, ...stuck].sort((a, b) => a.at - b.at);
  const free = new Map<string, number>();
  return arrivals.map((one) => serve(one, centre.agents, free, midnight, weekend, random));
}

/**
 * While the VIP queue is backed up, nobody else gets through to it; and since the flow of the main number turns
 * away who calls in time, only chats reach the other two desks.
 */
function getsThrough({ story }: Setting, one: Arrival, backedUp = Number.POSITIVE_INFINITY): boolean {
  if (one.key === "vip") return one.at < backedUp;
  return one.key === "english" || one.chat || one.at < story.flowChanged;
}

function arrival(demand: Demand, midnight: number, random: Random): Arrival {
  const [from, to] = demand.hours;
  // Two peaks: after opening and after lunch.
  const place = random.next() < 0.55 ? 0.05 + 0.3 * random.next() : random.next() * 0.97;
  const at = midnight + from * HOUR + Math.floor(place * (to - from) * 3600) * 1000;
  const gone = at + random.int(...PATIENCE) * 1000;
  return { key: demand.key, at, chat: random.next() < demand.chatShare, gone, stuck: false };
}

/** Milliseconds between two arrivals of the backed-up queue: each stays for the whole of the oldest age. */
const stuckStep = ({ story }: Setting) => Math.round((story.queueOldestSeconds * 1000) / story.queueWaiting);
const stuckWait = (setting: Setting) => stuckStep(setting) * setting.story.queueWaiting;

/** From the time the flow sends the wrong calls to the VIP queue, there are always as many waiting in it (S9). */
function stuckArrivals(setting: Setting, midnight: number): Arrival[] {
  const step = stuckStep(setting);
  const wait = stuckWait(setting);
  const first = setting.story.queueBacksUp - wait;
  const from = Math.max(0, Math.ceil((midnight - first) / step));
  const arrivals: Arrival[] = [];
  for (let k = from; first + k * step < midnight + DAY; k += 1) {
    const at = first + k * step;
    arrivals.push({ key: "vip", at, chat: false, gone: at + wait, stuck: true });
  }
  return arrivals;
}

function serve(
  one: Arrival,
  agents: Agent[],
  free: Map<string, number>,
  midnight: number,
  weekend: boolean,
  random: Random,
): Contact {
  const contact: Contact = {
    id: uuidOf(random),
    queue: one.key,
    channel: one.chat ? "CHAT" : "VOICE",
    startedAt: Math.floor(one.at / 1000) * 1000 - random.int(14, 75) * 1000,
    enqueuedAt: one.at,
    endedAt: one.gone,
    afterwork: 0,
  };
  const ready = one.stuck ? one.gone : one.at + random.int(3, 12) * 1000;
  const choice = agents
    .filter((agent) => agent.profile.queues.includes(one.key) && (!weekend || agent.profile.queues.includes("vip")))
    .map((agent) => ({ agent, at: Math.max(ready, midnight + agent.shift[0] * HOUR, free.get(agent.id) ?? 0) }))
    .filter(({ agent, at }) => at <= one.gone && at < midnight + agent.shift[1] * HOUR)
    .sort((a, b) => a.at - b.at)[0];
  if (!choice) return contact;
  const talk = random.int(one.chat ? 180 : 70, one.chat ? 900 : 620) * 1000;
  const afterwork = random.int(15, 90) * 1000;
  free.set(choice.agent.id, choice.at + talk + afterwork);
  return { ...contact, connectedAt: choice.at, endedAt: choice.at + talk, agent: choice.agent.id, afterwork };
}

/**
 * The moment at or before `now` for which live numbers are told. Connect renews them every few seconds; here it is
 * the last arrival in the backed-up queue, so that its numbers stand still as the story has them.
 */
export function snapshotTime(setting: Setting, now: number): number {
  const since = now - setting.story.queueBacksUp;
  if (since < 0) return Math.floor(now / 5000) * 5000;
  const step = stuckStep(setting);
  return setting.story.queueBacksUp + Math.floor(since / step) * step;
}

export interface QueueNow {
  waiting: number;
  /** Seconds the one who has waited longest is in the queue; 0 where nobody is. */
  oldestSeconds: number;
}

/** Who waits in any of the queues, the longest first. */
export const waitingAt = (setting: Setting, at: number): Contact[] =>
  contactsBetween(setting, at - HOUR, at).filter((contact) => (contact.connectedAt ?? contact.endedAt) >= at);

/** Waiting in the queue at the last snapshot: the truth of S9. */
export function queueNow(setting: Setting, queue: ContactQueue, now: number): QueueNow {
  const at = snapshotTime(setting, now);
  const waiting = waitingAt(setting, at).filter((contact) => contact.queue === queue.key);
  const oldest = waiting[0]?.enqueuedAt ?? at;
  return { waiting: waiting.length, oldestSeconds: Math.round((at - oldest) / 1000) };
}

export interface AgentNow {
  status: "Available" | "Offline" | "휴식";
  since: number;
  /** What they are talking on, or writing up. */
  contact?: Contact;
}

export function agentNow(setting: Setting, agent: Agent, now: number): AgentNow {
  const midnight = seoulMidnight(now);
  const [from, to] = [midnight + agent.shift[0] * HOUR, midnight + agent.shift[1] * HOUR];
  const off = isSeoulWeekend(midnight + 12 * HOUR) && !agent.profile.queues.includes("vip");
  if (off || now < from || now >= to) {
    const since = now >= to && !off ? to : midnight - DAY + agent.shift[1] * HOUR;
    return { status: "Offline", since };
  }
  const held = contactsBetween(setting, from - HOUR, now).findLast(
    (c) => c.agent === agent.id && (c.connectedAt ?? now) <= now && c.endedAt + c.afterwork > now,
  );
  if (held) return { status: "Available", since: from, contact: held };
  const random = randomOf(setting.seed, "break", agent.name, midnight);
  const pause = from + random.int(200, 300) * MINUTE;
  if (now >= pause && now < pause + 15 * MINUTE) return { status: "휴식", since: pause };
  return { status: "Available", since: now >= pause ? pause + 15 * MINUTE : from };
}
