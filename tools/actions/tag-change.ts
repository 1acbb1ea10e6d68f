import type { FailureInfo } from "@aws-sdk/client-resource-groups-tagging-api";
import type { TrailEvent } from "../cloudtrail/read-event.ts";
import type { Permission } from "../define-action.ts";
import type { Call } from "../define-tool.ts";
import type { Fact, Scalar } from "../results.ts";
import type { PlanSite } from "./define-change.ts";
import { LAST_CHANGE, lastChangeFact } from "./facts.ts";
import { looksAt, looksFor, newestOf } from "./last-change.ts";
import { standing } from "./managed.ts";
import type { Reach } from "./reach.ts";
import { tagActions } from "./tag-rules.ts";
import { MAX_PER_CALL, shortName, type TagTarget, type TagTargets, tagsOf } from "./tag-targets.ts";

/** An inline session policy holds 2,048 characters in all. */
const ROOM_FOR_ARNS = 1_100;

/** The tagging API asks for its own right, which knows no resources, and for that of each service. */
export function tagPermissions(
  arns: readonly string[],
  keys: readonly string[],
  kind: "tag" | "untag",
): { change: Permission; more: Permission[]; look: Permission } {
  const fits = arns.join('","').length < ROOM_FOR_ARNS;
  return {
    change: { actions: [kind === "tag" ? "tag:TagResources" : "tag:UntagResources"], resources: ["*"] },
    more: [
      {
        actions: tagActions(arns, kind),
        // Where not all fit, the keys still bound it, and the role's own policy to what is tagged for it.
        resources: fits ? [...arns] : ["*"],
        conditions: { "ForAllValues:StringEquals": { "aws:TagKeys": [...keys] } },
      },
    ],
    look: { actions: ["tag:GetResources"], resources: ["*"] },
  };
}

export async function tagFingerprint(
  arns: readonly string[],
  keys: readonly string[],
  reach: Reach,
): Promise<Record<string, Scalar>> {
  const found = await tagsOf(arns, reach);
  return Object.fromEntries(
    arns.flatMap((arn): [string, Scalar][] => {
      const tags = found.get(arn) ?? [];
      const byKey = new Map(tags);
      return [
        [`${arn}.name`, byKey.get("Name") ?? null],
        ...Object.entries(standing(arn, tags)),
        ...keys.map((key): [string, Scalar] => [`${arn} ${key}`, byKey.get(key) ?? null]),
      ];
    }),
  );
}

export const batchesOf = (arns: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(arns.length / MAX_PER_CALL) }, (_, n) =>
    arns.slice(n * MAX_PER_CALL, (n + 1) * MAX_PER_CALL),
  );

/** Failures of single resources come in an answer that is a success; all of them failing is a refusal. */
export function settleBatches(
  arns: readonly string[],
  replies: readonly {
    FailedResourcesMap?: Record<string, FailureInfo> | undefined;
    $metadata: { requestId?: string | undefined };
  }[],
): { requestId: string | null; done: number; failed: string } {
  const failures = replies.flatMap(({ FailedResourcesMap }) => Object.entries(FailedResourcesMap ?? {}));
  const requestId = replies[0]?.$metadata.requestId ?? null;
  const [first] = failures;
  if (first && failures.length === arns.length)
    throw Object.assign(new Error(first[1].ErrorMessage ?? ""), {
      name: first[1].ErrorCode ?? "Refused",
      $metadata: { httpStatusCode: 400, requestId },
    });
  const failed = failures.map(([arn, { ErrorCode }]) => `${shortName(arn)} (${ErrorCode})`).join(", ");
  return { requestId, done: arns.length - failures.length, failed };
}

const SHOWN = 5;

export function targetFacts({ chosen, left }: TagTargets, { field }: Pick<Call, "field">): Fact[] {
  const names = chosen.map((target) => {
    const [name, id] = [nameOf(target, field), shortName(target.arn)];
    return name === id ? name : `${name} (${id})`;
  });
  const more = names.length - SHOWN;
  const shown = names.slice(0, SHOWN).join(", ");
  const facts: Fact[] = [
    {
      code: "resources",
      label: { ko: "리소스", en: "Resources" },
      value: {
        ko: more > 0 ? `${shown} 외 ${more}개` : shown,
        en: more > 0 ? `${shown} and ${more} more` : shown,
      },
    },
  ];
  if (left.length === 0) return facts;
  const why = (language: "ko" | "en") =>
    [...Map.groupBy(left, (one) => one.why[language])].map(([reason, list]) => `${list.length} (${reason})`).join(", ");
  return [
    ...facts,
    { code: "left_out", label: { ko: "제외", en: "Left out" }, value: { ko: why("ko"), en: why("en") } },
  ];
}

/** So many are looked up: AWS allows two look-ups a second, and each takes one or two. */
const MOST_LOOKED_UP = 5;

/** Who changed each of them last. What was tagged by the tagging API stands in the parameters of its own events alone. */
export async function targetChangeFacts(chosen: readonly TagTarget[], region: string, site: PlanSite): Promise<Fact[]> {
  const { account, call } = site;
  if (chosen.length > MOST_LOOKED_UP) return [notLookedUp(chosen.length)];
  const at = { account, region, call };
  const facts = chosen.map(async (target) => {
    const isAbout = ({ resources }: TrailEvent) => resources.includes(target.arn);
    const looked = [looksAt(target.arn, at), looksFor(["TagResources", "UntagResources"], isAbout, at)];
    const change = newestOf((await Promise.all(looked)).flat(), at);
    return lastChangeFact(change, call, chosen.length > 1 ? nameOf(target, call.field) : "");
  });
  return await Promise.all(facts);
}

const notLookedUp = (count: number): Fact => ({
  code: "last_change",
  label: LAST_CHANGE,
  value: {
    ko: `확인하지 않음 (${count}개: CloudTrail 조회는 초당 2회까지라 ${MOST_LOOKED_UP}개까지만 확인합니다)`,
    en: `not looked up (${count} of them: CloudTrail takes two look-ups a second, so it is done for up to ${MOST_LOOKED_UP})`,
  },
});

export const nameOf = ({ arn, tags }: TagTarget, field: Call["field"]): string =>
  field(new Map(tags).get("Name")) ?? shortName(arn);

export const tagsText = (tags: Record<string, string>): string =>
  Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .join(", ");
