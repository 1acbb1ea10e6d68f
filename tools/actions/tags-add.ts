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
  tagsText,
  targetChangeFacts,
  targetFacts,
} from "./tag-change.ts";
import { DECIDES, noneAuthorises, refuseAuthorising } from "./tag-rules.ts";
import { findTagTargets, MAX_RESOURCES, tagList, tagsOf } from "./tag-targets.ts";
import { watch } from "./watch.ts";

const tagsField = z.record(z.string().min(1).max(128), z.string().max(256));
const args = z.strictObject({
  arns: z.array(z.string().startsWith("arn:")).min(1).max(MAX_RESOURCES),
  tags: tagsField.refine((tags) => noneAuthorises(Object.keys(tags)), DECIDES),
});

/** Sets tags on many resources at once; what they were stands in the list behind the card. */
export const tagsAdd = defineChange({
  name: "tags_add",
  title: { ko: "태그 추가", en: "Add tags" },
  description: text(
    "Propose to set tags on up to 100 resources of one region; a person has to approve it first.",
    "Use for adding or changing tags, also on all rows of an earlier result.",
    "Not for: keys opsthread*, aws:*, env*, stage, tier, owner*.",
  ),
  fields: () => ({
    resources: z
      .array(z.string().min(1).max(2_048))
      .min(1)
      .max(MAX_RESOURCES)
      .meta({ "x-opsthread-column": true })
      .describe('ARNs, ids or names; or ["d3.arn"] for a column of a dataset.'),
    tags: tagsField,
  }),
  args,

  async plan({ resources, tags }, site) {
    const keys = Object.keys(tags).sort();
    refuseAuthorising(keys);
    const targets = await findTagTargets(resources, site);
    const { region, chosen } = targets;
    const { call } = site;
    const arns = chosen.map(({ arn }) => arn);
    const isNew = chosen.every(({ tags: now }) => now.every(([key]) => !keys.includes(key)));
    const batches = batchesOf(arns).length;
    const count = chosen.length;
    const names = chosen.map((target) => nameOf(target, call.field)).join(", ");
    return {
      region,
      args: { arns, tags: Object.fromEntries(keys.map((key) => [key, tags[key] ?? ""])) },
      target: count === 1 ? { ko: names, en: names } : { ko: `리소스 ${count}개`, en: `${count} resources` },
      facts: [
        ...targetFacts(targets, call),
        plainFact("from_to", { ko: "태그", en: "Tags" }, tagsText(tags)),
        ...(await targetChangeFacts(chosen, region, site)),
      ],
      effect: {
        ko: `리소스 ${count}개에 태그 ${tagsText(tags)}을(를) 붙입니다. 같은 키의 값이 있으면 바뀝니다. 실행 중인 것에는 영향이 없습니다.`,
        en: `Sets ${tagsText(tags)} on ${count} ${count === 1 ? "resource" : "resources"}; a value that is there is replaced. Nothing that runs is affected.`,
      },
      undo: isNew
        ? { ko: "붙인 태그를 다시 떼면 됩니다.", en: "Remove the tags again." }
        : {
            ko: "목록에 있는 이전 값으로 다시 붙이면 됩니다.",
            en: "Set the values of before again; the list shows them.",
          },
      ...(isNew ? { undoBy: { tool: "tags_remove", input: { resources: arns, keys } } } : {}),
      tier: "T1" as const,
      why: count > 5 ? ["tags_only" as const, "bulk" as const] : ["tags_only" as const],
      tags: chosen.flatMap((target) => target.tags),
      confirm: count === 1 ? names : String(count),
      list: tagList(chosen, keys, call),
      ...(batches > 1 ? { calls: batches } : {}),
    };
  },

  permissions: ({ arns, tags }) => tagPermissions(arns, Object.keys(tags), "tag"),

  fingerprint: ({ arns, tags }, reach) => tagFingerprint(arns, Object.keys(tags), reach),

  async send({ arns, tags }, site) {
    const { ResourceGroupsTaggingAPIClient, TagResourcesCommand } = awsSdk("client-resource-groups-tagging-api");
    const client = changer(ResourceGroupsTaggingAPIClient, site);
    const { replies } = await inTurn(
      batchesOf(arns),
      (batch) => `${batch.length}`,
      (batch) => client.send(new TagResourcesCommand({ ResourceARNList: batch, Tags: tags })),
    );
    const { requestId, done, failed } = settleBatches(arns, replies);
    return {
      requestId,
      text: {
        ko: `리소스 ${done}개에 태그를 붙였습니다.${failed ? ` 실패: ${failed}` : ""}`,
        en: `${done} resources were tagged.${failed ? ` Refused: ${failed}` : ""}`,
      },
    };
  },

  verify: ({ arns, tags }, site, reach) =>
    watch(site, async () => {
      const found = await tagsOf(arns, reach);
      const done = arns.filter((arn) => {
        const byKey = new Map(found.get(arn) ?? []);
        return Object.entries(tags).every(([key, value]) => byKey.get(key) === value);
      }).length;
      return {
        ok: done === arns.length,
        text: { ko: `${arns.length}개 중 ${done}개에 태그 확인`, en: `${done} of ${arns.length} carry the tags` },
      };
    }),
});
