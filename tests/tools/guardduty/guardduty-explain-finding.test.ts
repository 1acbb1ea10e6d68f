import { afterAll, beforeAll, expect, test } from "vitest";
import { factsOf } from "../../../sandbox/aws/truth/facts.ts";
import { NOW, type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
import { seoul, sharedToolServer, type ToolServer } from "../support/tool-server.ts";

const facts = factsOf("haneul-1", Date.parse(NOW));
const findingOf = (type: string) => facts.world.findings.find((finding) => finding.type === type)!;
const bruteForce = findingOf("UnauthorizedAccess:EC2/SSHBruteForce");

let account: SampleAccount;
let server: ToolServer;

beforeAll(async () => {
  account = await startSampleAccount();
  server = await sharedToolServer(account);
});
afterAll(async () => {
  await server.close();
  await account.stop();
});

const explain = (id: string, language = "en") =>
  server.call("guardduty_explain_finding", { finding_id: id }, { context: { ...seoul, language } });

test("a brute force attack: what was seen, the instance as it is now, its open port, and who opened it", async () => {
  const { table } = await explain(bruteForce.id);
  const { story, cast } = facts.setting;
  const bastion = bruteForce.instance!;
  const fact = (section: string, name: string) => table.rows.find((row) => row[0] === section && row[1] === name)?.[2];
  expect(table.columns.map(({ name }) => name)).toEqual(["section", "name", "value", "time"]);
  expect(fact("finding", "severity")).toBe("8 (high)");
  expect(fact("finding", "count")).toBe("412");
  expect(fact("activity", "port")).toBe("22 SSH");
  expect(fact("activity", "remote address")).toBe(bruteForce.remoteIp);
  expect([fact("resource", "name"), fact("resource", "id")]).toEqual(["bastion", bastion.id]);
  expect(fact("resource", "state now")).toBe("running");
  expect(fact("exposure", "open to the world now")).toContain("tcp 22 (sg-");
  const opening = table.rows.find(
    (row) => row[0] === "CloudTrail events" && row[1] === "AuthorizeSecurityGroupIngress",
  )!;
  expect(opening[2]).toContain(cast[story.portOpener].name);
  expect(opening[2]).toContain("fromPort=22, toPort=22, cidrIp=0.0.0.0/0");
  expect(Date.parse(String(opening[3]))).toBe(story.portOpened);
});

test("in Korean, with the same facts", async () => {
  const [ko, en] = [await explain(bruteForce.id, "ko"), await explain(bruteForce.id)];
  expect(ko.table.rows.map((row) => [row[2], row[3]])).toEqual(
    en.table.rows.map((row) => [row[2] === "yes" ? "예" : row[2] === "no" ? "아니요" : row[2], row[3]]),
  );
  expect([...new Set(ko.table.rows.map((row) => row[0]))]).toEqual([
    "탐지 결과",
    "탐지된 활동",
    "리소스",
    "노출",
    "CloudTrail 이벤트",
  ]);
});

test("what an address did as a user is shown with its failures", async () => {
  const tor = findingOf("UnauthorizedAccess:IAMUser/TorIPCaller");
  const { table } = await explain(tor.id);
  const attempts = table.rows.filter((row) => row[1] === "ConsoleLogin" && String(row[2]).includes(tor.remoteIp));
  expect(attempts.length).toBe(facts.setting.story.torLogins.length);
  expect(attempts[0]![2]).toContain("failed (Failed authentication)");
});

test("a sample says so, and nothing is looked up about it", async () => {
  const sample = facts.world.findings.find((finding) => finding.sample)!;
  const { table } = await explain(sample.id);
  expect(table.notes.map(({ code }) => code)).toEqual(["sample_finding"]);
  expect(table.totals.related_events).toBe(0);
});

test("a trail that may not be read takes nothing from the finding", async () => {
  await account.fault({ operation: "LookupEvents", kind: "deny", times: 20 });
  const { table, code } = await explain(bruteForce.id);
  await account.clearFaults();
  expect(code).toBe(null);
  expect(table.rows.length).toBeGreaterThan(15);
  expect(table.scope.skipped[0]?.why.en).toBe("no permission for cloudtrail:LookupEvents (AccessDeniedException)");
});

test("an id that is nowhere is answered with where it was looked for", async () => {
  const { code, text } = await explain("0".repeat(32));
  expect([code, text]).toEqual([
    "not_found",
    `There is no finding with the id ${"0".repeat(32)} in ap-northeast-2, us-east-1. Look the id up with guardduty_list_findings.`,
  ]);
});
