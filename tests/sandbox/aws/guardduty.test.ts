import {
  GetFindingsCommand,
  GetFindingsStatisticsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
  type ListFindingsCommandInput,
} from "@aws-sdk/client-guardduty";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { truthAt } from "../../../sandbox/aws/world/truth.ts";
import { type Account, failure, startAccount } from "./start-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
let account: Account;
beforeAll(async () => {
  account = await startAccount(["--now", new Date(NOW).toISOString()]);
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

describe("GuardDuty", () => {
  it("has the story's 25 findings in two regions", async () => {
    const seoul = await list("ap-northeast-2");
    const virginia = await list("us-east-1");
    expect(seoul.ids.length + virginia.ids.length).toBe(25);
    expect(seoul.next).toBe("");
  });

  it("finds the high ones that are not archived, by the old names of conditions and the new", async () => {
    const expected = truthAt("haneul-1", NOW).highFindings({ samples: true });
    const seoul = await list("ap-northeast-2", { FindingCriteria: high });
    const again = await list("ap-northeast-2", {
      FindingCriteria: {
        Criterion: { severity: { GreaterThanOrEqual: 7 }, "service.archived": { Equals: ["false"] } },
      },
    });
    const virginia = await list("us-east-1", { FindingCriteria: high });
    expect(again.ids).toEqual(seoul.ids);
    expect([...seoul.ids, ...virginia.ids].toSorted()).toEqual(expected.map((f) => f.id).toSorted());
    const { Findings = [] } = await seoul.client.send(
      new GetFindingsCommand({ DetectorId: seoul.DetectorId, FindingIds: seoul.ids }),
    );
    expect(Findings.map((f) => [f.Type, f.Severity, f.Service?.Archived])).toContainEqual([
      "UnauthorizedAccess:EC2/SSHBruteForce",
      8,
      false,
    ]);
    expect(Findings.find((f) => f.Type?.endsWith("SSHBruteForce"))?.Resource?.InstanceDetails?.Tags).toContainEqual({
      Key: "Name",
      Value: "bastion",
    });
  });

  it("sorts, and counts by severity", async () => {
    const SortCriteria = { AttributeName: "severity", OrderBy: "DESC" as const };
    const { client, DetectorId, ids } = await list("ap-northeast-2", { SortCriteria });
    const { Findings = [] } = await client.send(new GetFindingsCommand({ DetectorId, FindingIds: ids, SortCriteria }));
    const severities = Findings.map((f) => f.Severity ?? 0);
    expect(severities).toEqual(severities.toSorted((a, b) => b - a));
    const stats = await client.send(
      new GetFindingsStatisticsCommand({ DetectorId, FindingStatisticTypes: ["COUNT_BY_SEVERITY"] }),
    );
    const counts = stats.FindingStatistics?.CountBySeverity ?? {};
    expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(ids.length);
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
  });
});
