/** Agents: who they are, and what they are doing now. */
import type * as Connect from "@aws-sdk/client-connect";
import type { Call } from "../../call.ts";
import { DAY } from "../../world/calendar.ts";
import type { Agent, ContactCentre } from "../../world/contact-centre.ts";
import { agentNow, snapshotTime } from "../../world/contacts.ts";
import { randomOf } from "../../world/random.ts";
import { findPart } from "./find.ts";

const modified = (call: Call, agent: Agent) =>
  new Date(
    call.world.setting.anchor - randomOf(call.world.setting.seed, "agent-modified", agent.name).int(20, 300) * DAY,
  );

export const toUserSummary = (call: Call, agent: Agent): Connect.UserSummary => ({
  Id: agent.id,
  Arn: agent.arn,
  Username: agent.name,
  LastModifiedTime: modified(call, agent),
  LastModifiedRegion: call.region,
});

export const toUser = (call: Call, agent: Agent): Connect.User => ({
  Id: agent.id,
  Arn: agent.arn,
  Username: agent.name,
  IdentityInfo: { FirstName: agent.first, LastName: agent.last, Email: `${agent.name}@haneul.example` },
  PhoneConfig: { PhoneType: "SOFT_PHONE", AutoAccept: false, AfterContactWorkTimeLimit: 0, DeskPhoneNumber: "" },
  RoutingProfileId: agent.profile.id,
  SecurityProfileIds: [],
  Tags: {},
  LastModifiedTime: modified(call, agent),
  LastModifiedRegion: call.region,
});

/** Online agents only, as Connect keeps no live data of the others. */
export function userData(call: Call, centre: ContactCentre, filters: Connect.UserDataFilters): Connect.UserData[] {
  const { setting } = call.world;
  const queues = (filters.Queues ?? []).map((id) => findPart(centre.queues, id, "Queue").key);
  const profiles = (filters.RoutingProfiles ?? []).map((id) => findPart(centre.profiles, id, "Routing profile"));
  const wanted = (filters.Agents ?? []).map((id) => findPart(centre.agents, id, "Agent"));
  const at = snapshotTime(setting, call.now);
  return centre.agents
    .filter(
      (agent) =>
        (queues.length === 0 || agent.profile.queues.some((key) => queues.includes(key))) &&
        (profiles.length === 0 || profiles.includes(agent.profile)) &&
        (wanted.length === 0 || wanted.includes(agent)),
    )
    .map((agent) => ({ agent, now: agentNow(setting, agent, at) }))
    .filter(({ now }) => now.status !== "Offline")
    .map(({ agent, now }) => {
      const { contact } = now;
      const status = centre.statuses.find((one) => one.name === now.status);
      const queue = centre.queues.find((one) => one.key === contact?.queue);
      return {
        User: { Id: agent.id, Arn: agent.arn },
        RoutingProfile: { Id: agent.profile.id, Arn: agent.profile.arn },
        Status: {
          StatusStartTimestamp: new Date(now.since),
          ...(status ? { StatusArn: status.arn, StatusName: status.name } : {}),
        },
        MaxSlotsByChannel: { VOICE: 1, CHAT: 2 },
        AvailableSlotsByChannel: contact
          ? { VOICE: 0, CHAT: contact.channel === "CHAT" ? 1 : 0 }
          : { VOICE: 1, CHAT: 2 },
        ActiveSlotsByChannel: contact ? { [contact.channel]: 1 } : {},
        Contacts: contact
          ? [
              {
                ContactId: contact.id,
                Channel: contact.channel,
                InitiationMethod: "INBOUND" as const,
                AgentContactState: contact.endedAt > at ? ("CONNECTED" as const) : ("ENDED" as const),
                StateStartTimestamp: new Date(contact.endedAt > at ? (contact.connectedAt ?? at) : contact.endedAt),
                ConnectedToAgentTimestamp: new Date(contact.connectedAt ?? at),
                ...(queue ? { Queue: { Id: queue.id, Arn: queue.arn } } : {}),
              },
            ]
          : [],
      };
    });
}
