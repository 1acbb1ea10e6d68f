import {
  ArchiveFindingsCommand,
  type Finding,
  GetDetectorCommand,
  GetFindingsCommand,
  GetFindingsStatisticsCommand,
  type GroupByType,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
  type ListFindingsCommandInput,
  ListMembersCommand,
  UnarchiveFindingsCommand,
} from "@aws-sdk/client-guardduty";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factsOf } from "../../../sandbox/aws/truth/facts.ts";
import { truthAt } from "../../../sandbox/aws/truth/truth.ts";
import { type Account, failure, startAccount } from "./start-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");

describe.each(["haneul-1", "haneul-3"])("GuardDuty of %s", (seed) => {
  const { setting, world } = factsOf(seed, NOW);
  let account: Account;
  beforeAll(async () => {
    account = await startAccount(["--now", new Date(NOW).toISOString(), "--seed", seed]);
  });
  afterAll(() => account.stop());

  async function list(region: string, input: Partial<ListFindingsCommandInput> = {}) {
    const client = new GuardDutyClient(account.as("admin", region));
    const { DetectorIds = [] } = await client.send(new ListDetectorsCommand({}));
    const DetectorId = DetectorIds[0] ?? "";
    const answer = await client.send(new ListFindingsCommand({ DetectorId, ...input }));
    return { client, DetectorId, ids: answer.FindingIds ?? [], next: answer.NextToken };
  }
  const high = { Criterion: { severity: { Gte: 7 }, "service.archived": { Eq: ["false"] } } };

  it("has 25 findings in two regions, none elsewhere: 4 high, 9 medium, 12 low; 5 archived, 3 samples", async () => {
    const seoul = await list("ap-northeast-2");
    const virginia = await list("us-east-1");
    expect([...seoul.ids, ...virginia.ids].toSorted()).toEqual(world.findings.map((f) => f.id).toSorted());
    expect(seoul.next).toBe("");
    const elsewhere = new GuardDutyClient(account.as("admin", "us-west-2"));
    expect((await elsewhere.send(new ListDetectorsCommand({}))).DetectorIds).toEqual([]);
    const count = (keep: (f: (typeof world.findings)[number]) => boolean) => world.findings.filter(keep).length;
    expect([
      count((f) => f.severity >= 7),
      count((f) => f.severity >= 4 && f.severity < 7),
      count((f) => f.severity < 4),
      count((f) => f.archived),
      count((f) => f.sample),
    ]).toEqual([4, 9, 12, 5, 3]);
  });

  it("finds the high ones that are not archived, by the old names of conditions and the new", async () => {
    const expected = truthAt(seed, NOW).highFindings({ samples: true });
    const seoul = await list("ap-northeast-2", { FindingCriteria: high });
    const again = await list("ap-northeast-2", {
      FindingCriteria: {
        Criterion: { severity: { GreaterThanOrEqual: 7 }, "service.archived": { Equals: ["false"] } },
      },
    });
    const virginia = await list("us-east-1", { FindingCriteria: high });
    expect(again.ids).toEqual(seoul.ids);
    expect([...seoul.ids, ...virginia.ids].toSorted()).toEqual(expected.map((f) => f.id).toSorted());
  });

  it("tells each kind of finding whole: whom it is about, what was seen, from where", async () => {
    const get = async (region: string) => {
      const { client, DetectorId, ids } = await list(region);
      const { Findings = [] } = await client.send(new GetFindingsCommand({ DetectorId, FindingIds: ids }));
      return Findings;
    };
    const findings = [...(await get("ap-northeast-2")), ...(await get("us-east-1"))];
    const of = (type: string) => findings.find((f) => f.Type === type) as Finding;
    const force = of("UnauthorizedAccess:EC2/SSHBruteForce");
    const bastion = world.instances(NOW).find((i) => i.name === setting.names.bastion);
    expect(force).toMatchObject({
      AccountId: "417205938164",
      Severity: 8,
      Title: expect.stringContaining(setting.names.bastion),
      Resource: {
        ResourceType: "Instance",
        InstanceDetails: {
          InstanceId: bastion?.id,
          NetworkInterfaces: [
            { PublicIp: bastion?.publicIp, SecurityGroups: [{ GroupId: bastion?.securityGroups[0]?.id }] },
          ],
        },
      },
      Service: {
        Count: 412,
        ResourceRole: "TARGET",
        Action: {
          NetworkConnectionAction: {
            ConnectionDirection: "INBOUND",
            LocalPortDetails: { Port: 22, PortName: "SSH" },
            RemoteIpDetails: { Country: { CountryName: expect.any(String) } },
          },
        },
      },
    });
    expect(of("CryptoCurrency:EC2/BitcoinTool.B!DNS").Service).toMatchObject({
      Action: { ActionType: "DNS_REQUEST", DnsRequestAction: { Protocol: "UDP" } },
      Evidence: { ThreatIntelligenceDetails: [{ ThreatNames: ["Bitcoin"] }] },
    });
    expect(of("Recon:EC2/PortProbeUnprotectedPort").Service?.Action?.PortProbeAction?.PortProbeDetails).toHaveLength(1);
    expect(of("UnauthorizedAccess:IAMUser/TorIPCaller")).toMatchObject({
      Resource: { ResourceType: "AccessKey", AccessKeyDetails: { UserName: setting.cast.abroad.name } },
      Service: {
        Count: setting.story.torLogins.length,
        Action: { AwsApiCallAction: { Api: "ConsoleLogin", RemoteIpDetails: { IpAddressV4: setting.story.torExit } } },
      },
    });
    expect(of("Policy:S3/BucketBlockPublicAccessDisabled").Resource).toMatchObject({
      ResourceType: "S3Bucket",
      S3BucketDetails: [{ PublicAccess: { EffectivePermission: "PUBLIC" } }],
    });
    expect(of("PenTest:IAMUser/KaliLinux")).toMatchObject({
      Title: expect.stringMatching(/^\[SAMPLE\]/),
      Resource: { AccessKeyDetails: { UserName: "GeneratedFindingUserName" } },
      Service: { AdditionalInfo: { Value: '{"sample":true}' } },
    });
  });

  it("sorts, and counts by each group", async () => {
    const SortCriteria = { AttributeName: "severity", OrderBy: "DESC" as const };
    const { client, DetectorId, ids } = await list("ap-northeast-2", { SortCriteria });
    const { Findings = [] } = await client.send(new GetFindingsCommand({ DetectorId, FindingIds: ids, SortCriteria }));
    const severities = Findings.map((f) => f.Severity ?? 0);
    expect(severities).toEqual(severities.toSorted((a, b) => b - a));
    const stats = async (input: { GroupBy?: GroupByType; FindingStatisticTypes?: ["COUNT_BY_SEVERITY"] }) =>
      (await client.send(new GetFindingsStatisticsCommand({ DetectorId, ...input }))).FindingStatistics ?? {};
    const old = (await stats({ FindingStatisticTypes: ["COUNT_BY_SEVERITY"] })).CountBySeverity ?? {};
    expect(old["8.0"]).toBe(severities.filter((s) => s === 8).length);
    const totals = async (GroupBy: GroupByType) => {
      const [groups] = Object.values(await stats({ GroupBy })) as { TotalFindings?: number }[][];
      return groups?.reduce((all, group) => all + (group.TotalFindings ?? 0), 0);
    };
    for (const group of ["SEVERITY", "FINDING_TYPE", "ACCOUNT", "DATE", "RESOURCE"] as const)
      expect([group, await totals(group)]).toEqual([group, ids.length]);
  });

  it("archives and brings back, and keeps it", async () => {
    const before = await list("us-east-1", { FindingCriteria: high });
    const { client, DetectorId, ids } = before;
    expect(ids).toHaveLength(1);
    await client.send(new ArchiveFindingsCommand({ DetectorId, FindingIds: ids }));
    expect((await list("us-east-1", { FindingCriteria: high })).ids).toEqual([]);
    await client.send(new UnarchiveFindingsCommand({ DetectorId, FindingIds: ids }));
    expect((await list("us-east-1", { FindingCriteria: high })).ids).toEqual(ids);
    const unknown = new ArchiveFindingsCommand({ DetectorId, FindingIds: ["f".repeat(32)] });
    expect((await failure(client.send(unknown))).name).toBe("BadRequestException");
    const reader = new GuardDutyClient(account.as("reader", "us-east-1"));
    const denied = await failure(reader.send(new ArchiveFindingsCommand({ DetectorId, FindingIds: ids })));
    expect([denied.name, denied.status]).toEqual(["AccessDeniedException", 403]);
  });

  it("pages, and refuses a foreign detector, an unknown attribute and too many ids", async () => {
    const page = await list("ap-northeast-2", { MaxResults: 5 });
    expect(page.ids).toHaveLength(5);
    const { client, DetectorId } = page;
    const bad = (input: Partial<ListFindingsCommandInput>) =>
      failure(client.send(new ListFindingsCommand({ DetectorId, ...input }))).then((e) => e.name);
    expect(await bad({ NextToken: page.next, MaxResults: 5, FindingCriteria: high })).toBe("BadRequestException");
    expect(await bad({ DetectorId: "0".repeat(32) })).toBe("BadRequestException");
    expect(await bad({ FindingCriteria: { Criterion: { colour: { Eq: ["red"] } } } })).toBe("BadRequestException");
    const many = new GetFindingsCommand({ DetectorId, FindingIds: Array(51).fill("x") });
    expect((await failure(client.send(many))).name).toBe("BadRequestException");
    expect((await client.send(new GetDetectorCommand({ DetectorId }))).Status).toBe("ENABLED");
    expect((await client.send(new ListMembersCommand({ DetectorId }))).Members).toEqual([]);
  });

  it.each([
    [{ "resource.instanceDetails.tags.value": { Eq: [setting.names.bastion] } }, 2],
    [{ "service.action.actionType": { Eq: ["PORT_PROBE"] } }, 1],
    [
      {
        "service.additionalInfo.sample": { Neq: ["true"] },
        "service.archived": { Eq: ["false"] },
        severity: { Lt: 4 },
      },
      4,
    ],
    [{ updatedAt: { Gt: NOW } }, 0],
    [{ type: { Matches: ["*SSHBruteForce"] } }, 1],
  ])("filters by %j", async (Criterion, count) => {
    expect((await list("ap-northeast-2", { FindingCriteria: { Criterion } })).ids).toHaveLength(count);
  });
});
