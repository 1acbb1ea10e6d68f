import type { Condition, Finding } from "@aws-sdk/client-guardduty";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";

export interface FindingsQuestion {
  /** Lowest severity number; null for all. */
  minSeverity: number | null;
  /** Last updated at or after; null for all retained. */
  fromMs: number | null;
  type: string | null;
  archived: boolean | null;
}

export interface FindingsAnswer {
  findings: Finding[];
  requests: number;
  complete: boolean;
  /** False when GuardDuty is not switched on in this region. */
  enabled: boolean;
}

const PAGE = 50;
const MAX_PAGES = 20;

/** The finding of this id with its detector's region; null where the region has none, or GuardDuty is off. */
export async function findFinding(
  account: AccountConfig,
  region: string,
  id: string,
  { aws, signal }: Pick<Call, "aws" | "signal">,
): Promise<{ finding: Finding | null; requests: number }> {
  const { GetFindingsCommand, GuardDutyClient, ListDetectorsCommand } = awsSdk("client-guardduty");
  const client = aws.client(GuardDutyClient, account, region);
  const detectors = await aws.send({ action: "guardduty:ListDetectors", account, region, signal }, (options) =>
    client.send(new ListDetectorsCommand({}), options),
  );
  let requests = 1;
  for (const detector of detectors.DetectorIds ?? []) {
    const command = new GetFindingsCommand({ DetectorId: detector, FindingIds: [id] });
    const reply = await aws.send({ action: "guardduty:GetFindings", account, region, signal }, (options) =>
      client.send(command, options),
    );
    requests += 1;
    const finding = reply.Findings?.[0];
    if (finding) return { finding, requests };
  }
  return { finding: null, requests };
}

/** Findings of one region with their details. */
export async function listFindings(
  account: AccountConfig,
  region: string,
  question: FindingsQuestion,
  call: Pick<Call, "aws" | "signal">,
): Promise<FindingsAnswer> {
  const listed = await listFindingIds(account, region, question, call);
  const { GetFindingsCommand, GuardDutyClient } = awsSdk("client-guardduty");
  const client = call.aws.client(GuardDutyClient, account, region);
  const findings: Finding[] = [];
  let { requests } = listed;
  for (const { detector, ids } of listed.found)
    for (let at = 0; at < ids.length; at += PAGE) {
      const command = new GetFindingsCommand({ DetectorId: detector, FindingIds: ids.slice(at, at + PAGE) });
      const site = { action: "guardduty:GetFindings", account, region, signal: call.signal };
      const reply = await call.aws.send(site, (options) => client.send(command, options));
      requests += 1;
      findings.push(...(reply.Findings ?? []));
    }
  return { findings, requests, complete: listed.complete, enabled: listed.found.length > 0 };
}

async function listFindingIds(
  account: AccountConfig,
  region: string,
  question: FindingsQuestion,
  { aws, signal }: Pick<Call, "aws" | "signal">,
) {
  const { GuardDutyClient, ListDetectorsCommand, ListFindingsCommand } = awsSdk("client-guardduty");
  const client = aws.client(GuardDutyClient, account, region);
  const detectors = await aws.send({ action: "guardduty:ListDetectors", account, region, signal }, (options) =>
    client.send(new ListDetectorsCommand({}), options),
  );
  const found: { detector: string; ids: string[] }[] = [];
  let requests = 1;
  let complete = true;
  for (const detector of detectors.DetectorIds ?? []) {
    const ids: string[] = [];
    let pages = 0;
    let token: string | undefined;
    do {
      const command = new ListFindingsCommand({
        DetectorId: detector,
        FindingCriteria: { Criterion: toCriterion(question) },
        SortCriteria: { AttributeName: "updatedAt", OrderBy: "DESC" },
        MaxResults: PAGE,
        ...(token ? { NextToken: token } : {}),
      });
      const reply = await aws.send({ action: "guardduty:ListFindings", account, region, signal }, (options) =>
        client.send(command, options),
      );
      pages += 1;
      ids.push(...(reply.FindingIds ?? []));
      // A token that comes back unchanged leads nowhere: told as pages left unread.
      if (reply.NextToken && reply.NextToken === token) break;
      token = reply.NextToken;
    } while (token && pages < MAX_PAGES);
    requests += pages;
    complete &&= !token;
    found.push({ detector, ids: [...new Set(ids)] });
  }
  return { found, requests, complete };
}

function toCriterion({ minSeverity, fromMs, type, archived }: FindingsQuestion): Record<string, Condition> {
  return {
    ...(minSeverity === null ? {} : { severity: { GreaterThanOrEqual: minSeverity } }),
    ...(fromMs === null ? {} : { updatedAt: { GreaterThanOrEqual: fromMs } }),
    ...(type === null ? {} : { type: { Equals: [type] } }),
    ...(archived === null ? {} : { "service.archived": { Equals: [String(archived)] } }),
  };
}
