import type { Finding } from "@aws-sdk/client-guardduty";
import { z } from "zod";
import { awsSdk } from "../aws-sdk.ts";
import type { Action } from "../define-action.ts";
import { InputError, ToolError } from "../errors.ts";
import type { Bilingual, Preview, TierReason } from "../results.ts";
import { defineChange } from "./define-change.ts";
import { same } from "./facts.ts";
import { findingFacts } from "./finding-facts.ts";
import { candidates, pickTargets } from "./pick-target.ts";
import { changer, type Reach } from "./reach.ts";
import { watch } from "./watch.ts";

const MAX = 5;
const PAGE = 50;
const MAX_PAGES = 20;

/** Whether findings stand in the list, or are put aside as dealt with. */
export interface ArchiveChange {
  name: string;
  title: Bilingual;
  description: string;
  operation: "ArchiveFindings" | "UnarchiveFindings";
  /** What it is afterwards. */
  archived: boolean;
  effect: Bilingual;
  undo: Bilingual;
  undoBy: string;
  tier: Preview["tier"];
  why: TierReason["code"];
}

const findingId = z.string().regex(/^[0-9a-f]{32}$/);
const args = z.strictObject({
  detector_id: z.string().regex(/^[0-9a-f]{1,300}$/),
  finding_ids: z.array(findingId).min(1).max(MAX),
});
const KIND = { ko: "GuardDuty 탐지 결과", en: "GuardDuty finding" };

export function archiveAction(change: ArchiveChange): Action {
  return defineChange({
    name: change.name,
    title: change.title,
    description: change.description,
    fields: () => ({
      findings: z.array(z.string().min(4).max(64)).min(1).max(MAX).describe("Ids, as results show them."),
    }),
    args,

    async plan({ findings: asked }, site) {
      const { account, call, reach } = site;
      const detectors = new Map<string, string>();
      const all = await candidates(account, async (region) => {
        const at = reach(region);
        const detector = await detectorOf(at);
        if (detector === null) return [];
        detectors.set(region, detector);
        const found = await findings(detector, await idsIn(detector, change.archived, at), at);
        return found.map((item) => ({ region, id: item.Id ?? "", name: null, state: null, item }));
      });
      const whole = asked.map((one) =>
        completed(
          one,
          all.map(({ id }) => id),
        ),
      );
      const { region, picked } = pickTargets(whole, all, KIND, account, call);
      const ids = picked.map(({ id }) => id);
      const facts = await Promise.all(picked.map(({ item }) => findingFacts(item, region, site)));
      const titles = picked.map(({ item }) => call.field(item.Title) ?? item.Id ?? "").join("; ");
      return {
        region,
        args: { detector_id: detectors.get(region) ?? "", finding_ids: ids },
        target:
          picked.length === 1 ? same(titles) : { ko: `탐지 결과 ${picked.length}개`, en: `${picked.length} findings` },
        facts: facts.flat(),
        effect: change.effect,
        undo: change.undo,
        undoBy: { tool: change.undoBy, input: { findings: ids } },
        tier: change.tier,
        why: [change.why],
        tags: [],
        confirm: ids.join(", "),
      };
    },

    permissions: ({ detector_id }, { account, region }) => ({
      change: {
        actions: [`guardduty:${change.operation}`],
        resources: [`arn:aws:guardduty:${region}:${account.id}:detector/${detector_id}`],
      },
      look: { actions: ["guardduty:GetFindings"], resources: ["*"] },
    }),

    async fingerprint({ detector_id, finding_ids }, reach) {
      const found = await findings(detector_id, finding_ids, reach);
      return Object.fromEntries(
        found.flatMap((item) => [
          [`${item.Id}.name`, item.Type ?? null],
          [`${item.Id}.archived`, item.Service?.Archived ?? false],
          [`${item.Id}.severity`, item.Severity ?? null],
          [`${item.Id}.count`, item.Service?.Count ?? null],
        ]),
      );
    },

    async send({ detector_id, finding_ids }, site) {
      const { ArchiveFindingsCommand, GuardDutyClient, UnarchiveFindingsCommand } = awsSdk("client-guardduty");
      const client = changer(GuardDutyClient, site);
      const input = { DetectorId: detector_id, FindingIds: finding_ids };
      const reply = change.archived
        ? await client.send(new ArchiveFindingsCommand(input))
        : await client.send(new UnarchiveFindingsCommand(input));
      const count = finding_ids.length;
      return {
        requestId: reply.$metadata.requestId ?? null,
        text: {
          ko: `탐지 결과 ${count}개를 ${change.archived ? "보관했습니다" : "보관 해제했습니다"}.`,
          en: `${count === 1 ? "The finding was" : `${count} findings were`} ${change.archived ? "archived" : "taken out of the archive"}.`,
        },
      };
    },

    verify: ({ detector_id, finding_ids }, site, reach) =>
      watch(site, async () => {
        const found = await findings(detector_id, finding_ids, reach);
        const done = found.filter(({ Service }) => Service?.Archived === change.archived).length;
        return {
          ok: done === finding_ids.length,
          text: {
            ko: `${finding_ids.length}개 중 ${done}개 ${change.archived ? "보관됨" : "보관 해제됨"}`,
            en: `${done} of ${finding_ids.length} ${change.archived ? "archived" : "active again"}`,
          },
        };
      }),
  });
}

/** An id may be given by its beginning, as lists show it. */
function completed(asked: string, ids: string[]): string {
  const found = ids.filter((id) => id.startsWith(asked.trim().toLowerCase()));
  if (found.length <= 1) return found[0] ?? asked;
  throw new ToolError(
    "ambiguous",
    {
      ko: `"${asked}"(으)로 시작하는 탐지 결과가 ${found.length}개입니다. 전체 ID로 지정해 주세요.`,
      en: `${found.length} findings begin with "${asked}". Give the whole id.`,
    },
    found.slice(0, MAX).map((value) => ({ label: value, value })),
  );
}

async function detectorOf(reach: Reach): Promise<string | null> {
  const { GuardDutyClient, ListDetectorsCommand } = awsSdk("client-guardduty");
  const client = reach.client(GuardDutyClient);
  const reply = await reach.ask("guardduty:ListDetectors", (options) =>
    client.send(new ListDetectorsCommand({}), options),
  );
  return reply.DetectorIds?.[0] ?? null;
}

async function idsIn(DetectorId: string, active: boolean, reach: Reach): Promise<string[]> {
  const { GuardDutyClient, ListFindingsCommand } = awsSdk("client-guardduty");
  const client = reach.client(GuardDutyClient);
  const ids: string[] = [];
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const command = new ListFindingsCommand({
      DetectorId,
      MaxResults: PAGE,
      FindingCriteria: { Criterion: { "service.archived": { Equals: [active ? "false" : "true"] } } },
      ...(token ? { NextToken: token } : {}),
    });
    const reply = await reach.ask("guardduty:ListFindings", (options) => client.send(command, options));
    ids.push(...(reply.FindingIds ?? []));
    token = reply.NextToken || undefined;
    if (!token) return ids;
  }
  throw new InputError({
    ko: `탐지 결과가 ${MAX_PAGES * PAGE}개를 넘습니다. 전체 ID로 지정해 주세요.`,
    en: `There are more than ${MAX_PAGES * PAGE} findings. Give whole ids.`,
  });
}

async function findings(DetectorId: string, ids: string[], reach: Reach): Promise<Finding[]> {
  const { GetFindingsCommand, GuardDutyClient } = awsSdk("client-guardduty");
  const client = reach.client(GuardDutyClient);
  const pages = Array.from({ length: Math.ceil(ids.length / PAGE) }, (_, n) => ids.slice(n * PAGE, (n + 1) * PAGE));
  const replies = await Promise.all(
    pages.map((FindingIds) =>
      reach.ask("guardduty:GetFindings", (options) =>
        client.send(new GetFindingsCommand({ DetectorId, FindingIds }), options),
      ),
    ),
  );
  return replies.flatMap(({ Findings }) => Findings ?? []);
}
