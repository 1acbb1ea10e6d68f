import { z } from "zod";
import { awsSdk } from "../aws-sdk.ts";
import { text } from "../define-tool.ts";
import { defineChange } from "./define-change.ts";
import { plainFact } from "./facts.ts";
import { inTurn } from "./in-turn.ts";
import { changer } from "./reach.ts";
import {
  batchesOf,
  nameOf,
  settleBatches,
  tagFingerprint,
  tagPermissions,
  targetChangeFacts,
  targetFacts,
} from "./tag-change.ts";
import { DECIDES, noneAuthorises, refuseAuthorising } from "./tag-rules.ts";
import { findTagTargets, MAX_RESOURCES, tagList, tagsOf } from "./tag-targets.ts";
import { watch } from "./watch.ts";

const keysField = z.array(z.string().min(1).max(128)).min(1).max(10);
const args = z.strictObject({
  arns: z.array(z.string().startsWith("arn:")).min(1).max(MAX_RESOURCES),
  keys: keysField.refine(noneAuthorises, DECIDES),
});

/** Takes tags off many resources at once. Without keys AWS would take off all there are: here they are always named. */
export const tagsRemove = defineChange({
  name: "tags_remove",
  title: { ko: "태그 제거", en: "Remove tags" },
  description: text(
    "Propose to take tags off up to 100 resources of one region; a person has to approve it first.",
    "Use for removing tag keys.",
    "Not for: keys opsthread*, aws:*, env*, stage, tier, owner*.",
  ),
  fields: () => ({
    resources: z
      .array(z.string().min(1).max(2_048))
      .min(1)
      .max(MAX_RESOURCES)
      .meta({ "x-opsthread-column": true })
      .describe('ARNs, ids or names; or ["d3.arn"] for a column of a dataset.'),
    keys: keysField,
  }),
  args,

  async plan({ resources, keys: asked }, site) {
    const keys = [...new Set(asked)].sort();
    refuseAuthorising(keys);
    const targets = await findTagTargets(resources, site);
    const { region, chosen } = targets;
    const { call } = site;
    const arns = chosen.map(({ arn }) => arn);
    const batches = batchesOf(arns).length;
    const count = chosen.length;
    const names = chosen.map((target) => nameOf(target, call.field)).join(", ");
    const before = new Set(chosen.map(({ tags }) => JSON.stringify(keys.map((key) => new Map(tags).get(key) ?? null))));
    const values = before.size === 1 ? (JSON.parse([...before][0]!) as (string | null)[]) : [];
    const back = values.length > 0 && values.every((value) => value !== null);
    return {
      region,
      args: { arns, keys },
      target: count === 1 ? { ko: names, en: names } : { ko: `리소스 ${count}개`, en: `${count} resources` },
      facts: [
        ...targetFacts(targets, call),
        plainFact("from_to", { ko: "제거할 태그", en: "Tags to remove" }, keys.join(", ")),
        ...(await targetChangeFacts(chosen, region, site)),
      ],
      effect: {
        ko: `리소스 ${count}개에서 태그 ${keys.join(", ")}을(를) 뗍니다. 실행 중인 것에는 영향이 없지만, 비용 배분이나 자동화가 이 태그를 쓸 수 있습니다.`,
        en: `Takes ${keys.join(", ")} off ${count} ${count === 1 ? "resource" : "resources"}. Nothing that runs is affected; cost allocation or automation may use these tags.`,
      },
      undo: {
        ko: "목록에 있는 이전 값으로 다시 붙이면 됩니다.",
        en: "Set the values of before again; the list shows them.",
      },
      ...(back
        ? {
            undoBy: {
              tool: "tags_add",
              input: { resources: arns, tags: Object.fromEntries(keys.map((key, index) => [key, values[index]])) },
            },
          }
        : {}),
      tier: "T1" as const,
      why: count > 5 ? ["tags_only" as const, "bulk" as const] : ["tags_only" as const],
      tags: chosen.flatMap((target) => target.tags),
      confirm: count === 1 ? names : String(count),
      list: tagList(chosen, keys, call),
      ...(batches > 1 ? { calls: batches } : {}),
    };
  },

  permissions: ({ arns, keys }) => tagPermissions(arns, keys, "untag"),

  fingerprint: ({ arns, keys }, reach) => tagFingerprint(arns, keys, reach),

  async send({ arns, keys }, site) {
    const { ResourceGroupsTaggingAPIClient, UntagResourcesCommand } = awsSdk("client-resource-groups-tagging-api");
    const client = changer(ResourceGroupsTaggingAPIClient, site);
    const { replies } = await inTurn(
      batchesOf(arns),
      (batch) => `${batch.length}`,
      (batch) => client.send(new UntagResourcesCommand({ ResourceARNList: batch, TagKeys: keys })),
    );
    const { requestId, done, failed } = settleBatches(arns, replies);
    return {
      requestId,
      text: {
        ko: `리소스 ${done}개에서 태그를 뗐습니다.${failed ? ` 실패: ${failed}` : ""}`,
        en: `Tags were taken off ${done} resources.${failed ? ` Refused: ${failed}` : ""}`,
      },
    };
  },

  verify: ({ arns, keys }, site, reach) =>
    watch(site, async () => {
      const found = await tagsOf(arns, reach);
      const done = arns.filter((arn) => !(found.get(arn) ?? []).some(([key]) => keys.includes(key))).length;
      return {
        ok: done === arns.length,
        text: {
          ko: `${arns.length}개 중 ${done}개에서 제거 확인`,
          en: `${done} of ${arns.length} no longer carry them`,
        },
      };
    }),
});
