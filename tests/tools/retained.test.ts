import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SampleAccount, startSampleAccount } from "./support/sample-account.ts";
import { seoul, sharedToolServer, type ToolServer } from "./support/tool-server.ts";

let account: SampleAccount;
let server: ToolServer;
beforeAll(async () => {
  account = await startSampleAccount();
  server = await sharedToolServer(account);
});
afterAll(() => account.stop());

describe("a period of which AWS keeps nothing any more is never answered with none", () => {
  it.each([
    ["trail_find_events", { period: "2026-05-05" }, "CloudTrail's management events for 90 days", "2026-08-23"],
    ["trail_sign_ins", { period: "2026-05-05" }, "CloudTrail's management events for 90 days", "2026-08-23"],
    ["trail_changes", { around: "2026-05-05T10:00" }, "CloudTrail's management events for 90 days", "2026-08-23"],
    ["guardduty_list_findings", { period: "2026-05-05" }, "GuardDuty's findings for 90 days", "2026-08-23"],
    ["alarms_list", { history: true, period: "2026-09-01" }, "CloudWatch's alarm history for 30 days", "2026-10-22"],
    ["cost_anomalies", { period: "2026-05" }, "cost anomalies for 90 days", "2026-08-23"],
    [
      "metrics_query",
      { resource: "order-api-1", metric: "cpu", period: "2024-01-01" },
      "CloudWatch's datapoints for 455 days",
      "2025-08-23",
    ],
  ])("%s", async (tool, input, kept, from) => {
    await account.clearJournal();
    const en = await server.call(tool, input);
    const ko = await server.call(tool, input, { context: { ...seoul, language: "ko" } });
    expect([en.code, en.text]).toEqual([
      "invalid_input",
      `AWS keeps ${kept}, and nothing of the period asked for is left. Ask for a period from ${from} on.`,
    ]);
    expect([ko.code, ko.text]).toEqual([
      "invalid_input",
      expect.stringMatching(
        new RegExp(
          `^(?:[^.]*(?:기록|값|이상)은|GuardDuty 탐지 결과는) AWS에 ${/\d+/.exec(kept)![0]}일 동안만 보관되며, .*않습니다\\. ${from}부터의 기간으로 다시 물어봐 주세요\\.$`,
        ),
      ),
    ]);
    expect((await account.journal()).filter(({ service }) => service === "ce")).toEqual([]);
  });

  it("cost is AWS's own to keep, and its refusal is told in our words", async () => {
    const { code, text } = await server.call("cost_query", { period: "2021-01" });
    expect([code, text]).toEqual([
      "invalid_input",
      "AWS has no cost data of haneul-prod for this period and refused ce:GetCostAndUsage (DataUnavailableException). Cost Explorer keeps 13 months as a rule: ask for a later period.",
    ]);
  });
});

it("of a period that began before it is kept, the rest is searched, and said from when", async () => {
  const { table } = await server.call("guardduty_list_findings", { period: "200d" });
  expect([table.period?.from, table.notes[0]]).toEqual([
    "2026-08-23T00:00:00Z",
    {
      code: "retention",
      text: "GuardDuty keeps findings for 90 days; searched from 2026-08-23T00:00:00Z.",
      params: { service: "GuardDuty", from: "2026-08-23T00:00:00Z" },
    },
  ]);
});
