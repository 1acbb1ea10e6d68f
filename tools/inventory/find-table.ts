import { iso } from "../period.ts";
import type { Column, Note, Scalar } from "../results.ts";
import type { Estate } from "./estate.ts";
import { kindWords } from "./kinds.ts";
import { missingOf } from "./missing-tags.ts";
import type { Resource } from "./resource.ts";

const columns: Column[] = [
  { name: "type", type: "text", label: { ko: "유형", en: "Type" } },
  { name: "name", type: "text", label: { ko: "이름", en: "Name" } },
  { name: "id", type: "id", label: { ko: "ID", en: "ID" } },
  { name: "state", type: "text", label: { ko: "상태", en: "State" } },
  { name: "region", type: "text", label: { ko: "리전", en: "Region" } },
  { name: "detail", type: "text", label: { ko: "내용", en: "Detail" } },
  { name: "created", type: "time", label: { ko: "생성 시각", en: "Created" } },
  { name: "team", type: "text", label: { ko: "팀", en: "Team" } },
  { name: "owner", type: "text", label: { ko: "담당자", en: "Owner" } },
  { name: "tags", type: "text", label: { ko: "태그", en: "Tags" } },
  { name: "arn", type: "id", label: { ko: "ARN", en: "ARN" } },
  { name: "account", type: "text", label: { ko: "계정", en: "Account" } },
];
const missing: Column = { name: "missing", type: "text", label: { ko: "없는 태그", en: "Missing tags" } };

export const findColumns = (required: readonly string[]): Column[] =>
  required.length > 0 ? [...columns.slice(0, 5), missing, ...columns.slice(5)] : columns;

export function findRow(resource: Resource, account: string, required: readonly string[]): Scalar[] {
  const { type, name, id, state, region, detail, created, tags, arn } = resource;
  return [
    ...[type, name, id, state, region],
    ...(required.length > 0 ? [missingOf(resource, required).join(", ")] : []),
    ...[detail, created === null ? null : iso(created), tags?.team ?? null, tags?.owner ?? null],
    ...[tags === null ? null : tagText(tags), arn, account],
  ];
}

/** Without those that AWS itself sets. */
const tagText = (tags: Record<string, string>) =>
  Object.entries(tags)
    .filter(([key]) => !key.startsWith("aws:"))
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(", ");

interface Search {
  input: {
    type?: string | undefined;
    name?: string | undefined;
    tag?: string | undefined;
    state?: string | undefined;
    without_tag?: string[] | undefined;
  };
  knownType: boolean;
  /** What fits all but the missing tags. */
  fitting: readonly Resource[];
  listed: readonly Resource[];
  estates: readonly Estate[];
}

export function findNotes({ input, knownType, fitting, listed, estates }: Search): Note[] {
  const notes: Note[] = [];
  const { type, name, tag, state, without_tag: required = [] } = input;
  if (listed.length === 0 && (required.length === 0 || fitting.length === 0)) {
    const asked = [
      type && `type "${type}"`,
      name && `name or id "${name}"`,
      tag && `tag ${tag}`,
      state && `state ${state}`,
    ];
    const filters = asked.filter(Boolean).join(", ");
    const words = knownType
      ? ""
      : ` "${type}" is no word for a kind of resource here; words are: ${kindWords.join(", ")}, or a type such as rds:db.`;
    notes.push({
      code: "none_found",
      text: `No resource${filters ? ` of ${filters}` : ""} in the regions searched.${words}`,
      params: { filters },
    });
  }
  notes.push(...required.flatMap((key) => otherSpelling(key, listed)));
  const unknown = required.length > 0 ? fitting.filter(({ tags }) => tags === null).length : 0;
  if (unknown > 0)
    notes.push({
      code: "tags_unknown",
      text: `The tags of ${unknown} more resources could not be read; they are not counted.`,
      params: { count: unknown },
    });
  return [...notes, ...coverage(estates)];
}

/** `Owner` where `owner` was asked for: tag keys tell capitals apart, people do not. */
function otherSpelling(key: string, listed: readonly Resource[]): Note[] {
  const others = listed.flatMap(({ tags }) =>
    Object.keys(tags ?? {}).filter((own) => own !== key && own.toLowerCase() === key.toLowerCase()),
  );
  const [other] = others;
  if (other === undefined) return [];
  const text = `${others.length} of them carry "${other}" instead of "${key}"; AWS tells these apart.`;
  return [{ code: "tag_spelling", text, params: { key, other, count: others.length } }];
}

/** What may be missing from any list or picture of these estates. */
export function coverage(estates: readonly Estate[]): Note[] {
  const unindexed = [...new Set(estates.flatMap((estate) => estate.unindexed))];
  const cut = [...new Set(estates.flatMap(({ tally }) => [...tally.cut]))];
  return [
    ...(unindexed.length > 0
      ? [
          {
            code: "no_index",
            text: `Resource Explorer is not set up in ${unindexed.join(", ")}: functions and things of services not listed one by one are found there only if they ever had a tag.`,
            params: { regions: unindexed.join(", ") },
          },
        ]
      : []),
    ...(cut.length > 0
      ? [
          {
            code: "pages_cut",
            text: `There is more than was read of ${cut.join(", ")}.`,
            params: { calls: cut.join(", ") },
          },
        ]
      : []),
  ];
}
