import type * as Connect from "@aws-sdk/client-connect";
import type { Call } from "../../call.ts";
import type { Resource } from "../../iam/evaluate.ts";
import { defineService } from "../../wire/service.ts";
import { tagsOf } from "../tags.ts";
import { centreIn, findCentre, findPart, invalid, paged } from "./find.ts";
import { setContent, toFlow } from "./flows.ts";
import { liveMetrics } from "./live-metrics.ts";
import { pastMetrics } from "./past-metrics.ts";
import { toUser, toUserSummary, userData } from "./people.ts";
import { searchContacts } from "./search-contacts.ts";
import { isFound, withoutTagFilter } from "./search-parts.ts";
import { toHours, toInstance, toPhoneNumber, toQueue, toQueueSummary, toSummary } from "./shapes.ts";

const partOf = (call: Call, instance: string | undefined, path: string): Resource[] => [
  { arn: `arn:aws:connect:${call.region}:${call.account.id}:instance/${instance}${path}`, tags: {} },
];
const instanceTarget = (input: { InstanceId?: string | undefined }, call: Call) => partOf(call, input.InstanceId, "");

function queueTarget(input: { InstanceId: string | undefined; QueueId: string | undefined }, call: Call): Resource[] {
  const queue = centreIn(call)?.queues.find((one) => one.id === input.QueueId);
  if (queue) return [{ arn: queue.arn, tags: tagsOf(call, queue.arn, queue.tags) }];
  return partOf(call, input.InstanceId, `/queue/${input.QueueId}`);
}
const flowTarget = (input: { InstanceId: string | undefined; ContactFlowId: string | undefined }, call: Call) =>
  partOf(call, input.InstanceId, `/contact-flow/${input.ContactFlowId}`);

export const connect = defineService<typeof Connect>({
  package: "@aws-sdk/client-connect",
  client: "ConnectClient",
  scope: "connect",
  iam: "connect",
  operations: {
    ListInstances(input, call) {
      const centre = centreIn(call);
      const page = paged(centre ? [centre] : [], input, call, 10);
      return { InstanceSummaryList: page.items.map((one) => toInstance(call, one)), ...page.more };
    },

    DescribeInstance(input, call) {
      const centre = findCentre(call, input.InstanceId);
      return { Instance: { ...toInstance(call, centre), Tags: tagsOf(call, centre.arn, centre.tags) } };
    },

    ListQueues(input, call) {
      const { queues } = findCentre(call, input.InstanceId);
      const standard = !input.QueueTypes?.length || input.QueueTypes.includes("STANDARD");
      const page = paged(standard ? queues : [], input, call);
      return { QueueSummaryList: page.items.map((queue) => toQueueSummary(call, queue)), ...page.more };
    },

    DescribeQueue(input, call) {
      const centre = findCentre(call, input.InstanceId);
      return { Queue: toQueue(call, findPart(centre.queues, input.QueueId, "Queue")) };
    },

    SearchQueues(input, call) {
      withoutTagFilter(input);
      const found = findCentre(call, input.InstanceId).queues.filter(({ id, name, description }) =>
        isFound(input.SearchCriteria, { name, description, resourceID: id }),
      );
      const page = paged(found, input, call, 100);
      return {
        Queues: page.items.map((queue) => toQueue(call, queue)),
        ApproximateTotalCount: page.total,
        ...page.more,
      };
    },

    GetCurrentMetricData(input, call) {
      const { results, at } = liveMetrics(call, findCentre(call, input.InstanceId), input);
      const page = paged(results, input, call, 100);
      return {
        MetricResults: page.items,
        DataSnapshotTime: new Date(at),
        ApproximateTotalCount: results.length,
        ...page.more,
      };
    },

    GetMetricDataV2(input, call) {
      const page = paged(pastMetrics(call, findCentre(call, input.ResourceArn), input), input, call, 100);
      return { MetricResults: page.items, ...page.more };
    },

    GetCurrentUserData(input, call) {
      const centre = findCentre(call, input.InstanceId);
      const filters = input.Filters ?? {};
      if (!filters.Queues?.length && !filters.RoutingProfiles?.length && !filters.Agents?.length)
        throw invalid("Filters must name queues, routing profiles or agents");
      const page = paged((now) => userData({ ...call, now }, centre, filters), input, call, 100);
      return { UserDataList: page.items, ApproximateTotalCount: page.total, ...page.more };
    },

    ListContactFlows(input, call) {
      const { flows } = findCentre(call, input.InstanceId);
      const wanted = flows.filter(
        (one) => !input.ContactFlowTypes?.length || input.ContactFlowTypes.includes(one.type),
      );
      const page = paged(wanted, input, call);
      return {
        ContactFlowSummaryList: page.items.map((flow) => ({
          Id: flow.id,
          Arn: flow.arn,
          Name: flow.name,
          ContactFlowType: flow.type,
          ContactFlowState: "ACTIVE",
          ContactFlowStatus: "PUBLISHED",
        })),
        ...page.more,
      };
    },

    DescribeContactFlow(input, call) {
      const { flows } = findCentre(call, input.InstanceId);
      // `$SAVED` would be the draft; here each flow is as it was published.
      const id = input.ContactFlowId?.replace(/:\$(SAVED|LATEST)$/, "");
      return { ContactFlow: toFlow(call, findPart(flows, id, "Contact flow")) };
    },

    UpdateContactFlowContent(input, call) {
      const { flows } = findCentre(call, input.InstanceId);
      setContent(call, findPart(flows, input.ContactFlowId, "Contact flow"), input.Content ?? "");
      return {};
    },

    ListUsers(input, call) {
      const page = paged(findCentre(call, input.InstanceId).agents, input, call);
      return { UserSummaryList: page.items.map((agent) => toUserSummary(call, agent)), ...page.more };
    },

    DescribeUser(input, call) {
      const centre = findCentre(call, input.InstanceId);
      return { User: toUser(call, findPart(centre.agents, input.UserId, "User")) };
    },

    SearchContacts(input, call) {
      const centre = findCentre(call, input.InstanceId);
      const page = paged((now) => searchContacts({ ...call, now }, centre, input), input, call, 100);
      return { Contacts: page.items, TotalCount: page.total, ...page.more };
    },

    ListHoursOfOperations(input, call) {
      const page = paged(findCentre(call, input.InstanceId).hours, input, call);
      return { HoursOfOperationSummaryList: page.items.map((one) => toSummary(call, one)), ...page.more };
    },

    DescribeHoursOfOperation(input, call) {
      const { hours } = findCentre(call, input.InstanceId);
      return { HoursOfOperation: toHours(call, findPart(hours, input.HoursOfOperationId, "Hours of operation")) };
    },

    SearchHoursOfOperations(input, call) {
      withoutTagFilter(input);
      const found = findCentre(call, input.InstanceId).hours.filter(({ id, name, zone }) =>
        isFound(input.SearchCriteria, { name, timezone: zone, resourceID: id }),
      );
      const page = paged(found, input, call, 100);
      return {
        HoursOfOperations: page.items.map((hours) => toHours(call, hours)),
        ApproximateTotalCount: page.total,
        ...page.more,
      };
    },

    ListPhoneNumbersV2(input, call) {
      const centre = centreIn(call);
      if (input.InstanceId) findCentre(call, input.InstanceId);
      const wanted = (centre?.numbers ?? []).filter(
        (one) =>
          (!input.PhoneNumberCountryCodes?.length || input.PhoneNumberCountryCodes.includes(one.country)) &&
          (!input.PhoneNumberTypes?.length || input.PhoneNumberTypes.includes(one.type)) &&
          one.number.startsWith(input.PhoneNumberPrefix ?? "") &&
          (!input.TargetArn || input.TargetArn === centre?.arn),
      );
      const page = paged(wanted, input, call);
      const shown = page.items.flatMap((number) => (centre ? [toPhoneNumber(centre, number)] : []));
      return { ListPhoneNumbersSummaryList: shown, ...page.more };
    },

    ListRoutingProfiles(input, call) {
      const page = paged(findCentre(call, input.InstanceId).profiles, input, call);
      return { RoutingProfileSummaryList: page.items.map((one) => toSummary(call, one)), ...page.more };
    },

    ListAgentStatuses(input, call) {
      const { statuses } = findCentre(call, input.InstanceId);
      const wanted = statuses.filter(
        (one) => !input.AgentStatusTypes?.length || input.AgentStatusTypes.includes(one.type),
      );
      const page = paged(wanted, input, call);
      return {
        AgentStatusSummaryList: page.items.map((one) => ({ ...toSummary(call, one), Type: one.type })),
        ...page.more,
      };
    },
  },
  resources: {
    DescribeInstance: instanceTarget,
    ListQueues: instanceTarget,
    DescribeQueue: queueTarget,
    GetCurrentMetricData(input, call) {
      const queues = (input.Filters?.Queues ?? []).map((id) => id.split("/").at(-1));
      if (queues.length === 0) return instanceTarget(input, call);
      return queues.flatMap((QueueId) => queueTarget({ InstanceId: input.InstanceId, QueueId }, call));
    },
    GetMetricDataV2: (input) => [{ arn: input.ResourceArn ?? "*", tags: {} }],
    GetCurrentUserData: instanceTarget,
    ListContactFlows: instanceTarget,
    DescribeContactFlow: flowTarget,
    UpdateContactFlowContent: flowTarget,
    ListUsers: instanceTarget,
    SearchContacts: instanceTarget,
    SearchQueues: instanceTarget,
    SearchHoursOfOperations: instanceTarget,
  },
  recordings: {
    UpdateContactFlowContent: (input) => ({
      request: { InstanceId: input.InstanceId, ContactFlowId: input.ContactFlowId, Content: input.Content },
      resources: [{ type: "AWS::Connect::ContactFlow", name: input.ContactFlowId ?? "" }],
    }),
  },
});
