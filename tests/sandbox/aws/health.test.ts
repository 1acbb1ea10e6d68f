import { DescribeInstanceStatusCommand, EC2Client } from "@aws-sdk/client-ec2";
import {
  DescribeAffectedEntitiesCommand,
  DescribeEventAggregatesCommand,
  DescribeEventDetailsCommand,
  DescribeEventsCommand,
  HealthClient,
} from "@aws-sdk/client-health";
import {
  DescribeCasesCommand,
  DescribeTrustedAdvisorCheckResultCommand,
  DescribeTrustedAdvisorCheckSummariesCommand,
  DescribeTrustedAdvisorChecksCommand,
  SupportClient,
} from "@aws-sdk/client-support";
import {
  GetRecommendationCommand,
  ListChecksCommand,
  ListRecommendationResourcesCommand,
  ListRecommendationsCommand,
  TrustedAdvisorClient,
} from "@aws-sdk/client-trustedadvisor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factsOf } from "../../../sandbox/aws/truth/facts.ts";
import { addressesOf } from "../../../sandbox/aws/world/addresses.ts";
import { maintenanceOf } from "../../../sandbox/aws/world/databases.ts";
import { retirementOf } from "../../../sandbox/aws/world/health.ts";
import { rightsizingAt } from "../../../sandbox/aws/world/rightsizing.ts";
import { securityGroupId } from "../../../sandbox/aws/world/security-groups.ts";
import { volumesAt } from "../../../sandbox/aws/world/volumes.ts";
import { type Account, failure, startAccount } from "./start-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const SEED = "haneul-3";
const { setting } = factsOf(SEED, NOW);

let account: Account;
beforeAll(async () => {
  account = await startAccount(["--now", new Date(NOW).toISOString(), "--seed", SEED]);
});
afterAll(() => account.stop());

describe("Health", () => {
  const health = () => new HealthClient(account.as("admin", "us-east-1"));

  it("has an instance to be retired, maintenance to come, and three issues that are over", async () => {
    const { events = [] } = await health().send(new DescribeEventsCommand({}));
    expect(events.map((e) => [e.service, e.statusCode, e.eventTypeCategory, e.eventScopeCode])).toEqual([
      ["EC2", "open", "scheduledChange", "ACCOUNT_SPECIFIC"],
      ["RDS", "upcoming", "scheduledChange", "ACCOUNT_SPECIFIC"],
      ["EC2", "closed", "issue", "PUBLIC"],
      ["CLOUDFRONT", "closed", "issue", "PUBLIC"],
      ["LAMBDA", "closed", "issue", "PUBLIC"],
    ]);
    expect(events[1]?.startTime?.getTime()).toBe(maintenanceOf(setting)[0]?.startsAt);
    const categories = new DescribeEventAggregatesCommand({ aggregateField: "eventTypeCategory" });
    expect((await health().send(categories)).eventAggregates).toEqual([
      { aggregateValue: "scheduledChange", count: 2 },
      { aggregateValue: "issue", count: 3 },
    ]);
  });

  it("names what an event affects, and tells of an event it does not know", async () => {
    const filter = { eventStatusCodes: ["open" as const], services: ["EC2"] };
    const { events = [] } = await health().send(new DescribeEventsCommand({ filter }));
    const eventArns = events.map((e) => e.arn ?? "");
    const { entities } = await health().send(new DescribeAffectedEntitiesCommand({ filter: { eventArns } }));
    const instanceId = retirementOf(setting)?.instanceId;
    expect(entities?.map((e) => [e.entityValue, e.statusCode])).toEqual([[instanceId, "PENDING"]]);
    const details = await health().send(new DescribeEventDetailsCommand({ eventArns: [...eventArns, "arn:none"] }));
    expect(details.successfulSet?.map((d) => d.eventDescription?.latestDescription)).toEqual([
      expect.stringContaining(instanceId ?? "none"),
    ]);
    expect(details.failedSet?.map((f) => f.eventArn)).toEqual(["arn:none"]);
  });

  it("says of the instance what EC2 says of it", async () => {
    const retired = retirementOf(setting);
    const ec2 = new EC2Client(account.as("admin"));
    const { InstanceStatuses = [] } = await ec2.send(new DescribeInstanceStatusCommand({}));
    const planned = InstanceStatuses.filter((s) => s.Events?.length);
    expect(planned.map((s) => [s.InstanceId, s.Events?.map((e) => [e.Code, e.NotBefore?.getTime()])])).toEqual([
      [retired?.instanceId, [["instance-retirement", retired?.notBefore]]],
    ]);
  });

  it("pages, and is to be had in us-east-1 alone", async () => {
    const first = await health().send(new DescribeEventsCommand({ maxResults: 10, filter: { services: ["EC2"] } }));
    expect(first.events).toHaveLength(2);
    const one = new DescribeEventAggregatesCommand({ aggregateField: "eventTypeCategory", maxResults: 1 });
    const { nextToken } = await health().send(one);
    const rest = new DescribeEventAggregatesCommand({ aggregateField: "eventTypeCategory", maxResults: 1, nextToken });
    expect((await health().send(rest)).eventAggregates).toEqual([{ aggregateValue: "issue", count: 3 }]);
    const seoul = new HealthClient(account.as("admin"));
    expect((await failure(seoul.send(new DescribeEventsCommand({})))).message).toBe(
      "Credential should be scoped to a valid region.",
    );
  });
});

describe("Trusted Advisor", () => {
  const advisor = () => new TrustedAdvisorClient(account.as("admin", "us-east-1"));
  const resourcesOf = async (check: string) => {
    const list = new ListRecommendationsCommand({ checkIdentifier: check });
    const [found] = (await advisor().send(list)).recommendationSummaries ?? [];
    const { recommendationResourceSummaries = [] } = await advisor().send(
      new ListRecommendationResourcesCommand({ recommendationIdentifier: found?.arn }),
    );
    return recommendationResourceSummaries.map((r) => r.awsResourceId).toSorted();
  };

  it("has seven recommendations, each about what is there", async () => {
    const { recommendationSummaries = [] } = await advisor().send(new ListRecommendationsCommand({}));
    expect(recommendationSummaries.map((r) => [r.name, r.status])).toEqual([
      ["Unassociated Elastic IP Addresses", "warning"],
      ["Underutilized Amazon EBS Volumes", "warning"],
      ["Low Utilization Amazon EC2 Instances", "warning"],
      ["Security Groups - Specific Ports Unrestricted", "error"],
      ["Amazon S3 Bucket Permissions", "error"],
      ["IAM Access Key Rotation", "warning"],
      ["AWS Lambda Functions Using Deprecated Runtimes", "error"],
    ]);
    const idle = addressesOf(setting).filter((a) => !a.usedBy);
    expect(await resourcesOf("Z4AUBRNSmz")).toEqual(idle.map((a) => a.publicIp).toSorted());
    const loose = volumesAt(setting, NOW).filter((v) => !v.attached);
    expect(await resourcesOf("DAvU99Dc4C")).toEqual(loose.map((v) => v.id).toSorted());
    expect(await resourcesOf("Qch7DwouX1")).toEqual(
      rightsizingAt(setting, NOW)
        .map(({ host }) => host.id)
        .toSorted(),
    );
    expect(await resourcesOf("HCP4007jGY")).toContain(securityGroupId(setting, "bastion"));
    expect(await resourcesOf("DqdJqYeRm5")).toEqual([setting.cast.leaver.name]);
  });

  it("tells one of them whole, lists its checks, and filters", async () => {
    const cost = await advisor().send(new ListRecommendationsCommand({ pillar: "cost_optimizing" }));
    expect(cost.recommendationSummaries).toHaveLength(3);
    const [eip] = cost.recommendationSummaries ?? [];
    const whole = await advisor().send(new GetRecommendationCommand({ recommendationIdentifier: eip?.arn }));
    expect(whole.recommendation).toMatchObject({
      resourcesAggregates: { warningCount: 2, errorCount: 0, okCount: 4 },
      pillarSpecificAggregates: { costOptimizing: { estimatedMonthlySavings: 7.3 } },
    });
    const { checkSummaries = [] } = await advisor().send(new ListChecksCommand({}));
    expect(checkSummaries).toHaveLength(11);
    const none = new GetRecommendationCommand({ recommendationIdentifier: "none" });
    expect((await failure(advisor().send(none))).name).toBe("ResourceNotFoundException");
  });
});

describe("Support", () => {
  const support = () => new SupportClient(account.as("admin", "us-east-1"));

  it("says of the checks what Trusted Advisor says", async () => {
    const { checks = [] } = await support().send(new DescribeTrustedAdvisorChecksCommand({ language: "en" }));
    const checkIds = checks.map((c) => c.id ?? null);
    const summary = new DescribeTrustedAdvisorCheckSummariesCommand({ checkIds });
    const { summaries = [] } = await support().send(summary);
    expect(summaries.filter((s) => s.hasFlaggedResources)).toHaveLength(7);
    expect(summaries.find((s) => s.checkId === "7DAFEmoDos")?.status).toBe("ok");
    const result = await support().send(new DescribeTrustedAdvisorCheckResultCommand({ checkId: "DqdJqYeRm5" }));
    expect(result.result?.flaggedResources?.[0]?.metadata?.slice(1, 3)).toEqual([
      setting.cast.leaver.name,
      setting.cast.leaver.accessKeyId,
    ]);
    const unknown = new DescribeTrustedAdvisorCheckResultCommand({ checkId: "none" });
    expect((await failure(support().send(unknown))).name).toBe("InvalidParameterValueException");
  });

  it("has one case, which is resolved", async () => {
    expect((await support().send(new DescribeCasesCommand({}))).cases).toEqual([]);
    const { cases = [] } = await support().send(new DescribeCasesCommand({ includeResolvedCases: true }));
    expect(cases.map((c) => [c.status, c.recentCommunications?.communications?.length])).toEqual([["resolved", 2]]);
  });
});
