import type * as Connect from "@aws-sdk/client-connect";
import type { Call } from "../../call.ts";
import { DAY } from "../../world/calendar.ts";
import type { ContactCentre } from "../../world/contact-centre.ts";
import { type Contact, contactsBetween } from "../../world/contacts.ts";
import { findPart, invalid } from "./find.ts";

/** The longest span of one search. */
const MOST = 56 * DAY;

/** The time a search is about; undefined where the contact has none yet. */
const times: Record<string, (contact: Contact) => number | undefined> = {
  INITIATION_TIMESTAMP: (contact) => contact.startedAt,
  ENQUEUE_TIMESTAMP: (contact) => contact.enqueuedAt,
  CONNECTED_TO_AGENT_TIMESTAMP: (contact) => contact.connectedAt,
  DISCONNECT_TIMESTAMP: (contact) => contact.endedAt,
};

/** Contacts as they are known now, newest first unless asked otherwise. @throws AwsError InvalidParameterException. */
export function searchContacts(
  call: Call,
  centre: ContactCentre,
  input: Connect.SearchContactsRequest,
): Connect.ContactSearchSummary[] {
  const { Type, StartTime, EndTime } = input.TimeRange ?? {};
  const timeOf = times[Type ?? ""];
  const from = StartTime?.getTime() ?? 0;
  const to = EndTime?.getTime() ?? 0;
  if (!timeOf) throw invalid(`TimeRange type ${Type} is not supported`);
  if (from >= to || to - from > MOST) throw invalid("The time range must be longer than 0 and at most 8 weeks");
  const { QueueIds, AgentIds, Channels, InitiationMethods } = input.SearchCriteria ?? {};
  const queues = QueueIds?.map((id) => findPart(centre.queues, id, "Queue").key);
  const agents = AgentIds?.map((id) => findPart(centre.agents, id, "Agent").id);
  const order = input.Sort?.Order === "ASCENDING" ? 1 : -1;
  const sorting = times[input.Sort?.FieldName ?? "INITIATION_TIMESTAMP"] ?? ((contact: Contact) => contact.startedAt);
  return contactsBetween(call.world.setting, from - DAY / 24, Math.min(to, call.now) + 1)
    .filter((contact) => {
      const time = timeOf(contact);
      return (
        time !== undefined &&
        time >= from &&
        time < to &&
        time <= call.now &&
        (!queues || queues.includes(contact.queue)) &&
        (!agents || (contact.agent !== undefined && agents.includes(contact.agent))) &&
        (!Channels || Channels.includes(contact.channel)) &&
        (!InitiationMethods || InitiationMethods.includes("INBOUND"))
      );
    })
    .sort((a, b) => order * ((sorting(a) ?? 0) - (sorting(b) ?? 0)))
    .map((contact) => toSummary(call, centre, contact));
}

function toSummary(call: Call, centre: ContactCentre, contact: Contact): Connect.ContactSearchSummary {
  const queue = centre.queues.find((one) => one.key === contact.queue);
  const connected = contact.connectedAt !== undefined && contact.connectedAt <= call.now;
  return {
    Arn: `${centre.arn}/contact/${contact.id}`,
    Id: contact.id,
    InitiationMethod: "INBOUND",
    Channel: contact.channel,
    ...(queue ? { QueueInfo: { Id: queue.id, EnqueueTimestamp: new Date(contact.enqueuedAt) } } : {}),
    ...(connected && contact.agent && contact.connectedAt !== undefined
      ? { AgentInfo: { Id: contact.agent, ConnectedToAgentTimestamp: new Date(contact.connectedAt) } }
      : {}),
    InitiationTimestamp: new Date(contact.startedAt),
    ...(contact.endedAt <= call.now ? { DisconnectTimestamp: new Date(contact.endedAt) } : {}),
  };
}
