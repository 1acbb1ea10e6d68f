import {
  ConnectClient,
  DescribeContactFlowCommand,
  DescribeHoursOfOperationCommand,
  DescribeInstanceCommand,
  DescribeQueueCommand,
  DescribeUserCommand,
  GetCurrentMetricDataCommand,
  type GetCurrentMetricDataCommandInput,
  GetCurrentUserDataCommand,
  GetMetricDataV2Command,
  ListContactFlowsCommand,
  ListHoursOfOperationsCommand,
  ListInstancesCommand,
  ListPhoneNumbersV2Command,
  ListQueuesCommand,
  ListRoutingProfilesCommand,
  ListUsersCommand,
  SearchContactsCommand,
  type SearchContactsTimeRange,
  UpdateContactFlowContentCommand,
} from "@aws-sdk/client-connect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dev, prod } from "../../../sandbox/aws/world/account.ts";
import { DAY, HOUR, MINUTE, seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { contactCentreOf } from "../../../sandbox/aws/world/contact-centre.ts";
import { contactsBetween, queueNow } from "../../../sandbox/aws/world/contacts.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";
import { failure } from "./start-account.ts";
import { type MovingAccount, startMovingAccount } from "./support/moving-account.ts";

/** A Friday noon in Seoul, when all desks are open. */
const NOW = Date.parse("2026-11-20T03:30:00Z");
const centreIn = (seed: string) => {
  const setting = settingOf(seed, prod, seoulMidnight(NOW));
  const centre = contactCentreOf(setting);
  if (!centre) throw new Error("No contact centre");
  return { setting, centre };
};
const { setting, centre } = centreIn("haneul-3");
const InstanceId = centre.id;
let moving: MovingAccount;
let connect: ConnectClient;

beforeAll(async () => {
  moving = await startMovingAccount(NOW, ["--seed", "haneul-3"]);
  connect = new ConnectClient(moving.account.as("admin"));
});
afterAll(() => moving.stop());

const failed = async (call: Promise<unknown>) => (await failure(call)).name;
const queueIds = centre.queues.map((queue) => queue.id);
const vip = centre.queues.find((queue) => queue.key === "vip");
const live = (more: Partial<GetCurrentMetricDataCommandInput> = {}) =>
  connect.send(
    new GetCurrentMetricDataCommand({
      InstanceId,
      Filters: { Queues: queueIds },
      CurrentMetrics: [
        { Name: "CONTACTS_IN_QUEUE", Unit: "COUNT" },
        { Name: "OLDEST_CONTACT_AGE", Unit: "SECONDS" },
      ],
      ...more,
    }),
  );

describe("the instance", () => {
  it("has four queues, nine agents, six flows, three numbers, and there is none in haneul-dev", async () => {
    const { InstanceSummaryList = [] } = await connect.send(new ListInstancesCommand({}));
    expect(InstanceSummaryList.map((i) => [i.Id, i.InstanceAlias, i.InstanceStatus])).toEqual([
      [InstanceId, "haneul-cs", "ACTIVE"],
    ]);
    const [queues, users, flows, numbers, hours, profiles] = await Promise.all([
      connect.send(new ListQueuesCommand({ InstanceId, QueueTypes: ["STANDARD"] })),
      connect.send(new ListUsersCommand({ InstanceId, MaxResults: 5 })),
      connect.send(new ListContactFlowsCommand({ InstanceId })),
      connect.send(new ListPhoneNumbersV2Command({ InstanceId })),
      connect.send(new ListHoursOfOperationsCommand({ InstanceId })),
      connect.send(new ListRoutingProfilesCommand({ InstanceId })),
    ]);
    const more = await connect.send(
      new ListUsersCommand({ InstanceId, MaxResults: 5, ...(users.NextToken ? { NextToken: users.NextToken } : {}) }),
    );
    expect(queues.QueueSummaryList?.map((q) => q.Name)).toEqual(["주문문의", "배송", "VIP", "English"]);
    expect([...(users.UserSummaryList ?? []), ...(more.UserSummaryList ?? [])].map((u) => u.Username)).toEqual(
      centre.agents.map((agent) => agent.name),
    );
    expect([
      flows.ContactFlowSummaryList?.length,
      numbers.ListPhoneNumbersSummaryList?.map((n) => n.PhoneNumberCountryCode),
      hours.HoursOfOperationSummaryList?.length,
      profiles.RoutingProfileSummaryList?.length,
    ]).toEqual([6, ["KR", "KR", "US"], 3, 3]);
    expect(contactCentreOf(settingOf("haneul-3", dev, setting.anchor))).toBeUndefined();
  });

  it("describes its parts, and names what it has not", async () => {
    const { Instance } = await connect.send(new DescribeInstanceCommand({ InstanceId }));
    expect(Instance?.Arn).toBe(centre.arn);
    const { Queue } = await connect.send(new DescribeQueueCommand({ InstanceId, QueueId: vip?.id }));
    const { HoursOfOperation } = await connect.send(
      new DescribeHoursOfOperationCommand({ InstanceId, HoursOfOperationId: Queue?.HoursOfOperationId }),
    );
    expect([
      HoursOfOperation?.TimeZone,
      HoursOfOperation?.Config?.length,
      HoursOfOperation?.Config?.[0]?.EndTime,
    ]).toEqual(["Asia/Seoul", 7, { Hours: 22, Minutes: 0 }]);
    const [agent] = centre.agents;
    const { User } = await connect.send(new DescribeUserCommand({ InstanceId, UserId: agent?.id }));
    expect([User?.Username, User?.RoutingProfileId]).toEqual([agent?.name, agent?.profile.id]);
    const nope = new DescribeQueueCommand({ InstanceId, QueueId: "00000000-0000-4000-a000-000000000000" });
    expect(await failure(connect.send(nope))).toMatchObject({ name: "ResourceNotFoundException", status: 404 });
    const base = new ConnectClient(moving.account.as("reader"));
    expect(await failed(base.send(new ListQueuesCommand({ InstanceId })))).toBe("AccessDeniedException");
  });
});

describe("the backed-up queue", () => {
  it.each(["haneul-1", "haneul-2", "haneul-3"])("stands as the story of %s has it, at any time of the day", (seed) => {
    const { setting: own, centre: its } = centreIn(seed);
    const queue = its.queues.find((one) => one.key === "vip");
    if (!queue) throw new Error("No VIP queue");
    const { queueBacksUp, queueWaiting, queueOldestSeconds } = own.story;
    for (const after of [0, 1, 61_234, 3 * HOUR, 9 * HOUR + 7_777, 12 * HOUR, 23 * HOUR, 3 * DAY]) {
      const { waiting, oldestSeconds } = queueNow(own, queue, queueBacksUp + after);
      expect([after, waiting, Math.abs(oldestSeconds - queueOldestSeconds) <= 1]).toEqual([after, queueWaiting, true]);
    }
    expect(queueNow(own, queue, queueBacksUp - 12 * HOUR).waiting).toBeLessThan(4);
  });

  it("shows by queue in seconds and in all in milliseconds, as Connect does", async () => {
    const grouped = await live({ Groupings: ["QUEUE"] });
    const { waiting, oldestSeconds } = queueNow(setting, vip as NonNullable<typeof vip>, NOW + 1_000);
    const row = grouped.MetricResults?.find((one) => one.Dimensions?.Queue?.Id === vip?.id);
    expect([grouped.MetricResults?.length, row?.Collections?.map((c) => c.Value)]).toEqual([
      4,
      [waiting, oldestSeconds],
    ]);
    const total = await live();
    expect(total.MetricResults).toHaveLength(1);
    expect(Math.round((total.MetricResults?.[0]?.Collections?.[1]?.Value ?? 0) / 1000)).toBe(oldestSeconds);
    const sum = grouped.MetricResults?.reduce((n, one) => n + (one.Collections?.[0]?.Value ?? 0), 0);
    expect(total.MetricResults?.[0]?.Collections?.[0]?.Value).toBe(sum);
  });

  it("has a cause: since the evening before, the main number's flow sends callers the wrong way", async () => {
    const { ContactFlowSummaryList = [] } = await connect.send(
      new ListContactFlowsCommand({ InstanceId, ContactFlowTypes: ["CONTACT_FLOW"] }),
    );
    const ContactFlowId = ContactFlowSummaryList[0]?.Id;
    const branch = async () => {
      const { ContactFlow } = await connect.send(new DescribeContactFlowCommand({ InstanceId, ContactFlowId }));
      const flow = JSON.parse(ContactFlow?.Content ?? "") as FlowText;
      const typeAt = (id: string | undefined) => flow.Actions.find((action) => action.Identifier === id)?.Type;
      const check = flow.Actions.find((action) => action.Type === "CheckHoursOfOperation");
      const ways = check?.Transitions.Conditions?.map((c) => [c.Condition.Operands[0], typeAt(c.NextAction)]);
      return { ways, modified: ContactFlow?.LastModifiedTime?.getTime(), content: ContactFlow?.Content ?? "" };
    };
    const wrong = await branch();
    expect([wrong.ways, wrong.modified]).toEqual([
      [
        ["True", "MessageParticipant"],
        ["False", "UpdateContactTargetQueue"],
      ],
      setting.story.flowChanged,
    ]);
    await moving.moveTo(setting.story.flowChanged - HOUR);
    const right = await branch();
    expect(right.ways).toEqual([
      ["True", "GetParticipantInput"],
      ["False", "MessageParticipant"],
    ]);
    await moving.moveTo(NOW);
    const update = (Content: string) =>
      connect.send(new UpdateContactFlowContentCommand({ InstanceId, ContactFlowId, Content }));
    await update(right.content);
    expect((await branch()).ways).toEqual(right.ways);
    expect(await failed(update('{"Version":"2019-10-30","StartAction":"x","Actions":[]}'))).toBe(
      "InvalidContactFlowException",
    );
  });
});

interface FlowText {
  Actions: {
    Identifier: string;
    Type: string;
    Transitions: { Conditions?: { NextAction: string; Condition: { Operands: string[] } }[] };
  }[];
}

describe("numbers and contacts", () => {
  const from = seoulMidnight(NOW) - 2 * DAY;
  const to = from + DAY;
  const report = (more: object) =>
    connect.send(
      new GetMetricDataV2Command({
        ResourceArn: centre.arn,
        StartTime: new Date(from),
        EndTime: new Date(to),
        Filters: [{ FilterKey: "QUEUE", FilterValues: queueIds }],
        Metrics: [{ Name: "CONTACTS_QUEUED" }, { Name: "CONTACTS_HANDLED" }, { Name: "CONTACTS_ABANDONED" }],
        ...more,
      }),
    );

  it("agree: the report of a day, its hours, and the list of its contacts", async () => {
    const world = contactsBetween(setting, from, to);
    expect(world.length).toBeGreaterThan(100);
    const handled = world.filter((contact) => contact.connectedAt !== undefined).length;
    const { MetricResults } = await report({});
    expect(MetricResults?.[0]?.Collections?.map((c) => c.Value)).toEqual([
      world.length,
      handled,
      world.length - handled,
    ]);
    const hourly = await report({ Interval: { IntervalPeriod: "HOUR", TimeZone: "Asia/Seoul" } });
    const perHour = hourly.MetricResults?.map((row) => row.Collections?.[0]?.Value ?? 0) ?? [];
    expect([perHour.length, perHour.reduce((a, b) => a + b, 0)]).toEqual([24, world.length]);
    const { TotalCount, Contacts = [] } = await connect.send(
      new SearchContactsCommand({
        InstanceId,
        TimeRange: { Type: "ENQUEUE_TIMESTAMP", StartTime: new Date(from), EndTime: new Date(to) },
        MaxResults: 100,
      }),
    );
    expect([TotalCount, Contacts.length]).toEqual([world.length, 100]);
    expect(Contacts.map((c) => c.InitiationTimestamp?.getTime())).toEqual(
      Contacts.map((c) => c.InitiationTimestamp?.getTime()).sort((a = 0, b = 0) => b - a),
    );
    const service = await report({
      Metrics: [{ Name: "SERVICE_LEVEL", Threshold: [{ Comparison: "LT", ThresholdValue: 60 }] }],
    });
    expect(service.MetricResults?.[0]?.Collections?.[0]?.Value).toBeGreaterThan(30);
  });

  it("page through what was there at the first page, whatever comes in between", async () => {
    const today = { Type: "ENQUEUE_TIMESTAMP", StartTime: new Date(from + 2 * DAY), EndTime: new Date(from + 3 * DAY) };
    const page = (NextToken?: string) =>
      connect.send(
        new SearchContactsCommand({
          InstanceId,
          TimeRange: today as SearchContactsTimeRange,
          MaxResults: 100,
          ...(NextToken ? { NextToken } : {}),
        }),
      );
    const first = await page();
    await moving.moveTo(NOW + 10 * MINUTE);
    const second = await page(first.NextToken);
    const seen = [...(first.Contacts ?? []), ...(second.Contacts ?? [])].map((contact) => contact.Id);
    expect([second.TotalCount, new Set(seen).size]).toEqual([first.TotalCount, seen.length]);
    expect((await page()).TotalCount).toBeGreaterThan(first.TotalCount ?? 0);
    await moving.moveTo(NOW);
  });

  it("never count what has not happened yet, and refuse what Connect does not measure", async () => {
    const { TotalCount = 0 } = await connect.send(
      new SearchContactsCommand({
        InstanceId,
        TimeRange: { Type: "INITIATION_TIMESTAMP", StartTime: new Date(NOW), EndTime: new Date(NOW + DAY) },
      }),
    );
    expect(TotalCount).toBeLessThan(10);
    expect(await failed(report({ Metrics: [{ Name: "COLOUR" }] }))).toBe("InvalidParameterException");
    expect(await failed(report({ EndTime: new Date(NOW + HOUR) }))).toBe("InvalidParameterException");
    expect(await failed(live({ Groupings: ["CHANNEL"] }))).toBe("InvalidParameterException");
  });

  it("show what each agent is doing, none of whom talks to two people at once", async () => {
    const { UserDataList = [] } = await connect.send(
      new GetCurrentUserDataCommand({ InstanceId, Filters: { Queues: queueIds } }),
    );
    const onShift = centre.agents.filter(({ shift }) => shift[0] <= 12 && shift[1] > 12);
    expect(UserDataList.map((one) => one.User?.Id)).toEqual(onShift.map((agent) => agent.id));
    for (const agent of centre.agents) {
      const taken = contactsBetween(setting, from, to)
        .filter((contact) => contact.agent === agent.id)
        .sort((a, b) => (a.connectedAt ?? 0) - (b.connectedAt ?? 0));
      for (const [index, contact] of taken.entries())
        expect((taken[index + 1]?.connectedAt ?? Number.POSITIVE_INFINITY) >= contact.endedAt).toBe(true);
    }
    const talking = await live({ CurrentMetrics: [{ Name: "AGENTS_ONLINE", Unit: "COUNT" }] });
    expect(talking.MetricResults?.[0]?.Collections?.[0]?.Value).toBe(onShift.length);
  });
});
